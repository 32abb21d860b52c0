"""What engines need: counts of keys, changes for copies of the index, which analyser made a card's keys."""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import Q

import ramo.kit.clock

TRIGGERS = """
CREATE FUNCTION search_stamp_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.stamp := floor(random() * 2147483647)::int;
  RETURN NEW;
END $$;

CREATE TRIGGER card_stamp BEFORE INSERT OR UPDATE ON search_indexcard
  FOR EACH ROW EXECUTE FUNCTION search_stamp_card();

CREATE FUNCTION search_note_card_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM search_indexcopy) AND EXISTS (SELECT FROM changed) THEN
    INSERT INTO search_cardchange (card_id, xid, noted_at)
    SELECT id, pg_current_xact_id()::text::bigint, clock_timestamp() FROM changed;
    PERFORM pg_notify('search_cards', '');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER card_change_of_new AFTER INSERT ON search_indexcard REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_note_card_change();
CREATE TRIGGER card_change_of_old AFTER UPDATE ON search_indexcard REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_note_card_change();
CREATE TRIGGER card_change_of_gone AFTER DELETE ON search_indexcard REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_note_card_change();

CREATE FUNCTION search_note_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_keycount (key, cards)
  SELECT held.key, count(*) FROM changed, unnest(tsvector_to_array(changed.keys)) AS held (key)
  WHERE changed.public AND (changed.verified_on IS NOT NULL OR NOT changed.requires_verification)
    AND NOT EXISTS (SELECT FROM search_keycount AS known WHERE known.key = held.key)
  GROUP BY held.key;
  RETURN NULL;
END $$;

CREATE TRIGGER card_keys_of_new AFTER INSERT ON search_indexcard REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_note_keys();
CREATE TRIGGER card_keys_of_old AFTER UPDATE ON search_indexcard REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_note_keys();
"""
NO_TRIGGERS = """
DROP TRIGGER card_keys_of_old ON search_indexcard;
DROP TRIGGER card_keys_of_new ON search_indexcard;
DROP FUNCTION search_note_keys();
DROP TRIGGER card_change_of_gone ON search_indexcard;
DROP TRIGGER card_change_of_old ON search_indexcard;
DROP TRIGGER card_change_of_new ON search_indexcard;
DROP FUNCTION search_note_card_change();
DROP TRIGGER card_stamp ON search_indexcard;
DROP FUNCTION search_stamp_card();
"""
KNOWN = """
INSERT INTO search_keycount (key, cards)
SELECT word, ndoc FROM ts_stat($$
  SELECT keys FROM search_indexcard WHERE public AND (verified_on IS NOT NULL OR NOT requires_verification)
$$);
"""
SHOWN = Q(public=True) & (Q(verified_on__isnull=False) | Q(requires_verification=False))


class Migration(migrations.Migration):
    dependencies = [("search", "0003_more_places")]

    operations = [
        migrations.AddField(
            "indexcard",
            "analysed_by",
            models.CharField(blank=True, default="", help_text="version of the analyser", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "indexcard",
            "stamp",
            models.IntegerField(default=0, editable=False, help_text="drawn anew by a trigger with every change"),
        ),
        migrations.RemoveIndex("indexcard", "card_keys"),
        migrations.AddIndex(
            "indexcard",
            django.contrib.postgres.indexes.GinIndex(
                condition=SHOWN, fastupdate=False, fields=["keys"], name="shown_card_keys"
            ),
        ),
        migrations.AddIndex("indexcard", models.Index(fields=["analysed_by", "id"], name="card_by_analyser")),
        migrations.CreateModel(
            "KeyCount",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(db_collation="C")),
                ("cards", models.IntegerField()),
            ],
            options={
                "ordering": ["key"],
                "indexes": [models.Index(fields=["key"], name="key_count_by_key")],
            },
        ),
        migrations.CreateModel(
            "CardChange",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("card_id", models.BigIntegerField()),
                ("xid", models.BigIntegerField()),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["xid", "id"], name="card_change_by_xid")],
            },
        ),
        migrations.CreateModel(
            "IndexCopy",
            [
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("host", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("building", "building"), ("ready", "ready"), ("broken", "broken")],
                        default="building",
                        max_length=10,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=200)),
                (
                    "position",
                    models.BigIntegerField(
                        default=0, help_text="every transaction before this number is in the copy"
                    ),
                ),
                ("since", models.DateTimeField(default=ramo.kit.clock.now, help_text="when the state began")),
                ("seen_at", models.DateTimeField(default=ramo.kit.clock.now)),
            ],
            options={"ordering": ["host", "pk"], "verbose_name_plural": "index copies"},
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
