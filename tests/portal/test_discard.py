"""A draft is discarded after a question; nobody sees it again."""

import pytest

from tests import people
from tests.factories.usecases import empty_draft, use_case_at
from tests.portal.visits import at, stored, visit, words
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["editor", "signatory"])
def test_it_asks_then_discards(role: str) -> None:
    draft, client = empty_draft(), visit(getattr(people, role)())
    assert "Discard this draft?" in words(client.get(at("discard", draft.pk)))
    assert stored(draft).discarded_at is None
    assert client.post(at("discard", draft.pk))["Location"] == at("home")
    assert stored(draft).discarded_at is not None
    assert client.get(at("use-case", draft.pk)).status_code == 404
    assert client.get(at("use-cases")).context["listed"] == []
    assert client.post(at("discard", draft.pk)).status_code == 404


def test_a_viewer_may_not() -> None:
    draft, client = empty_draft(), visit(people.viewer())
    assert client.get(at("discard", draft.pk)).status_code == 403
    assert client.post(at("discard", draft.pk)).status_code == 403
    assert stored(draft).discarded_at is None
    assert "Discard" not in words(client.get(at("use-case", draft.pk)))


def test_what_was_submitted_is_not_discarded() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    assert client.post(at("discard", case.pk))["Location"] == at("use-case", case.pk)
    assert stored(case).discarded_at is None
