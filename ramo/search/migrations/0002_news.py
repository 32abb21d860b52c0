"""Cards that become news: the database notes it, whichever way a card is written."""

from django.db import migrations, models
from django.db.models import F, Q

TRIGGERS = """
CREATE FUNCTION search_card_becomes_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.news_at := clock_timestamp();
  RETURN NEW;
END $$;

CREATE FUNCTION search_note_card_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_cardnews (kind, key, since) VALUES (NEW.kind, NEW.key, NEW.news_at);
  RETURN NULL;
END $$;

CREATE TRIGGER card_becomes_news BEFORE INSERT OR UPDATE ON search_indexcard FOR EACH ROW
  WHEN (NEW.news_at IS NULL AND NEW.public AND NEW.recommended AND NEW.verified_on IS NOT NULL)
  EXECUTE FUNCTION search_card_becomes_news();

CREATE TRIGGER card_news_of_new AFTER INSERT ON search_indexcard FOR EACH ROW
  WHEN (NEW.news_at IS NOT NULL)
  EXECUTE FUNCTION search_note_card_news();

CREATE TRIGGER card_news_of_old AFTER UPDATE ON search_indexcard FOR EACH ROW
  WHEN (OLD.news_at IS NULL AND NEW.news_at IS NOT NULL)
  EXECUTE FUNCTION search_note_card_news();
"""
NO_TRIGGERS = """
DROP TRIGGER card_news_of_old ON search_indexcard;
DROP TRIGGER card_news_of_new ON search_indexcard;
DROP TRIGGER card_becomes_news ON search_indexcard;
DROP FUNCTION search_note_card_news();
DROP FUNCTION search_card_becomes_news();
"""
# What could be found before there were alerts is no news.
KNOWN = """
UPDATE search_indexcard SET news_at = filed_at
WHERE news_at IS NULL AND public AND recommended AND verified_on IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField(
            "indexcard",
            "news_at",
            models.DateTimeField(
                editable=False,
                help_text="when it first was public, confirmed and recommended; a trigger writes it",
                null=True,
            ),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="CardNews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=80)),
                ("since", models.DateTimeField()),
            ],
            options={"ordering": ["pk"], "verbose_name_plural": "news of cards"},
        ),
        migrations.AddIndex(
            "indexcard",
            models.Index(F("news_at").desc(), condition=Q(news_at__isnull=False), name="card_by_news"),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
