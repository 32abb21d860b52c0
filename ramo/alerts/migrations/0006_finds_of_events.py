"""An event is found once, not once for each of its hosts."""

from django.db import migrations

JOIN = """
INSERT INTO alerts_alerthit (search_id, kind, key, found_at, told_at)
SELECT search_id, 'event', 'of ' || host.event_id, min(found_at), min(told_at)
FROM alerts_alerthit JOIN events_host AS host ON host.id::text = key
WHERE kind = 'event' GROUP BY search_id, host.event_id;
DELETE FROM alerts_alerthit WHERE kind = 'event' AND key NOT LIKE 'of %';
UPDATE alerts_alerthit SET key = substr(key, 4) WHERE kind = 'event';
"""


class Migration(migrations.Migration):
    dependencies = [("alerts", "0005_occupations"), ("events", "0005_one_card")]

    operations = [migrations.RunSQL(JOIN, migrations.RunSQL.noop)]
