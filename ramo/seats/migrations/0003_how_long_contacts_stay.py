from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def hours_for_a_night(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Who held a bookable hour has always been forgotten in the night after it."""
    apps.get_model("seats", "Pool").objects.filter(owner="hours").update(contact_days=0)


class Migration(migrations.Migration):
    dependencies = [("seats", "0002_longer_codes")]

    operations = [
        migrations.AddField(
            model_name="pool",
            name="contact_days",
            field=models.PositiveSmallIntegerField(
                default=7, help_text="how long people's contacts stay after the day on which it ends"
            ),
        ),
        migrations.RunPython(hours_for_a_night, migrations.RunPython.noop),
    ]
