"""A signatory takes a submission back, to mend it and hand it in again."""

import pytest

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, stored, visit, words
from usecases.models.trail import StageChange
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess

pytestmark = pytest.mark.django_db


def test_it_is_a_draft_again_and_the_reason_is_kept() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    assert "Take back" in words(client.get(at("use-case", case.pk)))
    page = client.get(at("recall", case.pk))
    assert "It becomes a draft again" in words(page)
    posted = {"version": page.context["form"]["version"].value(), "reason": "A wrong figure."}
    assert client.post(at("recall", case.pk), posted)["Location"] == at("use-case", case.pk)
    assert stored(case).stage == Stage.DRAFT
    assert StageChange.objects.latest("row").reason == "A wrong figure."
    shown = words(client.get(at("use-case", case.pk)))
    assert "It is a draft again." in shown
    assert "Discard this draft" not in shown


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_only_a_signatory_may(role: str) -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(getattr(people, role)())
    assert "Take back" not in words(client.get(at("use-case", case.pk)))
    assert client.get(at("recall", case.pk)).status_code == 403
    assert client.post(at("recall", case.pk), {"version": case.version}).status_code == 403
    assert stored(case).stage == Stage.SUBMITTED


def test_another_bank_finds_nothing() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory(bank_b()))
    assert client.get(at("recall", case.pk)).status_code == 404


def test_once_screening_has_begun_it_is_too_late() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    assess.screen(case, by=people.officer())
    assert "Take back" not in words(client.get(at("use-case", case.pk)))
    response = client.get(at("recall", case.pk), follow=True)
    assert "It can no longer be taken back." in words(response)


def test_what_changed_after_the_page_was_opened_is_shown() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    response = client.post(at("recall", case.pk), {"version": case.version - 1, "reason": "Mine"})
    assert response.status_code == 409
    assert response.context["form"]["reason"].value() == "Mine"
    assert stored(case).stage == Stage.SUBMITTED


def test_a_post_without_a_version_is_refused() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    response = client.post(at("recall", case.pk), {"reason": ""})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["version"])
