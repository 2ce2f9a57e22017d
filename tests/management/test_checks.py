"""Where real records are kept, accounts whose password is public are refused."""

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from tests.factories.access import make_user
from tests.people import officer

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    found = run_checks(tags=["database"], databases=["default"], include_deployment_checks=True)
    return [(str(each.id), each.msg) for each in found if each.id == "usecases.E001"]


def test_accounts_of_the_demonstration_are_an_error(settings: Settings) -> None:
    make_user("officer@regulator.example", demonstration=True)
    settings.DEMONSTRATION = False
    assert told() == [
        ("usecases.E001", "There are demonstration accounts, whose password is public.")
    ]
    settings.DEMONSTRATION = True
    assert told() == []


def test_other_accounts_are_none(settings: Settings) -> None:
    officer()
    settings.DEMONSTRATION = False
    assert told() == []
