import django.db.models.deletion
import ramo.kit.clock
from django.conf import settings
from django.db import migrations, models


# What was frozen stays: only who made it may be forgotten with the account.
FROZEN = """
CREATE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'made_by_id' IS DISTINCT FROM to_jsonb(OLD) - 'made_by_id' THEN
        RAISE EXCEPTION 'a proof of delivery is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proof_is_frozen BEFORE UPDATE ON reports_proof FOR EACH ROW EXECUTE FUNCTION reports_refuse_change();
"""
THAWED = """
DROP TRIGGER proof_is_frozen ON reports_proof;
DROP FUNCTION reports_refuse_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('network', '0006_officeterritory'),
        ('vocabularies', '0003_occupation_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('series', models.CharField(choices=[('П', 'П'), ('Д', 'Д')], max_length=1)),
                ('year', models.PositiveSmallIntegerField()),
                ('ordinal', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField(default=ramo.kit.clock.now)),
                ('reason', models.CharField(blank=True, help_text='why another was made; of the first it is empty', max_length=300)),
                ('content', models.JSONField(help_text='every figure as it was shown, small counts withheld')),
                ('fingerprint', models.CharField(max_length=64)),
                ('pdf', models.BinaryField()),
                ('csv', models.BinaryField()),
                ('district', models.ForeignKey(help_text='empty: the network', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.district')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.institution')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='replaced_by', to='reports.proof')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProofCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(choices=[('П', 'П'), ('Д', 'Д')], max_length=1)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('series', 'year'), name='proof_counter_once')],
            },
        ),
        migrations.CreateModel(
            name='ProofOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('asked_at', models.DateTimeField(default=ramo.kit.clock.now)),
                ('state', models.CharField(choices=[('waiting', 'waits for its turn'), ('running', 'is being counted'), ('done', 'ready'), ('failed', 'could not be made')], default='waiting', max_length=7)),
                ('doing', models.CharField(blank=True, help_text='what is counted now', max_length=20)),
                ('done', models.PositiveSmallIntegerField(default=0)),
                ('of', models.PositiveSmallIntegerField(default=1)),
                ('moved_at', models.DateTimeField(default=ramo.kit.clock.now, help_text='the last sign of life')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(help_text='empty: the network', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.district')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.institution')),
                ('proof', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='orders', to='reports.proof')),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AskedMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='its first day')),
                ('asked', models.PositiveIntegerField()),
                ('answered', models.PositiveIntegerField()),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network.institution')),
            ],
            options={
                'ordering': ['month', 'institution'],
                'constraints': [models.UniqueConstraint(fields=('institution', 'month'), name='asked_month_once'), models.CheckConstraint(condition=models.Q(('answered__lte', models.F('asked'))), name='answered_were_asked')],
            },
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.UniqueConstraint(fields=('series', 'year', 'ordinal'), name='proof_number_once'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.UniqueConstraint(condition=models.Q(('replaces', None)), fields=('institution', 'district', 'first', 'last'), name='proof_first_of_its_period_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='proof_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='proof_that_replaces_says_why'),
        ),
        migrations.AddConstraint(
            model_name='prooforder',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('institution', 'district', 'first', 'last'), name='proof_order_open_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='prooforder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('proof__isnull', False), _connector='OR'), name='proof_order_done_has_its_proof'),
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
