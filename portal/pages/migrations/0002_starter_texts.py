"""Give a new installation its pages about itself, so that the footer never leads nowhere."""

import tomllib
from pathlib import Path

from django.db import migrations

STARTER = Path(__file__).parent.parent / "starter"
COLUMNS = ("title_ar", "title_en", "body_ar", "body_en")


def add_starter_texts(apps, schema_editor):
    pages = apps.get_model("pages", "StandingPage").objects.using(schema_editor.connection.alias)
    for path in sorted(STARTER.glob("*.toml")):
        text = tomllib.loads(path.read_text())
        pages.get_or_create(slug=text["slug"], defaults={name: text[name] for name in COLUMNS})


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_standing_pages")]

    # Going back leaves the pages: editors may have rewritten them.
    operations = [migrations.RunPython(add_starter_texts, migrations.RunPython.noop)]
