from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("index", "0003_deliveries")]

    operations = [
        migrations.AddField(
            model_name="name", name="said", field=models.CharField(max_length=200, null=True)
        ),
    ]
