"""A server does not start on a database with accounts whose password is public."""

from runpy import run_module
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.factories.access import make_user
from usecases.models.access import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_serves_what_has_none(settings: Any) -> None:
    settings.DEMONSTRATION = False
    make_user("somebody@regulator.example")
    assert callable(run_module("sandbox_tracker.wsgi")["application"])


def test_it_refuses_demonstration_accounts(settings: Any) -> None:
    user = make_user("officer@regulator.example")
    User.objects.filter(pk=user.pk).update(demonstration=True)
    settings.DEMONSTRATION = True
    assert callable(run_module("sandbox_tracker.wsgi")["application"])
    settings.DEMONSTRATION = False
    with pytest.raises(ImproperlyConfigured, match="demonstration accounts"):
        run_module("sandbox_tracker.wsgi")
