"""The portal that writes down each page that Django makes, in the file ``MADE``: one path a line."""

import os
from pathlib import Path

from portal.wsgi import application

_made = Path(os.environ["MADE"])
_django = application.application


def _counted(environ, start_response):
    with _made.open("a") as file:
        file.write(f"{environ['PATH_INFO']}\n")
    return _django(environ, start_response)


application.application = _counted
