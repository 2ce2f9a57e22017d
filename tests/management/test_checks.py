"""Where real records are kept, accounts whose password is public are refused, files scanned."""

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


def test_a_scanner_is_wanted(settings: Settings) -> None:
    settings.FILE_SCANNER = ""
    found = run_checks(tags=["security"], include_deployment_checks=True)
    assert [each.hint for each in found if each.id == "usecases.W002"] == [
        "Set FILE_SCANNER, for example to `clamdscan --no-summary -`."
    ]
    settings.FILE_SCANNER = "clamdscan --no-summary -"
    found = run_checks(tags=["security"], include_deployment_checks=True)
    assert [each.id for each in found if each.id == "usecases.W002"] == []
