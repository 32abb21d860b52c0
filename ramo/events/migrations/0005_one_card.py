"""An event has one card, with the places of all its hosts; until it is filed anew with that of its first."""

from django.db import migrations

# Not told of again: what was news stays so under the other key.
JOIN = """
UPDATE search_indexcard SET key = 'of ' || host.event_id
FROM (SELECT min(id) AS id, event_id FROM events_host GROUP BY event_id) AS host
WHERE kind = 'event' AND key = host.id::text;
DELETE FROM search_indexcard WHERE kind = 'event' AND key NOT LIKE 'of %';
UPDATE search_indexcard SET key = substr(key, 4) WHERE kind = 'event';

UPDATE search_cardnews SET key = 'of ' || host.event_id
FROM (SELECT min(id) AS id, event_id FROM events_host GROUP BY event_id) AS host
WHERE kind = 'event' AND key = host.id::text;
DELETE FROM search_cardnews WHERE kind = 'event' AND key NOT LIKE 'of %';
UPDATE search_cardnews SET key = substr(key, 4) WHERE kind = 'event';
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0004_own_publishers"), ("search", "0006_occupation_groups")]

    operations = [migrations.RunSQL(JOIN, migrations.RunSQL.noop)]
