"""The portal that says in each answer which process it comes from, in the header ``Process``."""

import os

from portal.wsgi import application as portal


def application(environ, start_response):
    def start(status, headers, *error):
        return start_response(status, [*headers, ("Process", str(os.getpid()))], *error)

    return portal(environ, start)
