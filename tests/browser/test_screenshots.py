"""``make screenshots`` notices what no page may do."""

from tests.screenshots.camera import Camera
from tests.screenshots.shots import Shot

FAULTY = """<!doctype html><title>t</title>
<div class="far" style="width: 3000px">x</div>
<img src="http://elsewhere.invalid/x.png" alt="">
<script>console.error("away"); missing()</script>"""


def test_camera_notes_the_faults_of_a_page(browser, site, tmp_path):
    camera = Camera(browser, site.url, tmp_path)
    camera.page.route("**/faulty/", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))

    camera.take(Shot("faulty", "en", "/faulty/"))

    told = "\n".join(camera.faults)
    for fault in ("overflows sideways: div.far", "console: away", "script failed", "asks another host"):
        assert fault in told
    assert (tmp_path / camera.taken[0]).exists()


def test_camera_finds_nothing_wrong_with_the_front_page(browser, site, tmp_path):
    camera = Camera(browser, site.url, tmp_path)

    camera.take(Shot("front", "ar", "/ar/"))

    assert camera.faults == []
