"""The deadline is the server's: late is refused in clear words, and nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import people
from tests.conftest import Freeze
from tests.factories.phases import make_phase, open_phase
from tests.factories.usecases import answers
from tests.portal.visits import at, open_section, stored, visit, words
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft as drafts

pytestmark = pytest.mark.django_db

CLOSES = datetime(2026, 11, 30, 15, 59, 59, 999999, tzinfo=UTC)  # the day's end in Hong Kong
BEFORE, AFTER = CLOSES - timedelta(hours=2), CLOSES + timedelta(seconds=1)


@pytest.fixture
def draft(freeze: Freeze) -> UseCase:
    freeze(BEFORE)
    phase = open_phase(closes_at=CLOSES)
    return drafts.begin(phase=phase.pk, by=people.editor(), fields=answers(title="Just in time"))


def test_the_last_moment_counts(draft: UseCase, freeze: Freeze) -> None:
    client = visit(people.signatory())
    freeze(CLOSES)
    response = client.post(at("check", draft.pk), {"version": draft.version, "confirm": "on"})
    assert response["Location"] == at("receipt", draft.pk, 1)


def test_a_moment_later_is_too_late_and_nothing_is_lost(draft: UseCase, freeze: Freeze) -> None:
    client = visit(people.signatory())
    freeze(AFTER)
    response = client.post(at("check", draft.pk), {"version": draft.version, "confirm": "on"})
    assert response.status_code == 409
    told = response.context["form"].errors["__all__"]
    assert told == ["The phase is not open for submissions."]
    assert "Closed 30 November 2026, 23:59 HKT" in words(response)
    assert (stored(draft).stage, stored(draft).title) == (Stage.DRAFT, "Just in time")


def test_after_it_a_draft_is_still_read_and_kept(draft: UseCase, freeze: Freeze) -> None:
    editor = visit(people.editor())
    posted = {**open_section(editor, draft, "support"), "support_wanted": "Typed at the end"}
    freeze(AFTER)
    assert editor.post(at("section", draft.pk, "support"), posted).status_code == 302
    assert stored(draft).support_wanted == "Typed at the end"
    tasks, check = editor.get(at("use-case", draft.pk)), editor.get(at("check", draft.pk))
    for page in (tasks, check):
        assert "The phase is not open for submissions." in words(page)
        assert "Closed 30 November 2026, 23:59 HKT" in words(page)
    check = visit(people.signatory()).get(at("check", draft.pk))
    assert 'name="confirm"' not in check.content.decode()


def test_the_server_counts_it_in_the_zone_of_the_programme(draft: UseCase) -> None:
    page = words(visit(people.viewer()).get(at("use-case", draft.pk)))
    assert "Closes 30 November 2026, 23:59 HKT (2 hours left)" in page


def test_home_says_which_phases_are_open_and_until_when(draft: UseCase, freeze: Freeze) -> None:
    make_phase("LATER", opens_at=AFTER + timedelta(days=9))
    rolling = make_phase("ROLL", opens_at=BEFORE)
    client = visit(people.editor())
    shown = [phase.code for phase, _permit in client.get(at("home")).context["phases"]]
    assert shown == [draft.phase.code, "ROLL"]
    freeze(AFTER)
    client = visit(people.editor())
    assert [phase for phase, _permit in client.get(at("home")).context["phases"]] == [rolling]


def test_a_closed_phase_begins_nothing(draft: UseCase, freeze: Freeze) -> None:
    freeze(AFTER)
    client = visit(people.editor())
    response = client.post(at("begin", draft.phase_id), follow=True)
    assert response.redirect_chain == [(at("home"), 302)]
    assert "The phase is not open for submissions." in words(response)
    assert UseCase.objects.count() == 1
