from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("vocabularies", "0002_occupation_titles"),
    ]

    operations = [
        migrations.CreateModel(
            name="OccupationGroup",
            fields=[
                ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                ("label_bg", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
            ],
            options={"ordering": ["code"]},
        ),
    ]
