"""Makes the trail append only in the database."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from usecases.audit.protect import missing, protect


class Command(BaseCommand):
    """`manage.py protect_trail`, after every migration."""

    help = "Makes the triggers that refuse every change of the trail. May be repeated."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make what is missing."""
        wanting = missing(connection)
        if wanting:
            protect(connection)
        if options["verbosity"]:
            self.stdout.write(f"{len(wanting)} triggers made")
