"""What can be said of the image and of compose.yaml without building the one and starting the other."""

import os
import re
import shutil
import subprocess

import pytest
import yaml
from django.core.management import get_commands

from tests.edge.programs import find
from tests.serving import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
FOREIGN = {name: service for name, service in SERVICES.items() if "build" not in service}
EXAMPLE = (ROOT / ".env.example").read_text()
VERSION = re.compile(r"[a-z]+:\d+(\.\d+)+(-[a-z]+)*")


def last_stage():
    return DOCKERFILE.rpartition("\nFROM ")[2]


def test_images_are_of_a_stated_version():
    [python] = re.findall(r"^ARG PYTHON=(\S+)", DOCKERFILE, re.MULTILINE)
    used = [python, *(service["image"] for service in FOREIGN.values())]

    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"$PYTHON"}
    assert [image for image in used if not VERSION.fullmatch(image)] == []


def test_backups_are_made_with_the_tools_of_the_same_postgresql():
    [server] = re.findall(r"postgres:(\d+)", COMPOSE)

    assert f"postgresql-client-{server}" in last_stage()


def test_image_installs_what_is_locked_and_runs_as_nobody_in_particular():
    assert re.search(r"pip install .*--require-hashes -r \"\$lock\"", DOCKERFILE)
    [user] = re.findall(r"^USER (\d+)$", last_stage(), re.MULTILINE)
    assert int(user) > 0


@pytest.mark.parametrize("name", OURS)
def test_container_can_write_only_where_it_must(name):
    service = OURS[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [volume.partition(":")[2] for volume in service["volumes"]] == ["/var/lib/portal"]


@pytest.mark.parametrize("name", OURS)
def test_container_is_given_what_the_portal_reads(name):
    assert OURS[name]["environment"].keys() <= set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_commands_of_containers_exist():
    # What comments name, an image doesn't run: that stands behind its Python.
    managed = re.findall(r"bin/python,? manage\.py,? (\w+)", COMPOSE + DOCKERFILE)

    assert {"migrate", "work", "collectstatic"} <= {*managed} <= get_commands().keys()


def test_no_secret_stands_in_the_file_and_every_variable_is_explained():
    asked = re.findall(r"\$\{([A-Z_]+):\?", COMPOSE)

    assert re.findall(r"(?:PASSWORD|SECRET|KEY|TOKEN)\w*: +(?!\$\{)\S+", COMPOSE) == []
    assert [name for name in asked if not re.search(rf"^#?{name}=", EXAMPLE, re.MULTILINE)] == []


def test_web_waits_for_the_database_and_says_how_it_is():
    assert SERVICES["prepare"]["depends_on"]["database"]["condition"] == "service_healthy"
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"]["prepare"]["condition"] == "service_completed_successfully"
    assert "/health/ready/" in str(SERVICES["web"]["healthcheck"]["test"])


def test_web_follows_the_proxy_whose_network_it_shares():
    """A container in the network of one that was replaced is in nobody's."""
    assert SERVICES["web"]["depends_on"]["proxy"] == {"condition": "service_started", "restart": True}


def test_image_is_built_of_the_locks_that_the_environment_names():
    assert "ARG LOCKS=requirements.lock" in DOCKERFILE
    for service in OURS.values():
        assert service["build"]["args"] == {"LOCKS": "${LOCKS:-requirements.lock}"}
    assert re.search(r"^#LOCKS=", EXAMPLE, re.MULTILINE)


def test_image_holds_neither_secrets_nor_data():
    left_out = (ROOT / ".dockerignore").read_text().split("\n")

    assert {".env", ".git", "var", ".venv"} <= set(left_out)


def test_nginx_of_the_container_serves_readers_from_outside(tmp_path):
    """The script adapts deploy/nginx.conf; nginx itself says whether it would start."""
    nginx, openssl = find("nginx"), shutil.which("openssl")
    if not nginx or not openssl:
        pytest.skip("nginx or openssl isn't installed")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "nginx").symlink_to(shutil.which("true"))
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    surroundings = {"SITE_URL": "https://portal.example:8443/", "TMPDIR": str(tmp_path), "PATH": path}
    surroundings["ADMIN_PATH"] = "newsroom/"

    subprocess.run(["sh", ROOT / "deploy" / "nginx-in-container.sh"], env=surroundings, check=True)

    adapted = (tmp_path / "nginx.conf").read_text()
    assert "server_name portal.example;" in adapted
    assert "return 301 https://portal.example$request_uri" in adapted
    assert "location ~ ^/newsroom/(?:login|password_reset)/ {" in adapted
    assert "^/(?:newsroom|preview|" in adapted
    assert re.findall(r"listen (.*?);", adapted) == [
        "8080",
        "8443 ssl http2 default_server",
        "8443 ssl http2",
    ]
    make_certificate(openssl, tmp_path)
    moved = adapted.replace("/run/secrets", str(tmp_path)).replace(
        "/var/lib/nginx/portal", str(tmp_path / "kept")
    )
    (tmp_path / "nginx.conf").write_text(moved)
    tried = [
        nginx,
        "-t",
        "-c",
        tmp_path / "nginx.conf",
        "-g",
        f"pid {tmp_path}/pid; error_log {tmp_path}/log;",
    ]
    result = subprocess.run(tried, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def make_certificate(openssl, folder):
    subject = ["-subj", "/CN=portal.example", "-days", "1"]
    files = ["-keyout", folder / "key", "-out", folder / "certificate"]
    made = [openssl, "req", "-x509", "-nodes", "-newkey", "rsa:2048", *subject, *files]
    subprocess.run(made, check=True, capture_output=True)
