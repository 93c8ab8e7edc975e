"""Run by ``make screenshots``; see ``python -m tests.screenshots --help``.

The exit status is 1 if a page overflows sideways, writes an error to the console or asks another host.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tqdm import tqdm

from tests.demo_site import FLAGS, demo_site, find_chromium
from tests.page_kinds import ALONE, KINDS
from tests.screenshots import contact_sheet
from tests.screenshots.camera import Camera
from tests.screenshots.shots import printed, shots


def main():
    options = _options()
    folder = Path(options.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("*.png"), *folder.glob("*.pdf")]:
        old.unlink()
    with tempfile.TemporaryDirectory() as var, demo_site(Path(var)) as site:
        camera = _take_all(site, folder, options)
    contact_sheet.write(folder, camera.taken, options.references)
    print(f"{len(camera.taken)} pictures: {folder / 'index.html'}")  # noqa: T201 -- a command's answer
    print("\n".join(camera.faults), file=sys.stderr)  # noqa: T201 -- the same
    return 1 if camera.faults else 0


def _take_all(site, folder, options):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        camera = Camera(browser, site.url, folder)
        for shot in tqdm(list(shots(options.widths, kinds=options.kinds)), "Screenshots", unit=" pictures"):
            camera.take(shot)
        for page in tqdm(printed(options.kinds), "Printing", unit=" pages"):
            camera.print(*page)
        browser.close()
    return camera


def _options():
    parser = argparse.ArgumentParser(prog="make screenshots", description="Pictures of every kind of page.")
    parser.add_argument("--folder", default="var/screenshots", help="where the pictures go")
    parser.add_argument("--references", help="folder of the drawings to show beside ours")
    parser.add_argument("--widths", type=int, nargs="+", default=[390, 1280], help="also 320, 768, 1600")
    parser.add_argument("--kinds", nargs="+", choices=[*KINDS, *ALONE], help="only these kinds of pages")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
