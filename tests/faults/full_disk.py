"""No room is left for pictures, for kept pages or for the log: who notices, and what stays behind?"""

import io
import os
import shutil
import sys
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.edge.programs import running

from .editor import Editor
from .found import Found
from .portals import LIVE, WARM, cold, port_of, portal_on_sqlite
from .progress import say
from .readers import Readers, ask, not_as_due, slowest

PICTURES, ROOM, A_SECOND, SECONDS = 10, 64 * 1024, 20, 8
MOST_SECONDS_TO_RECOVER = 30
COUNT = "from articles.models import Picture; print(Picture.objects.count())"
SAID = "could not be stored"
LOG = "logged/access.log"


def provoke():
    if os.geteuid() or not shutil.which("unshare"):
        say("  A full disk takes root and unshare")
        return
    with _served("media") as (site, port, media):
        yield _provoked(site, port, media)
    with _served("pages") as (site, port, pages):
        yield _read_while_full("disk full for kept pages", port, pages, lambda: any(pages.rglob("*.djcache")))
    with _served("logged", ACCESS_LOG=LOG) as (site, port, logged):
        log = logged / Path(LOG).name
        yield _read_while_full("disk full for the log", port, logged, lambda: log.stat().st_size > 0)


@contextmanager
def _served(small, **more):
    """A portal of which one folder, as only the portal sees it, is a disk with little room."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        site = portal_on_sqlite(folder, **{key: str(folder / value) for key, value in more.items()})
        port, place = port_of(site), folder / small
        place.mkdir(exist_ok=True)
        surroundings = [f"{key}={value}" for key, value in site.environment.items()]
        full = f'mount -t tmpfs -o size={ROOM} tmpfs "$0" && exec "$@"'
        server = ["env", f"PORT={port}", *surroundings, sys.executable, "-m", "gunicorn", "portal.wsgi"]
        command = ["unshare", "-m", "sh", "-c", full, str(place), *server]
        with running(command, port, folder / "gunicorn.log") as pid:
            yield site, port, Path(f"/proc/{pid}/root{place}")


def questions():
    for number in count():
        yield "warm", (*WARM, LIVE)[number % (len(WARM) + 1)]
        if number % 5 == 0:
            yield "cold", cold(number)


def _read_while_full(name, port, folder, is_written):
    """Until there is room again, and something is written there."""
    filler = folder / "filler"
    _fill(filler)
    for path in (*WARM, LIVE) * 6:
        ask(port, path)
    with Readers(port, A_SECOND, questions()) as readers:
        time.sleep(SECONDS)
        for file in folder.rglob("*"):
            if file.is_file():
                file.write_bytes(b"")
        filler.unlink()
        began = time.time()
        while not is_written() and time.time() < began + MOST_SECONDS_TO_RECOVER:
            ask(port, cold(time.time_ns()))
            time.sleep(0.02)
        seconds = time.time() - began
    failed = len(not_as_due(readers.answers))
    is_over = failed > 0 or seconds >= MOST_SECONDS_TO_RECOVER
    also = f"slowest {slowest(readers.answers) / 1000:.1f} s"
    return Found(name, len(readers.answers), failed, seconds, 0, also, is_over)


def _fill(file):
    with file.open("wb", buffering=0) as open_file:
        try:
            while open_file.write(b"0" * 512):
                pass
        except OSError:  # that was all
            return


def _noise():
    """A picture that no encoder makes small."""
    file = io.BytesIO()
    Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3)).save(file, "PNG")
    return file.getvalue()


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
