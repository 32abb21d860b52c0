"""A saved search may ask for groups of occupations."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0004_search_by_analyser"), ("search", "0006_occupation_groups")]

    operations = [
        migrations.AddField(
            "savedsearch",
            "occupations",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                default=list,
                help_text="unit groups of ISCO-08",
                size=None,
            ),
        ),
    ]
