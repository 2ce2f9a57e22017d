"""A draft begins from an earlier use case: of another phase it continues it, of this one not."""

import pytest

from tests import people
from tests.conftest import Freeze
from tests.factories.institutions import bank_b, make_partner
from tests.factories.phases import closed_phase, open_phase, phase
from tests.factories.questions import make_question, responded
from tests.factories.usecases import recorded_case, use_case_at
from tests.portal.visits import at, stored, visit, words
from usecases.models.casefile import Lineage
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.asked import asked_one
from usecases.rules.visibility_casefile import lineages_for
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage
from usecases.workflow import submit
from usecases.workflow.errors import NotFound
from usecases.workflow.start_from import start_from

pytestmark = pytest.mark.django_db


def begun(earlier: UseCase, into: object) -> UseCase:
    """Start from a use case by hand and return the draft."""
    client = visit(people.editor())
    answer = client.post(at("start", into), {"earlier": str(earlier.pk)}, follow=True)
    assert "were carried over" in words(answer)
    return UseCase.objects.get(pk=answer.redirect_chain[0][0].rstrip("/").rpartition("/")[2])


def test_in_another_phase_it_continues_the_earlier_one() -> None:
    earlier = use_case_at(Stage.DECLINED, partners=[make_partner("Cloud Co")], data_public=True)
    draft = begun(earlier, open_phase().pk)
    said = {name: getattr(draft, name) for name in BANK_FIELDS}
    assert said == {name: getattr(earlier, name) for name in BANK_FIELDS}
    assert [(each.partner.name, each.sections) for each in draft.parties.all() if each.partner] == [
        ("Cloud Co", [])
    ]
    assert (draft.stage, draft.reference, draft.responsible) == ("draft", "", people.editor().user)
    (link,) = Lineage.objects.all()
    assert (link.earlier, link.later, link.kind) == (earlier, draft, "continues")
    assert earlier.title in words(visit(people.viewer()).get(at("use-case", draft.pk)))
    assert not lineages_for(people.officer()).exists()
    private = Change.objects.filter(use_case=draft.pk, private_to__isnull=True)
    assert not private.exists()
    submit.submit(draft, by=people.signatory())
    assert lineages_for(people.officer()).get() == link


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED, Stage.CLARIFYING])
def test_in_the_same_phase_the_two_have_nothing_to_do_with_each_other(stage: str) -> None:
    earlier = use_case_at(stage, title="One of twenty")
    draft = begun(earlier, earlier.phase_id)
    assert (draft.title, Lineage.objects.count()) == ("One of twenty", 0)
    assert stored(earlier).version == earlier.version


def test_from_what_was_never_handed_in_nothing_follows() -> None:
    begun(use_case_at(Stage.DRAFT), open_phase().pk)
    assert Lineage.objects.count() == 0


def test_a_recorded_one_gives_what_there_is() -> None:
    draft = begun(recorded_case(phase=closed_phase()), phase().pk)
    assert Lineage.objects.get().later == draft


def test_one_chooses_among_the_own() -> None:
    mine = use_case_at(Stage.ASSESSING)
    theirs = use_case_at(Stage.DRAFT, institution=bank_b())
    client = visit(people.editor())
    page = client.get(at("start", phase().pk))
    assert [case for case, _status in page.context["listed"]] == [mine]
    for key in (str(theirs.pk), "", "x"):
        assert client.post(at("start", phase().pk), {"earlier": key}).status_code == 404
    with pytest.raises(NotFound):
        start_from(theirs, phase=phase().pk, by=people.editor())
    assert visit(people.viewer()).get(at("start", phase().pk)).status_code == 403
    assert UseCase.objects.count() == 2


def test_after_the_deadline_nothing_begins(freeze: Freeze) -> None:
    earlier = use_case_at(Stage.SUBMITTED)
    past = closed_phase()
    client = visit(people.editor())
    answer = client.post(at("start", past.pk), {"earlier": str(earlier.pk)}, follow=True)
    assert "The phase is not open for submissions." in words(answer)
    assert UseCase.objects.count() == 1


def test_answers_to_the_phases_own_questions_come_along_where_they_are_asked_just_so() -> None:
    here, there = phase(), open_phase()
    for asked in (here, there):
        make_question("where", phase=asked)
        make_question("how", "one" if asked == here else "text", phase=asked)
    earlier = responded(use_case_at(Stage.DRAFT, phase=here), where="In Hong Kong.", how="own")
    same, other = begun(earlier, here.pk), begun(earlier, there.pk)
    told = [dict(asked_one(each).values) for each in (same, other)]
    assert told == [{"where": "In Hong Kong.", "how": "own"}, {"where": "In Hong Kong."}]
    private = Change.objects.filter(use_case__in=[same.pk, other.pk], private_to__isnull=True)
    assert not private.exists()
