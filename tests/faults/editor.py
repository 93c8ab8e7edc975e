"""An editor's browser, who is signed in and fills in forms."""

import re
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

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
