"""The first administrator comes in by a command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories.invitations import NEW, WORDS
from tests.factories.phases import make_authority
from usecases.models.access import RoleGrant
from usecases.models.invitations import Invitation
from usecases.models.messages import Message
from usecases.workflow.people import system

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("invite", NEW, *arguments, stdout=out)
    return out.getvalue()


def test_the_link_is_printed_and_lets_the_first_administrator_in() -> None:
    printed = run("--role", "administrator", "--name", "Ada")
    path = "/" + printed.strip().split("/", 3)[3]
    assert printed == printed.strip() + "\n"
    Client().post(path, {"name": "Ada", "password": WORDS, "again": WORDS})
    held = RoleGrant.objects.get()
    assert (held.user.email, held.role, held.authority, held.granted_by) == (
        NEW, "administrator", None, system().user,
    )  # fmt: skip
    assert Message.objects.get().recipient == held.user


def test_for_one_authority() -> None:
    sfc = make_authority("SFC")
    run("--role", "officer", "--authority", "SFC", "--days", "2")
    assert Invitation.objects.get().authority == sfc


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--role", "officer", "--authority", "XX"], "There is no authority XX."),
        (
            ["--role", "officer", "--days", "0"],
            "days: An invitation works for one day at least.",
        ),
    ],
)
def test_what_cannot_be_is_named(arguments: list[str], told: str) -> None:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert str(caught.value) == told
    assert not Invitation.objects.exists()
