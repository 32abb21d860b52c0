"""The group of occupations that a course leads to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0004_list_at_any_size")]

    operations = [
        migrations.AddField(
            "course",
            "occupation_code",
            models.CharField(
                blank=True, default="", help_text="ISCO-08 unit group that its words name", max_length=4
            ),
            preserve_default=False,
        ),
    ]
