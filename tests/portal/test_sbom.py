import json

from django.core.management import call_command

from portal.management.commands.sbom import HEADING, installed, licence_of
from tests.serving import ROOT

#: Each lets the portal be used, changed and passed on as it is.
ACCEPTED = {
    "Apache-2.0",
    "Apache-2.0 AND BSD-2-Clause",
    "Apache-2.0 OR BSD-2-Clause",
    "Apache-2.0 OR BSD-3-Clause",
    "BSD-3-Clause",
    "BSD-3-Clause AND LicenseRef-Public-Domain",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "MPL-2.0 AND MIT",
    "PSF-2.0",
    "Unlicense",
}


def test_bill_names_what_is_installed_and_what_it_needs(capsys):
    call_command("sbom")

    bill = json.loads(capsys.readouterr().out)
    packages = {one["name"]: one for one in bill["components"]}
    needs = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    django, asgiref = packages["django"]["purl"], packages["asgiref"]["purl"]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert django.startswith("pkg:pypi/django@5.2.")
    assert asgiref in needs[django]
    assert "pytest" not in packages


def test_every_licence_has_been_looked_at():
    licences = {name: licence_of(name, package) for name, package in installed().items()}

    assert {name: licence for name, licence in licences.items() if licence not in ACCEPTED} == {}


def test_table_of_licences_is_as_installed(tmp_path):
    table = tmp_path / "table.md"
    table.write_text(f"Words.\n\n{HEADING}| gone | 1 | MIT |\n")

    call_command("sbom", licences=table)

    documented = (ROOT / "docs" / "supply-chain.md").read_text()
    assert table.read_text() == f"Words.\n\n{HEADING}{documented.partition(HEADING)[2]}"
