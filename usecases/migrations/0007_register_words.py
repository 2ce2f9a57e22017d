from django.db import migrations

from usecases.text.said import said


def tell_words(apps, schema_editor):
    """Keep of what is published already what is searched of it."""
    for row in apps.get_model("usecases", "Publication").objects.iterator():
        row.words = said(row.content)
        row.save(update_fields=["words"])


class Migration(migrations.Migration):

    dependencies = [
        ('usecases', '0006_register'),
    ]

    operations = [
        migrations.RunPython(tell_words, migrations.RunPython.noop),
    ]
