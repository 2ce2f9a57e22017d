"""A bank's draft: begun, written section by section, discarded."""

from typing import Any

import pytest

from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import closed_phase, make_phase, phase
from tests.factories.usecases import answers, empty_draft, use_case_at
from tests.factories.words import make_category
from tests.people import ANONYMOUS, editor, officer, signatory, system, viewer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft

pytestmark = pytest.mark.django_db


def test_begin() -> None:
    case = draft.begin(phase=phase().pk, by=editor(), fields={"title": "A"})
    case.refresh_from_db()
    assert (case.stage, case.institution, case.phase, case.title, case.reference, case.version) == (
        "draft", bank_a(), phase(), "A", "", 0,
    )  # fmt: skip
    assert not StageChange.objects.exists()


@pytest.mark.parametrize("who", [viewer, officer, system, lambda: ANONYMOUS])
def test_begin_is_for_those_who_write_for_a_bank(who: Any) -> None:
    key, by = phase().pk, who()
    assert refused(draft.begin, phase=key, by=by) == NOT_ALLOWED


def test_begin_asks_for_an_open_phase() -> None:
    by = editor()
    for key in (closed_phase().pk, make_phase().pk, bank_a().pk):
        assert refused(draft.begin, phase=key, by=by) == [("phase", "closed")]


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"stage": "accepted"}, [("stage", "not-editable")]),
        (
            {"reference": "GS1-900", "version": 3},
            [("reference", "not-editable"), ("version", "not-editable")],
        ),
        ({"category": None}, [("category", "not-editable")]),
        ({"institution": None}, [("institution", "not-editable")]),
        ({"title": "x" * 201}, [("title", "max_length")]),
        ({"summary": "word " * 151}, [("summary", "too-long")]),
        ({"autonomy": "acts-wild"}, [("autonomy", "invalid_choice")]),
        ({"compute_asked": -1}, [("compute_asked", "min_value")]),
        ({"compute_asked": "many"}, [("compute_asked", "invalid")]),
    ],
)
def test_what_is_wrong_is_refused_by_its_field(fields: dict[str, Any], faults: Any) -> None:
    key, by, case = phase().pk, editor(), empty_draft()
    assert refused(draft.begin, phase=key, by=by, fields=fields) == faults
    assert refused(draft.write, case, by=by, fields=fields) == faults


def test_write() -> None:
    case = draft.write(empty_draft(), fields={"title": "A", "customer_facing": False}, by=editor())
    assert (case.title, case.customer_facing, case.version) == ("A", False, 1)
    change = Change.objects.filter(record=str(case.pk)).latest("row")
    assert (change.after, change.private_to) == ({"title": "A", "customer_facing": False}, bank_a())


def test_writing_the_same_changes_nothing() -> None:
    case = use_case_at(Stage.DRAFT)
    before = Change.objects.count()
    same = draft.write(case, fields={"title": case.title}, by=signatory())
    assert (same.version, same.updated_at) == (case.version, case.updated_at)
    assert Change.objects.count() == before


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        (viewer, NOT_ALLOWED),
        (lambda: signatory(bank_b()), NOT_FOUND),
        (officer, NOT_FOUND),
        (lambda: ANONYMOUS, NOT_FOUND),
        (system, NOT_ALLOWED),
    ],
)
def test_a_draft_is_written_by_its_bank_alone(who: Any, answer: Any) -> None:
    case, by = empty_draft(), who()
    assert refused(draft.write, case, fields={"title": "A"}, by=by) == answer
    assert refused(draft.discard, case, by=by) == answer


def test_what_was_handed_in_is_not_written() -> None:
    case = use_case_at(Stage.SUBMITTED)
    assert refused(draft.write, case, fields={"title": "A"}, by=editor()) == WRONG_STAGE
    assert refused(draft.discard, case, by=editor()) == WRONG_STAGE


def test_two_people_on_one_section_see_the_conflict() -> None:
    case, fraud = use_case_at(Stage.DRAFT, title="A"), make_category("fraud")
    seen = {"title": "A", "summary": case.summary, "own_category": case.own_category}
    draft.write(case, fields={"title": "B", "own_category": fraud}, by=signatory())
    mine = {"title": "C", "summary": "Mine."}
    assert refused(draft.write, case, fields=mine, by=editor(), based_on=seen) == [
        ("title", "stale")
    ]
    others = {"summary": "Mine."}
    assert draft.write(case, fields=others, by=editor(), based_on=seen).title == "B"
    same = {"title": "B"}
    assert draft.write(case, fields=same, by=editor(), based_on=seen).summary == "Mine."


def test_a_stale_version_is_refused() -> None:
    case = use_case_at(Stage.DRAFT)
    draft.write(case, fields={"title": "B"}, by=signatory())
    by = editor()
    assert refused(draft.write, case, fields={"risks": "x"}, by=by, version=case.version) == STALE
    assert refused(draft.discard, case, by=by, version=case.version) == STALE


def test_discard() -> None:
    case = empty_draft()
    draft.discard(case, by=editor())
    stored = UseCase.objects.get(pk=case.pk)
    assert (stored.stage, stored.discarded_at is not None) == ("draft", True)
    assert refused(draft.write, case, fields={"title": "A"}, by=editor()) == NOT_FOUND
    assert refused(draft.discard, case, by=editor()) == NOT_FOUND


def test_answers_of_the_factory_are_the_required_ones() -> None:
    case = draft.begin(phase=phase().pk, by=editor(), fields=answers(title="A"))
    assert case.title == "A"
