"""What the Makefile promises a newcomer, as far as it can be tried without a network or a second install."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text()


def make(*arguments, cwd=ROOT, **environment):
    # MAKEFLAGS would make this a part of the `make test` that runs it.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        [shutil.which("make"), *arguments],
        cwd=cwd,
        env=surroundings | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def clone(tmp_path):
    """A directory that looks to make like a fresh clone: no .venv, and only the given Pythons on the PATH."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "rm", "find", "touch", "env"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def install_in(clone):
    return make("install", cwd=clone, PATH=str(clone / "bin"))


def pretend_python(clone, name, script):
    (clone / "bin" / name).write_text(f"#!{shutil.which('sh')}\n{script}\n")
    (clone / "bin" / name).chmod(0o755)


def test_help_lists_every_command():
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()

    listed = re.findall(r"^  make (\S+) ", make("help").stdout, re.MULTILINE)

    assert sorted(listed) == sorted(phony)


def test_make_alone_shows_help():
    assert make().stdout == make("help").stdout


def test_install_without_any_python_names_the_remedy(clone):
    result = install_in(clone)

    assert result.returncode != 0
    assert "Python 3.11 or later is needed. Found: none." in result.stdout
    assert "apt install python3 python3-venv" in result.stdout


def test_install_with_old_python_names_its_version(clone):
    pretend_python(clone, "python3", 'case "$2" in *print*) echo 3.9 ;; *version_info*) exit 1 ;; esac')

    result = install_in(clone)

    assert result.returncode != 0
    assert "Python 3.11 or later is needed. Found: python3 (3.9)." in result.stdout


def test_install_without_ensurepip_names_the_package(clone):
    pretend_python(clone, "python3.11", 'case "$2" in *print*) echo 3.11 ;; *ensurepip*) exit 1 ;; esac')

    result = install_in(clone)

    assert result.returncode != 0
    assert "apt install python3.11-venv" in result.stdout
    assert not (clone / ".venv").exists()


def test_install_passes_over_a_python_that_does_not_run(clone):
    pretend_python(clone, "python3.11", "exit 127")
    pretend_python(clone, "python3.12", 'case "$2" in *print*) echo 3.12 ;; esac')

    result = install_in(clone)

    assert "Making .venv with python3.12" in result.stdout


def test_run_on_a_taken_port_says_so_before_it_touches_anything(clone):
    (clone / ".venv").symlink_to(ROOT / ".venv")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        result = make("run", f"PORT={port}", "--assume-old=.venv/installed", cwd=clone)

    assert result.returncode != 0
    assert f"Port {port} cannot be used" in result.stdout
    assert not (clone / "var").exists()


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_requirements_are_pinned(name):
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]

    pinned = re.compile(r"[a-z0-9-]+(\[[a-z,]+\])?==[0-9.]+(\.post[0-9]+)?")
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def test_environment_example_names_every_variable():
    settings = (ROOT / "portal" / "settings.py").read_text()
    read = set(re.findall(r'\benv(?:\.\w+)?\("([A-Z_]+)"', settings))

    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    gunicorn = {"PORT", "WEB_CONCURRENCY", "ACCESS_LOG", "FORWARDED_ALLOW_IPS"}
    compose = {"LOCKS", "POSTGRES_PASSWORD", "TLS_CERTIFICATE", "TLS_KEY"}
    # gunicorn.conf.py says it to the settings; it is nobody's to set.
    inner = {"SERVES_PAGES"}
    assert named == (read - inner) | gunicorn | compose


# Stands for .venv/bin/python: what serves and works stays until it is told to go, the rest is done at once.
PRETENDED_PYTHON = """#!/bin/sh
case "$*" in
  *gunicorn*) name=web ;;
  *" work"*) name=worker ;;
  *) exit 0 ;;
esac
echo $$ > $name.pid
trap 'exit 0' TERM
while :; do sleep 0.05; done
"""


@pytest.fixture
def running(clone):
    """``make run`` with a web server and a worker that do nothing: the process, and theirs by name."""
    for name in ("sleep", "mkdir", "kill", "make"):
        (clone / "bin" / name).symlink_to(shutil.which(name))
    (clone / ".venv" / "bin").mkdir(parents=True)
    python = clone / ".venv" / "bin" / "python"
    python.write_text(PRETENDED_PYTHON)
    python.chmod(0o755)
    (clone / "var" / "static").mkdir(parents=True)
    for made in (".venv/bin/pip", ".venv/installed", "var/static/staticfiles.json"):
        (clone / made).touch()
    command = [shutil.which("make"), "run"]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    surroundings |= {"PATH": str(clone / "bin"), "VAR_DIR": "var"}
    with subprocess.Popen(command, cwd=clone, env=surroundings, start_new_session=True) as process:
        processes = {name: _number_in(clone / f"{name}.pid") for name in ("web", "worker")}
        yield process, processes
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _number_in(path):
    wait_for(lambda: path.exists() and path.read_text().strip())
    return int(path.read_text())


def wait_for(happens):
    deadline = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("how", ["make is ended", "Ctrl-C", "the web server ends"])
def test_run_ends_server_and_worker_together(running, how):
    process, processes = running

    if how == "make is ended":
        process.terminate()
    elif how == "Ctrl-C":
        os.killpg(process.pid, signal.SIGINT)
    else:
        os.kill(processes["web"], signal.SIGTERM)

    process.wait(timeout=60)
    wait_for(lambda: all(map(is_gone, processes.values())))
