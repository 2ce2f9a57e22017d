"""The bank answers the phase's own questions; they are frozen with what was asked."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests import people
from tests.factories.clarifications import asked, replied
from tests.factories.institutions import bank_b
from tests.factories.phases import phase
from tests.factories.questions import ANSWERS, every_kind, make_question, responded
from tests.factories.usecases import answers, empty_draft, use_case_at
from tests.files.build import pdf, upload
from usecases.models.questions import Answer
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.asked import asked_one
from usecases.rules.facts import facts_for
from usecases.rules.formversions import told_to
from usecases.rules.readiness import missing_for
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import assess, clarify, draft, questions, respond, revise, submit
from usecases.workflow.bank_files import hand_over
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, NotReady, Stale, WrongStage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def whole() -> UseCase:
    """A draft in which everything but the phase's own questions is answered."""
    return draft.begin(phase=phase().pk, by=people.signatory(), fields=answers())


def missing(case: UseCase) -> list[tuple[str, str]]:
    found = facts_for(
        [UseCase.objects.select_related("phase__programme").get(pk=case.pk)], timezone.now()
    )
    return [(m.field, m.code) for facts in found.values() for m in missing_for(facts, Verb.SUBMIT)]


def test_every_kind_is_asked_for_answered_and_frozen() -> None:
    kinds, case = every_kind(), whole()
    fields = [f"question-q-{kind}" for kind in kinds]
    assert missing(case) == [(field, "required") for field in fields]
    respond.respond(case, answers=ANSWERS, by=people.editor())
    assert missing(case) == [("question-q-file", "required")]
    row = hand_over(case, upload("plan.pdf", pdf()), by=people.editor(), question=kinds["file"])
    assert missing(case) == []
    frozen = submit.submit(case, by=people.signatory())
    assert (frozen.form_version, frozen.content["form_version"]) == (1, 1)
    told = frozen.content["answers"]["phase"]
    file = {"name": "plan.pdf", "sha256": row.sha256}
    assert [each["field"] for each in told] == fields
    assert [each["label"] for each in told] == [f"What of q-{kind}?" for kind in kinds]
    assert [each["value"] for each in told] == [*ANSWERS.values(), [file]]
    assert [each.get("words") for each in told] == [
        None,
        None,
        None,
        "Our own",
        "Our own, Rented",
        None,
    ]
    assert frozen.content["files"] == [file]


def test_a_phase_that_asks_nothing_freezes_nothing_more() -> None:
    frozen = submit.submit(whole(), by=people.signatory())
    assert "phase" not in frozen.content["answers"]
    assert {"form_version", "files"} & set(frozen.content) == set()


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("q-number", "twelve"),
        ("q-number", "NaN"),
        ("q-number", "1e99999"),
        ("q-number", True),
        ("q-yes-no", "yes"),
        ("q-one", "borrowed"),
        ("q-one", ["own"]),
        ("q-several", "own"),
        ("q-several", ["own", "own", 3]),
        ("q-text", {"a": 1}),
        ("q-text", "word " * 6),
        ("q-file", "plan.pdf"),
        ("never", "x"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_by_its_name(code: str, value: Any) -> None:
    kinds, case = every_kind(), empty_draft()
    questions.change(kinds["text"], fields={"word_limit": 5}, by=people.officer())
    with pytest.raises(Invalid) as refused:
        respond.respond(
            case, answers={code: value, "q-yes-no": True} | {code: value}, by=people.editor()
        )
    assert list(refused.value.by_field()) == [f"question-{code}"]
    assert Answer.objects.count() == 0


def test_numbers_and_texts_are_kept_plainly() -> None:
    every_kind()
    case = responded(
        empty_draft(), q_number="1,250.50", q_text="  a\r\nb ", q_several=["rented", "own"]
    )
    kept = {"q-number": "1250.5", "q-text": "a\nb", "q-several": ["own", "rented"]}
    assert asked_one(case).values == kept
    responded(case, q_number=Decimal("3.10"), q_text="")
    assert asked_one(case).values == {**kept, "q-number": "3.1", "q-text": None}


def test_two_at_once_lose_nothing() -> None:
    every_kind()
    case, by = responded(empty_draft(), q_text="Hers."), people.editor()
    with pytest.raises(Stale) as refused:
        respond.respond(case, answers={"q-text": "His."}, based_on={"q-text": None}, by=by)
    assert list(refused.value.by_field()) == ["question-q-text"]
    respond.respond(case, answers={"q-text": "His."}, based_on={"q-text": "Hers."}, by=by)
    respond.respond(case, answers={"q-one": "own"}, based_on={"q-one": None}, by=by)
    assert asked_one(case).values == {"q-text": "His.", "q-one": "own"}


def test_a_signatory_does_not_sign_what_was_answered_after_reading() -> None:
    make_question("q-text", required=False)
    case = whole()
    responded(case, q_text="After.")
    with pytest.raises(Stale):
        submit.submit(case, by=people.signatory(), version=case.version)


def test_only_the_banks_writers_answer_and_only_while_they_write() -> None:
    make_question("q-text", required=False)
    case = whole()
    for by, error in (
        (people.viewer(), NotAllowed),
        (people.signatory(bank_b()), NotFound),
        (people.officer(), NotFound),
        (people.assessor(), NotFound),
    ):
        with pytest.raises(error):
            respond.respond(case, answers={"q-text": "x"}, by=by)
    submit.submit(case, by=people.signatory())
    with pytest.raises(WrongStage):
        responded(case, q_text="x")


def test_a_draft_is_told_what_a_new_version_changed() -> None:
    kept, gone = make_question("kept", required=False), make_question("gone", required=False)
    kind = make_question("kind", required=False)
    use_case_at(Stage.SUBMITTED)
    case = responded(whole(), kept="Yes.", gone="Away.", kind="Twelve.")
    assert not told_to(case)
    officer = people.officer()
    questions.change(kept, fields={"label_en": "Kept how?"}, by=officer)
    questions.change(kind, fields={"kind": "number"}, by=officer)
    questions.drop(gone, by=officer)
    make_question("new")
    assert not told_to(UseCase.objects.get(pk=case.pk))  # it is only being prepared
    questions.put_in_force(phase(), by=officer)
    fresh = UseCase.objects.get(pk=case.pk)
    told = told_to(fresh)
    assert [q.code for q in told.added] == ["new"]
    assert [(r.now.code, r.fits) for r in told.reworded] == [("kept", True), ("kind", False)]
    assert [q.code for q in told.dropped] == ["gone"]
    assert missing(fresh) == [("question-kind", "invalid"), ("question-new", "required")]
    responded(fresh, new="Here.", kind="12")
    assert (missing(fresh), bool(told_to(UseCase.objects.get(pk=case.pk)))) == ([], False)
    frozen = submit.submit(fresh, by=people.signatory())
    assert frozen.form_version == 2
    said = {e["field"]: (e["label"], e["value"]) for e in frozen.content["answers"]["phase"]}
    assert said == {
        "question-kept": ("Kept how?", "Yes."),
        "question-kind": ("What of kind?", "12"),
        "question-new": ("What of new?", "Here."),
    }


def test_a_draft_is_told_of_what_changed_before_the_form_was_fixed() -> None:
    row, case = make_question("cloud"), empty_draft()
    assert not told_to(case)
    questions.change(row, fields={"label_en": "Which cloud?"}, by=people.officer())
    make_question("later", required=False)
    assert [q.code for q in told_to(case).edited] == ["cloud", "later"]
    responded(case, cloud="None.")
    assert not told_to(case)


def test_answering_again_while_asked_stays_the_banks_own_until_signed() -> None:
    make_question("q-text")
    case = responded(whole(), q_text="First.")
    submit.submit(case, by=people.signatory())
    assess.screen(case, by=people.officer())
    asked(case)
    responded(case, q_text="Second.")
    revise.write(case, fields={"risks": "Others."}, by=people.editor())
    replied(case)
    assert asked_one(case).values == {"q-text": "First."}
    told = Change.objects.filter(after__icontains="Second.")
    assert told.count() > 0
    assert not told.filter(private_to__isnull=True).exists()
    frozen = clarify.answer(case, by=people.signatory())
    assert frozen.content["answers"]["phase"][0]["value"] == "Second."
    assert asked_one(case).values == {"q-text": "Second."}
    assert UseCase.objects.get(pk=case.pk).risks == "Others."


def test_an_answer_taken_away_while_asked_is_missed() -> None:
    make_question("q-text")
    case = responded(whole(), q_text="First.")
    submit.submit(case, by=people.signatory())
    assess.screen(case, by=people.officer())
    asked(case)
    replied(case)
    responded(case, q_text="")
    with pytest.raises(NotReady) as refused:
        clarify.answer(case, by=people.signatory())
    assert list(refused.value.by_field()) == ["question-q-text"]
    responded(case, q_text="First.")  # as handed in: nothing is left to sign of it
    assert not case.revisions.get().content
    clarify.answer(case, by=people.signatory())
