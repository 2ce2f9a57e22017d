"""Takes away what is no record and is kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from usecases.workflow.prune import due, prune


class Command(BaseCommand):
    """`manage.py prune [--dry-run]`."""

    help = (
        "Takes away questions to the assistant after 90 days, stored files that no record tells "
        "of, and spent idempotency keys; --dry-run only says what would go."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether only to look."""
        parser.add_argument("--dry-run", action="store_true", help="say what would go; keep it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say how many of each went, or would go, and which files."""
        only_look, now = options["dry_run"], timezone.now()
        found = due(now) if only_look else prune(now)
        if not options["verbosity"]:
            return
        word = "would go" if only_look else "gone"
        self.stdout.write(f"questions: {found.questions}, keys: {found.keys} {word}")
        self.stdout.write(f"files: {len(found.files)} {word}")
        for name in found.files:
            self.stdout.write(f"  {name}")
