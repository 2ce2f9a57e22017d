"""Figures of a run are kept as they are; an evaluation closes what is answered by now."""

import pytest

from tests.assistant import publicrecord
from tests.factories.enquiries import make_enquiry, make_sample
from tests.keeping import kept
from usecases.assistant.ask import ask
from usecases.assistant.closing import passes
from usecases.assistant.log import keep as keep_question
from usecases.assistant.log import of_use
from usecases.assistant.runs import Figure, figures_of, index_version, keep
from usecases.models.enquiries import Enquiry, Evaluation
from usecases.vocabulary.asking import Gap, Ran

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)

ANSWERED = "How are prompt injection attacks countered?"
FOREIGN = "How do I bake sourdough bread?"
FIGURES = [
    Figure("inside questions in tier A", 76.5, "%", 120, 68.1, 83.2, "75 % or more", True, "dev"),
    Figure("median", 41.0, "ms", 300, goal="50 ms", met=True),
    Figure("answers equal on both databases", None),
]


def gap(row: Enquiry) -> tuple[str, Evaluation | None]:
    row.refresh_from_db()
    return row.gap, row.closed_by


def test_figures_come_back_as_they_were_kept() -> None:
    row = keep(Ran.CALIBRATION, FIGURES, file="calibration.jsonl", refused="weak")
    row.refresh_from_db()
    assert figures_of(row) == FIGURES
    assert (row.ran, row.file, row.refused) == ("calibration", "calibration.jsonl", "weak")
    assert row.index_version == index_version() != ""


def test_figures_of_another_version_are_still_read() -> None:
    row = Evaluation(figures=[{"measure": "x", "value": 1, "gone": True}])
    assert figures_of(row) == [Figure("x", 1)]


def test_an_evaluation_closes_what_is_answered_by_now() -> None:
    now_known, in_hand = make_enquiry(ANSWERED), make_enquiry(ANSWERED, gap=Gap.IN_HAND)
    aside, foreign = make_enquiry(ANSWERED, gap=Gap.ASIDE), make_enquiry(FOREIGN)
    run = keep(Ran.EVALUATION, FIGURES)
    assert (gap(now_known), gap(in_hand)) == ((Gap.CLOSED, run), (Gap.CLOSED, run))
    assert (gap(aside), gap(foreign)) == ((Gap.ASIDE, None), (Gap.OPEN, None))
    assert now_known.gap_at == run.ran_at


def test_a_calibration_closes_nothing() -> None:
    row = make_enquiry(ANSWERED)
    keep(Ran.CALIBRATION, FIGURES)
    assert gap(row) == (Gap.OPEN, None)


def test_what_was_of_no_use_waits_for_another_source() -> None:
    row = keep_question(ANSWERED, ask(ANSWERED))
    assert row is not None
    assert of_use(row.pk, False)
    run = keep(Ran.EVALUATION, FIGURES)
    assert gap(row) == (Gap.OPEN, None)
    Enquiry.objects.update(cited=[{"kind": "document", "record": "x", "version": 1}])
    run = keep(Ran.EVALUATION, FIGURES)
    assert gap(row) == (Gap.CLOSED, run)


@pytest.mark.parametrize(
    ("question", "gold", "shown"),
    [
        (ANSWERED, [["KEEP  instructions, retrieved context", "nowhere"]], True),
        (ANSWERED, [["keep instructions"], ["nowhere"]], False),
        (FOREIGN, [["No published"]], False),
    ],
)
def test_a_sample_passes_when_it_shows_what_it_must(
    question: str, gold: list[list[str]], shown: bool
) -> None:
    assert passes(make_sample(question, gold)) is shown


def test_a_gap_with_a_sample_follows_the_sample() -> None:
    sample = make_sample(ANSWERED, [["nowhere"]])
    row = make_enquiry(ANSWERED, gap=Gap.IN_HAND, sample=sample)
    keep(Ran.EVALUATION, FIGURES)
    assert gap(row) == (Gap.IN_HAND, None)
    sample.gold = [["keep instructions"]]
    sample.save()
    assert gap(row)[0] == Gap.IN_HAND
    run = keep(Ran.EVALUATION, FIGURES)
    assert gap(row) == (Gap.CLOSED, run)
