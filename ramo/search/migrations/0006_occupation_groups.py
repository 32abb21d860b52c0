"""The group of occupations that a card is about, on its slip as well."""

from django.db import migrations, models

_SHOWN = """
CREATE {or_replace} VIEW search_shown AS
SELECT id AS card_id, area, kind, ekatte, district, nullif(more_places, '{{}}') AS more_places,
  nullif(more_districts, '{{}}') AS more_districts, lat, lon, nullif(more_lats, '{{}}') AS more_lats,
  nullif(more_lons, '{{}}') AS more_lons, valid_until, verified_on, recommended{more}
FROM search_indexcard WHERE public AND (verified_on IS NOT NULL OR NOT requires_verification);
"""
SHOWN = _SHOWN.format(or_replace="OR REPLACE", more=", occupation_group")
SHOWN_BEFORE = "DROP VIEW search_shown;" + _SHOWN.format(or_replace="", more="")


class Migration(migrations.Migration):
    dependencies = [("search", "0005_slips")]

    operations = [
        migrations.AddField(
            "indexcard",
            "occupation_group",
            models.CharField(blank=True, default="", help_text="unit group of ISCO-08", max_length=4),
            preserve_default=False,
        ),
        migrations.AddField(
            "slip",
            "occupation_group",
            models.CharField(blank=True, default="", max_length=4),
            preserve_default=False,
        ),
        migrations.RunSQL(SHOWN, SHOWN_BEFORE),
    ]
