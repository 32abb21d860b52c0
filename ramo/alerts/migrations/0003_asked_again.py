"""When somebody last said yes to letters, and when we asked again."""

from django.db import migrations, models

import ramo.kit.clock


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_anchors")]

    operations = [
        migrations.AddField(
            "mailedsearch",
            "confirmed_on",
            models.DateField(default=ramo.kit.clock.today, help_text="when its owner last said yes"),
        ),
        migrations.AddField(
            "mailedsearch",
            "asked_again_on",
            models.DateField(help_text="when we asked whether it is still wanted", null=True),
        ),
    ]
