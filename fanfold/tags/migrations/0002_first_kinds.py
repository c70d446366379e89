from django.db import migrations

KINDS = [
    ("Fandom", "Fandoms", "fandoms", "fandom"),
    ("Relationship", "Relationships", "relationships", "relationship"),
    ("Character", "Characters", "characters", "plain"),
    ("Genre", "Genres", "genres", "plain"),
    ("Free", "Free tags", "free", "plain"),
]


def put(apps, schema_editor):
    Kind = apps.get_model("tags", "Kind")
    for position, (name, plural, slug, role) in enumerate(KINDS):
        Kind.objects.create(name=name, plural=plural, slug=slug, role=role, position=position)


class Migration(migrations.Migration):
    dependencies = [("tags", "0001_initial")]
    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
