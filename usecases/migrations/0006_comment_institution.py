import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('usecases', '0005_attachment_kinds'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='institution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='usecases.institution', verbose_name='institution'),
        ),
    ]
