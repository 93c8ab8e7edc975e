"""Pictures are sent while no room is left for them: what does the editor hear, and what stays behind?"""

import io
import os
import re
import shutil
import sys
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.edge.programs import running

from .found import Found
from .portals import WARM, port_of, portal_on_sqlite
from .readers import ask

PICTURES, ROOM = 10, "64k"
COUNT = "from articles.models import Picture; print(Picture.objects.count())"
SAID = "could not be stored"
BOUNDARY = "of-a-picture"


class Editor:
    """A browser that is signed in."""

    def __init__(self, site):
        self._url = site.url
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(jar)
        name, password = re.search(r"^  (administrator) +(\S+)$", site.demo, re.MULTILINE).groups()
        self.send("/admin/login/?next=/en/", {"username": name, "password": password})

    def send(self, path, fields, content=None):
        """Fill in the form at this address; its answer, whatever its status."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self._open(path)[1])[1]
        body = _form(fields | {"csrfmiddlewaretoken": token}, content)
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept-Language": "en"}
        return self._open(urllib.request.Request(self._url + path, body, headers))

    def _open(self, request):
        if isinstance(request, str):
            request = self._url + request
        try:
            with self._opener.open(request, timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def _form(fields, content):
    rows = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if content:
        told = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
        rows += [told.encode(), b"Content-Type: image/png\r\n\r\n", content, b"\r\n"]
    return b"".join([*rows, f"--{BOUNDARY}--\r\n".encode()])


def _noise():
    """A picture that no encoder makes small."""
    file = io.BytesIO()
    Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3)).save(file, "PNG")
    return file.getvalue()


def provoke():
    if os.geteuid() or not shutil.which("unshare"):
        sys.stdout.write("A full disk takes root and unshare\n")
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        site = portal_on_sqlite(folder)
        media, port = folder / "media", port_of(site)
        media.mkdir(exist_ok=True)
        surroundings = [f"{key}={value}" for key, value in site.environment.items()]
        full = f'mount -t tmpfs -o size={ROOM} tmpfs "$0" && exec "$@"'
        server = ["env", f"PORT={port}", *surroundings, sys.executable, "-m", "gunicorn", "portal.wsgi"]
        command = ["unshare", "-m", "sh", "-c", full, str(media), *server]
        with running(command, port, folder / "gunicorn.log") as pid:
            yield _provoked(site, port, Path(f"/proc/{pid}/root{media}"))


def _provoked(site, port, media):
    count = ["shell", "--verbosity", "0", "--command", COUNT]
    before, editor = int(site.manage(*count)), Editor(site)
    words = {"alt_en": "noise", "alt_ar": "تشويش", "credit": "nobody", "focus_x": "50", "focus_y": "50"}
    answers = []
    for _ in range(PICTURES):
        answers.append(editor.send("/admin/articles/picture/add/", words, _noise()))
    refused = sum(status == 200 and SAID in text for status, text in answers)
    pages = sum(ask(port, path).status == 200 for path in WARM)
    left = [file for file in media.rglob("*") if file.is_file()]
    rows = int(site.manage(*count)) - before
    also = f"{refused} told that it couldn't be stored; {rows} rows and {len(left)} files left behind"
    failed = PICTURES - refused + len(WARM) - pages
    sent = PICTURES + len(WARM)
    return Found("disk full for media", sent, failed, 0.0, rows, also, bool(failed or rows or left))
