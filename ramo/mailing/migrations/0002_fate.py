import uuid

from django.db import migrations, models

import ramo.kit.clock


class Migration(migrations.Migration):
    dependencies = [("mailing", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DeadMailbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("known_since", models.DateTimeField(default=ramo.kit.clock.now)),
            ],
            options={"verbose_name_plural": "dead mailboxes", "ordering": ["known_since"]},
        ),
        migrations.AddField("outgoingmail", "unsubscribe", models.URLField(blank=True, default="", max_length=500), preserve_default=False),
        migrations.AddField("outgoingmail", "is_secret", models.BooleanField(default=False)),
        migrations.AddField("outgoingmail", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("outgoingmail", "next_try_at", models.DateTimeField(default=ramo.kit.clock.now)),
        migrations.AddField("outgoingmail", "problem", models.CharField(blank=True, default="", choices=[('unreachable', 'the mail server does not answer'), ('login', 'the mail server does not accept our name and password'), ('busy', 'the other mail server asks us to come later'), ('address', 'there is no such mailbox'), ('content', 'the other mail server refuses this letter'), ('too_late', 'it would have come too late'), ('returned', 'it came back'), ('stopped', 'earlier letters to this mailbox came back')], max_length=12), preserve_default=False),
        migrations.AddField(
            "outgoingmail",
            "stayed_here",
            models.BooleanField(default=False, help_text="no mail server is set up: it was written to a file"),
        ),
        migrations.AddField("outgoingmail", "mark", models.UUIDField(null=True)),
        migrations.RunSQL("UPDATE mailing_outgoingmail SET mark = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AlterField(
            "outgoingmail",
            "mark",
            models.UUIDField(
                default=uuid.uuid4, help_text="in its Message-ID: a letter that comes twice is one", unique=True
            ),
        ),
        migrations.AddIndex(
            "outgoingmail",
            models.Index(
                condition=models.Q(("dropped_at", None), ("sent_at", None)),
                fields=["next_try_at"],
                name="mail_waiting_by_try",
            ),
        ),
    ]
