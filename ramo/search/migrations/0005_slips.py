"""Narrow rows beside the cards, from which matches are found and counted."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Not truly immutable: a card's keys change. But whenever they do, the card's slip is put in anew, with its entry.
# Dear, so that the planner rather asks the index than read all cards.
MAKE = """
CREATE FUNCTION search_keys_of(bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE COST 100
  AS 'SELECT keys FROM public.search_indexcard WHERE id = $1';

CREATE INDEX slip_keys ON search_slip USING gin (search_keys_of(card_id)) WITH (fastupdate = off);

CREATE VIEW search_shown AS
SELECT id AS card_id, area, kind, ekatte, district, nullif(more_places, '{}') AS more_places,
  nullif(more_districts, '{}') AS more_districts, lat, lon, nullif(more_lats, '{}') AS more_lats,
  nullif(more_lons, '{}') AS more_lons, valid_until, verified_on, recommended
FROM search_indexcard WHERE public AND (verified_on IS NOT NULL OR NOT requires_verification);

INSERT INTO search_slip SELECT * FROM search_shown;

CREATE FUNCTION search_put_slips() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_slip USING changed WHERE search_slip.card_id = changed.id;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO search_slip SELECT search_shown.* FROM search_shown JOIN changed ON changed.id = search_shown.card_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER card_slips_of_new AFTER INSERT ON search_indexcard REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_put_slips();
CREATE TRIGGER card_slips_of_old AFTER UPDATE ON search_indexcard REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_put_slips();
CREATE TRIGGER card_slips_of_gone AFTER DELETE ON search_indexcard REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_put_slips();
"""
TAKE_BACK = """
DROP TRIGGER card_slips_of_gone ON search_indexcard;
DROP TRIGGER card_slips_of_old ON search_indexcard;
DROP TRIGGER card_slips_of_new ON search_indexcard;
DROP FUNCTION search_put_slips();
DROP VIEW search_shown;
DROP INDEX slip_keys;
DROP FUNCTION search_keys_of(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_engines")]

    operations = [
        migrations.RemoveIndex("indexcard", "shown_card_keys"),
        migrations.CreateModel(
            "Slip",
            [
                ("card_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("area", models.CharField(blank=True, max_length=30)),
                ("kind", models.CharField(max_length=20)),
                ("ekatte", models.CharField(blank=True, max_length=5)),
                ("district", models.CharField(blank=True, max_length=3)),
                (
                    "more_places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), null=True, size=None
                    ),
                ),
                (
                    "more_districts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), null=True, size=None
                    ),
                ),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                (
                    "more_lats",
                    django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), null=True, size=None),
                ),
                (
                    "more_lons",
                    django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), null=True, size=None),
                ),
                ("valid_until", models.DateField(null=True)),
                ("verified_on", models.DateField(null=True)),
                ("recommended", models.BooleanField(default=True)),
            ],
            options={"ordering": ["card_id"]},
        ),
        migrations.RunSQL(MAKE, TAKE_BACK),
    ]
