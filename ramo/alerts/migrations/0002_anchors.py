"""Finds hold their search by a trigger and no foreign key; anchors join a word with a piece of the map."""

import django.db.models.deletion
from django.db import migrations, models

# Whoever matches holds the same lock shared: what they find of searches that go just now is seen and taken along.
TRIGGER = """
CREATE FUNCTION alerts_forget_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock('alerts_savedsearch'::regclass::oid::bigint);
  DELETE FROM alerts_alerthit USING gone WHERE alerts_alerthit.search_id = gone.id;
  RETURN NULL;
END $$;

CREATE TRIGGER forget_finds AFTER DELETE ON alerts_savedsearch REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION alerts_forget_finds();
"""
NO_TRIGGER = """
DROP TRIGGER forget_finds ON alerts_savedsearch;
DROP FUNCTION alerts_forget_finds();
"""


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial")]

    operations = [
        migrations.AddField(
            "savedsearch",
            "analyser",
            models.CharField(blank=True, default="", help_text="the version that made its words", max_length=32),
            preserve_default=False,
        ),
        migrations.AlterField("anchor", "key", models.CharField(max_length=100)),
        migrations.AlterField(
            "alerthit",
            "search",
            models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="hits",
                to="alerts.savedsearch",
            ),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
