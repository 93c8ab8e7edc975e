"""What production installs is locked: by version in requirements*.txt, file by file in requirements*.lock."""

import re

import pytest

from tests.serving import ROOT

LOCKED = sorted(path.stem for path in ROOT.glob("requirements*.txt") if path.stem != "requirements-dev")
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([0-9.]+(?:\.post[0-9]+)?)", re.MULTILINE)


def pins(name):
    return dict(PINNED.findall((ROOT / name).read_text()))


@pytest.mark.parametrize("name", LOCKED)
def test_lock_holds_what_is_required_and_nothing_else(name):
    required = pins(f"{name}.txt")

    locked = pins(f"{name}.lock")

    # Pins of requirements.txt hold for the others, too: pip would refuse two versions of one package.
    assert required.items() <= locked.items()
    assert locked.items() <= (pins("requirements.txt") | required).items()


@pytest.mark.parametrize("name", LOCKED)
def test_every_locked_package_has_a_hash(name):
    text = (ROOT / f"{name}.lock").read_text().replace("\\\n", "")

    assert [
        line for line in text.splitlines() if not re.search(r"==\S+ +--hash=sha256:[0-9a-f]{64}", line)
    ] == []


@pytest.mark.parametrize("name", LOCKED)
def test_lock_names_no_place_to_install_from(name):
    assert re.findall(r"https?://|index-url|find-links", (ROOT / f"{name}.lock").read_text()) == []
