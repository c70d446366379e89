from django.db import migrations

# What an archive starts with; the first-run page and /archive/ratings change all of it.
RATINGS = [
    ("General", "For everybody.", False),
    ("Teen", "May not suit readers under 13.", False),
    ("Mature", "Grown-up themes, told with some restraint.", True),
    ("Explicit", "For adults: sex or violence told in full.", True),
]
WARNINGS = [
    ("No warnings apply", "none", "None of the warnings below applies."),
    ("The author chose not to warn", "unsaid", "Any of the warnings below may apply."),
    ("Graphic violence", "content", ""),
    ("Major character death", "content", ""),
    ("Sexual violence", "content", ""),
    ("Underage sex", "content", ""),
]


def put(apps, schema_editor):
    Rating = apps.get_model("archive", "Rating")
    Warning = apps.get_model("archive", "Warning")
    for position, (name, description, consent) in enumerate(RATINGS):
        Rating.objects.create(name=name, position=position, description=description, asks_consent=consent)
    for position, (name, tone, description) in enumerate(WARNINGS):
        Warning.objects.create(name=name, position=position, tone=tone, description=description)


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial")]
    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
