from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_renditions")]

    operations = [
        migrations.AddField(
            model_name="author",
            name="is_desk",
            field=models.BooleanField(
                default=False,
                help_text="Not one person: search engines are told that an organisation wrote.",
                verbose_name="desk of the newsroom",
            ),
        ),
    ]
