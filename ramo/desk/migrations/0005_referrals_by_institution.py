import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0004_tries_of_codes_moved_out'),
        ('network', '0006_officeterritory'),
        ('vocabularies', '0003_occupation_groups'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='referralcount',
            name='referral_count_once',
        ),
        migrations.AddField(
            model_name='referralcount',
            name='institution',
            field=models.ForeignKey(help_text='that it names', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.institution'),
        ),
        migrations.AddConstraint(
            model_name='referralcount',
            constraint=models.UniqueConstraint(fields=('library', 'on', 'area', 'referral', 'institution'), name='referral_count_once', nulls_distinct=False),
        ),
    ]
