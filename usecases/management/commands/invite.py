"""Invites somebody to the staff: the first administrator too."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.models.phases import Authority
from usecases.notices.invited import link_of
from usecases.vocabulary.limits import INVITATION_DAYS
from usecases.vocabulary.roles import Role
from usecases.workflow.errors import Refused
from usecases.workflow.invite import invite
from usecases.workflow.people import system


class Command(BaseCommand):
    """`manage.py invite EMAIL --role ROLE`."""

    help = "Invites somebody to the staff by mail, and prints the link and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whom, in which role, for which authority, and for how long."""
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--name", default="", help="what they are called")
        parser.add_argument("--authority", default="", help="its code; without it, every authority")
        parser.add_argument("--days", type=int, default=INVITATION_DAYS, help="how long it works")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the link, for where no mail goes out yet."""
        code = options["authority"]
        authority = Authority.objects.filter(code=code).first() if code else None
        if code and authority is None:
            raise CommandError(f"There is no authority {code}.")
        given = {name: options[name] for name in ("name", "role", "days")}
        try:
            row = invite(options["email"], authority=authority, by=system(), **given)
        except Refused as refusal:
            faults = "; ".join(f"{fault.field}: {fault.text}" for fault in refusal.faults)
            raise CommandError(faults) from refusal
        self.stdout.write(link_of(row))
