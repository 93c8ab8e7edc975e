"""Smaller copies of pictures, and which pictures an article's texts show.

The copies of the pictures that are there already are made by ``manage.py make_renditions`` or the worker; until
then pages show the files themselves.
"""

import re

from django.db import migrations, models
from django.db.models import Q

ADDRESS = re.compile(r'"/media/([0-9a-f]{32}\.[a-z]+)"')
AT_A_TIME = 500


def note_pictures_in_texts(apps, schema_editor):
    articles = apps.get_model("articles", "Article").objects
    pictures = apps.get_model("articles", "Picture").objects
    shown = apps.get_model("articles", "Article").body_pictures.through.objects
    with_pictures = articles.filter(Q(body_ar__contains="/media/") | Q(body_en__contains="/media/"))
    bodies = with_pictures.values_list("pk", "body_ar", "body_en")
    for pk, *texts in bodies.iterator(AT_A_TIME):
        names = set(ADDRESS.findall(" ".join(filter(None, texts))))
        keys = pictures.filter(file__in=names).values_list("pk", flat=True)
        shown.bulk_create([shown.model(article_id=pk, picture_id=key) for key in keys])


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_evidence")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="renditions",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="article",
            name="body_pictures",
            field=models.ManyToManyField(
                editable=False, related_name="shown_in_texts", to="articles.picture"
            ),
        ),
        migrations.RunPython(note_pictures_in_texts, migrations.RunPython.noop),
    ]
