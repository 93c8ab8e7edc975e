import pytest

from tests.page_kinds import KINDS, LANGUAGES
from tests.screenshots import contact_sheet
from tests.screenshots.shots import shots


def test_every_kind_is_taken_in_both_languages_widths_and_themes():
    taken = [shot for shot in shots([390, 1280]) if not (shot.forced or shot.menu)]
    pictures = {(shot.kind, shot.language, shot.width, shot.theme) for shot in taken}

    for kind in KINDS:
        for language in LANGUAGES:
            for width in (390, 1280):
                assert {(kind, language, width, "light"), (kind, language, width, "dark")} <= pictures
    assert len({shot.name for shot in taken}) == len(taken)


@pytest.mark.parametrize(
    ("drawing", "name"),
    [
        ("01-home-ar-1280-dark.png", "front-ar-1280-dark.png"),
        ("08-404-en-390.png", "not-found-en-390-light.png"),
        ("10-mobile-menu-ar-390.png", "front-ar-390-menu.png"),
        ("12-print-en-794.png", "article-en-794-print.png"),
        ("18-forced-colors-partnership-ar-390.png", "entry-ar-390-forced.png"),
    ],
)
def test_drawing_stands_beside_its_page_only(drawing, name):
    assert contact_sheet.draws(drawing, name)
    assert not contact_sheet.draws(drawing, name.replace("-ar-", "-xx-").replace("-en-", "-xx-"))
    assert not contact_sheet.draws(drawing, f"person-ar-{name.split('-ar-')[-1]}".replace("menu", "light"))


def test_pictures_are_shown_with_and_without_drawings(tmp_path):
    drawings = tmp_path / "drawings"
    drawings.mkdir()
    (drawings / "02-article-ar-390.png").touch()

    contact_sheet.write(tmp_path, ["article-ar-390-light.png"])
    alone = (tmp_path / "index.html").read_text()
    contact_sheet.write(tmp_path, ["article-ar-390-light.png"], drawings)

    assert "02-article" not in alone
    assert 'src="drawings/02-article-ar-390.png"' in (tmp_path / "index.html").read_text()
