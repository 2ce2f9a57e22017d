"""A form is written in place until the first submission; a later change is a new version."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import people
from tests.factories.phases import phase
from tests.factories.questions import CHOICES, make_question
from tests.factories.usecases import use_case_at
from usecases.models.phases import Phase
from usecases.models.questions import Question
from usecases.models.submissions import Submission
from usecases.rules.questions import questions_of
from usecases.vocabulary.stages import Stage
from usecases.workflow import questions
from usecases.workflow.errors import Invalid, NotAllowed, Refused, Stale

pytestmark = pytest.mark.django_db


def form(version: int | None = None) -> list[tuple[str, str]]:
    """Return the codes and labels that a version asks, the one in force if none is said."""
    fresh = Phase.objects.get(pk=phase().pk)
    return [(q.code, q.label_en) for q in questions_of(fresh, version or fresh.form_version)]


def reworded(question: Question, label: str) -> Question:
    return questions.change(question, fields={"label_en": label}, by=people.officer())


def test_an_open_form_is_written_in_place() -> None:
    first, second = make_question("cloud"), make_question("staff", "number")
    assert (first.order, second.order) == (10, 20)
    reworded(first, "Which cloud?")
    questions.arrange(phase(), codes=["staff", "cloud"], by=people.officer())
    third = questions.add(
        phase(), fields={"kind": "yes-no", "label_en": "Is it live?"}, by=people.officer()
    )
    assert third.code == "is-it-live"
    questions.drop(second, by=people.officer())
    assert form() == [("cloud", "Which cloud?"), ("is-it-live", "Is it live?")]
    assert Phase.objects.get(pk=phase().pk).form_version == 1
    with pytest.raises(Invalid):
        questions.put_in_force(phase(), by=people.officer())


def test_after_the_first_submission_a_change_is_prepared_then_put_in_force() -> None:
    cloud, staff = make_question("cloud", required=False), make_question("staff", required=False)
    use_case_at(Stage.SUBMITTED)
    assert Submission.objects.get().form_version == 1
    before = form()
    again = reworded(cloud, "Which cloud?")
    assert (again.pk, again.since_version) != (cloud.pk, 1)
    reworded(again, "Which clouds?")  # in place: it was never in force
    questions.drop(staff, by=people.officer())
    make_question("new", required=False)
    assert (form(), form(2)) == (before, [("cloud", "Which clouds?"), ("new", "What of new?")])
    with pytest.raises(Stale):
        reworded(cloud, "Too late")  # the row that was asked stays as it was
    questions.put_in_force(phase(), by=people.officer())
    assert Phase.objects.get(pk=phase().pk).form_version == 2
    assert (form(), form(1)) == (form(2), before)
    use_case_at(Stage.SUBMITTED)
    assert [each.form_version for each in Submission.objects.order_by("signed_at")] == [1, 2]


def test_what_was_prepared_can_be_set_aside_and_prepared_again() -> None:
    cloud, staff = make_question("cloud", required=False), make_question("staff", required=False)
    use_case_at(Stage.SUBMITTED)
    before = form()
    for _ in range(2):
        reworded(cloud, "Which cloud?")
        questions.drop(staff, by=people.officer())
        questions.add(phase(), fields={"kind": "text", "label_en": "New"}, by=people.officer())
        questions.arrange(phase(), codes=[c for c, _l in reversed(form(2))], by=people.officer())
        assert len(form(2)) == 2
        questions.set_aside(phase(), by=people.officer())
        assert (form(), form(2)) == (before, before)
    reworded(cloud, "Which cloud?")
    questions.put_in_force(phase(), by=people.officer())
    assert form() == [("cloud", "Which cloud?"), ("staff", "What of staff?")]
    with pytest.raises(Invalid):
        questions.set_aside(phase(), by=people.officer())


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "one", "choices": []}, "choices"),
        ({"kind": "one", "choices": CHOICES[:1]}, "choices"),
        ({"kind": "several", "choices": [CHOICES[0], CHOICES[0]]}, "choices"),
        ({"kind": "one", "choices": [{"code": "A b", "label_en": "x"}, CHOICES[0]]}, "choices"),
        ({"kind": "one", "choices": ["own", "rented"]}, "choices"),
        ({"kind": "text", "choices": CHOICES}, "choices"),
        ({"kind": "number", "word_limit": 5}, "word_limit"),
        ({"kind": "text", "word_limit": 0}, "word_limit"),
        ({"kind": "essay"}, "kind"),
        ({"label_en": ""}, "label_en"),
        ({"label_en": "Two\nlines"}, "label_en"),
        ({"code": "taken"}, "code"),
        ({"code": "Not a code"}, "code"),
        ({"since_version": 7}, "since_version"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(fields: dict[str, Any], field: str) -> None:
    make_question("taken")
    told = {"kind": "text", "label_en": "Which?", **fields}
    with pytest.raises(Invalid) as refused:
        questions.add(phase(), fields=told, by=people.officer())
    assert set(refused.value.by_field()) == {field}


@pytest.mark.parametrize("who", ["approver", "assessor", "auditor", "signatory"])
def test_the_form_is_written_by_who_writes_programmes(who: str) -> None:
    row, by = make_question("cloud"), getattr(people, who)()
    acts: list[Callable[[], object]] = [
        lambda: questions.add(phase(), fields={"kind": "text", "label_en": "x"}, by=by),
        lambda: questions.change(row, fields={"required": False}, by=by),
        lambda: questions.drop(row, by=by),
        lambda: questions.arrange(phase(), codes=["cloud"], by=by),
        lambda: questions.put_in_force(phase(), by=by),
        lambda: questions.set_aside(phase(), by=by),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert isinstance(refused.value, NotAllowed)
    assert form() == [("cloud", "What of cloud?")]


def test_what_somebody_else_changed_is_not_overwritten() -> None:
    row = make_question("cloud")
    seen = row.updated_at
    reworded(row, "Which cloud?")
    with pytest.raises(Stale):
        questions.change(
            row, fields={"label_en": "Mine"}, by=people.officer("second"), based_on=seen
        )
