"""Smaller copies of pictures.

Those of the pictures that are there already are made by ``manage.py make_renditions`` or the worker; until then
pages show the files themselves.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_byline_role")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="renditions",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
