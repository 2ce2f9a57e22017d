"""Text is normalised at the field, whichever way it comes in."""

import pytest

from tests.factories.base import add
from tests.factories.institutions import make_institution
from tests.factories.phases import make_phase
from usecases.models.access import User
from usecases.models.institutions import Institution
from usecases.models.phases import Phase

pytestmark = pytest.mark.django_db


def test_text_is_normalised_on_its_way_in() -> None:
    bank = make_institution("Cafe\u0301 Bank\x07")
    phase = make_phase(eligibility="one\r\ntwo")
    assert Institution.objects.get(pk=bank.pk).short_name == "Café Bank"
    assert Phase.objects.get(pk=phase.pk).eligibility == "one\ntwo"


def test_text_is_looked_up_in_the_stored_form() -> None:
    bank = make_institution("Café Bank")
    assert Institution.objects.get(short_name="Cafe\u0301 Bank") == bank


def test_forms_clean_to_the_stored_form() -> None:
    field = Institution._meta.get_field("short_name")
    assert field.clean("Cafe\u0301", None) == "Café"


def test_the_email_signs_in_whatever_its_case() -> None:
    user = add(User(email="Ada@Example.org", name="Ada"))
    assert User.objects.get_by_natural_key("ada@example.ORG") == user
