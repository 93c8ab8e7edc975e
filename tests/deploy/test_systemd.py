"""The units of ``deploy/systemd`` start what there is. systemd itself doesn't run where the suite does."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.serving import ROOT

UNITS = ROOT / "deploy" / "systemd"
SERVICES, TIMERS = sorted(UNITS.glob("*.service")), sorted(UNITS.glob("*.timer"))
#: Where docs/operating.md has it installed.
INSTALLED = "/srv/portal"


def values(path, key):
    return re.findall(rf"^{key}=(.*)$", path.read_text(), re.MULTILINE)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_what_a_service_starts_is_there(unit):
    commands = " ".join(values(unit, r"Exec\w+"))

    scripts = re.findall(rf"{INSTALLED}/\.venv/bin/(\w+)", commands)
    programs = re.findall(r"(?:^| )(/(?:usr/)?bin/\w+)", commands)
    managed = set(re.findall(r"manage\.py (\w+)", commands))
    assert scripts or managed
    assert [name for name in scripts if not Path(sys.executable).with_name(name).exists()] == []
    assert [path for path in programs if not shutil.which(Path(path).name)] == []
    assert managed <= get_commands().keys()


@pytest.mark.parametrize("timer", TIMERS, ids=lambda path: path.name)
def test_every_timer_has_its_service_and_makes_up_for_what_it_missed(timer):
    assert timer.with_suffix(".service") in SERVICES
    assert values(timer, "Persistent") == ["yes"]


def test_what_runs_all_the_time_or_by_the_clock_can_be_enabled():
    started_by_timers = {timer.with_suffix(".service") for timer in TIMERS}

    not_enabled = [unit for unit in {*SERVICES, *TIMERS} - started_by_timers if not values(unit, "WantedBy")]

    assert not_enabled == []


def test_what_holds_for_all_holds_for_each():
    """The folder says whose drop-ins are read: of services whose name begins so."""
    assert [unit.name for unit in SERVICES if not unit.name.startswith("portal-")] == []
    assert [path.name for path in UNITS.glob("*.d")] == ["portal-.service.d"]


def test_units_are_what_systemd_understands(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd isn't installed")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    units = shutil.copytree(UNITS, tmp_path / "units")
    for path in units.rglob("*.*"):
        if path.is_file():
            path.write_text(path.read_text().replace(INSTALLED, str(tmp_path)))

    names = [str(units / path.name) for path in SERVICES + TIMERS]
    # The colon at the end: what the machine has of its own, such as multi-user.target, is known too.
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{units}:"},
        capture_output=True,
        text=True,
    )

    assert (result.returncode, result.stderr) == (0, "")
