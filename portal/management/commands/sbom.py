import json
import re
import uuid
from importlib import metadata
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from packaging.requirements import Requirement

PINNED = re.compile(r"^([a-z0-9.-]+)==", re.MULTILINE)
#: Whose own words name a family of licences, or nothing: what their licence files say.
READ = {
    "django-csp": "BSD-3-Clause",
    "django-ninja": "MIT",
    "events": "BSD-3-Clause",
    "pyahocorasick": "BSD-3-Clause AND LicenseRef-Public-Domain",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "s3transfer": "Apache-2.0",
    "segno": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
}
HEADING = "| Package | Version | Licence |\n|---|---|---|\n"


class Command(BaseCommand):
    help = (
        "Say what of the locked packages is installed here, with version, licence and what it needs: a bill "
        "of materials as CycloneDX 1.6, for scanners of known weaknesses."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--licences",
            type=Path,
            metavar="FILE",
            help="Instead, write the table at the end of a file anew.",
        )

    def handle(self, *, licences, **options):
        if licences:
            before = licences.read_text().partition(HEADING)[0]
            licences.write_text(before + HEADING + "".join(_rows()))
        else:
            self.stdout.write(json.dumps(_bill(), indent=2))


def installed() -> dict[str, metadata.Distribution]:
    """By name, what the locks name and is here: an installation without Redis lacks its client."""
    locks = sorted(settings.BASE_DIR.glob("requirements*.lock"))
    names = sorted({name for lock in locks for name in PINNED.findall(lock.read_text())})
    return {name: found for name in names if (found := next(iter(metadata.distributions(name=name)), None))}


def licence_of(name: str, package: metadata.Distribution) -> str:
    told = package.metadata
    return READ.get(name) or told.get("License-Expression") or told.get("License") or "unknown"


def _rows():
    for name, package in installed().items():
        yield f"| {name} | {package.version} | {licence_of(name, package)} |\n"


def _bill():
    packages = installed()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": timezone.now().isoformat(timespec="seconds"),
            "component": {"type": "application", "name": "portal", "bom-ref": "portal"},
        },
        "components": [_component(name, package) for name, package in packages.items()],
        "dependencies": [_needs(name, package, packages) for name, package in packages.items()],
    }


def _address(name, package):
    return f"pkg:pypi/{name}@{package.version}"


def _component(name, package):
    address = _address(name, package)
    licences = [{"expression": licence_of(name, package)}]
    told = {"name": name, "version": package.version, "purl": address, "licenses": licences}
    return {"type": "library", "bom-ref": address} | told


def _needs(name, package, packages):
    asked = [Requirement(line) for line in package.requires or []]
    names = {one.name.lower().replace("_", "-") for one in asked if not one.marker or one.marker.evaluate()}
    needed = [_address(other, packages[other]) for other in sorted(names & packages.keys())]
    return {"ref": _address(name, package), "dependsOn": needed}
