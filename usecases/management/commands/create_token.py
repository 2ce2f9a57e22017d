"""Makes a token for a program."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.models.access import User
from usecases.vocabulary.limits import TOKEN_DAYS
from usecases.workflow.errors import Refused
from usecases.workflow.people import system
from usecases.workflow.tokens import create_token


class Command(BaseCommand):
    """`manage.py create_token EMAIL --name NAME --scope SCOPE`."""

    help = "Makes a token of a person or a service, and prints it and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whose it is, what it is called, what it may do and for how long."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="what it is for")
        parser.add_argument(
            "--scope", action="append", required=True, help="read, report, submit or operate"
        )
        parser.add_argument("--days", type=int, default=TOKEN_DAYS, help="how long it is valid")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the token, which is shown this once."""
        owner = User.objects.filter(email__iexact=options["email"]).first()
        if owner is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        given = {"name": options["name"], "scopes": options["scope"], "days": options["days"]}
        try:
            _token, secret = create_token(owner, by=system(), **given)
        except Refused as refusal:
            faults = "; ".join(
                f"{fault.field} {given.get(fault.field, '')}: {fault.text}"
                for fault in refusal.faults
            )
            raise CommandError(faults) from refusal
        self.stdout.write(secret)
