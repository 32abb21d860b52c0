from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def date_drafts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("invitations", "ExpertRequest").objects.filter(state="draft")
    rows.update(typed_at=F("turn_since"))


class Migration(migrations.Migration):
    dependencies = [("invitations", "0002_drafts")]

    operations = [
        migrations.AddField(
            model_name="expertrequest",
            name="typed_at",
            field=models.DateTimeField(help_text="when a draft was last changed; empty once it is sent", null=True),
        ),
        migrations.RunPython(date_drafts, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="expertrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "draft"), ("typed_at__isnull", False)),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("typed_at", None)),
                    _connector="OR",
                ),
                name="request_draft_says_when_it_was_typed",
            ),
        ),
    ]
