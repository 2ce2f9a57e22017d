"""What is kept of a question: masked, with what became of it, and nobody's address."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils import timezone

from tests.assistant import publicrecord
from tests.conftest import Freeze
from tests.keeping import kept
from usecases.assistant.ask import ask
from usecases.assistant.log import forget, keep, of_use, old, send
from usecases.models.enquiries import Enquiry
from usecases.vocabulary.asking import Gap, Tier, Useful

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)

QUOTED = "How are prompt injection attacks countered?"
FOREIGN = "Can Mr Chan of 9123 4567 bake sourdough bread?"


def kept_of(question: str) -> Enquiry:
    row = keep(question, ask(question))
    assert row is not None
    return Enquiry.objects.get(pk=row.pk)


def test_an_answered_question_is_kept_with_what_it_cites() -> None:
    row = kept_of(QUOTED)
    assert (row.question, row.language, row.tier, row.kind) == (QUOTED, "en", "A", "quoted")
    assert (row.gap, row.useful, row.sent_to_team) == ("", None, False)
    assert {frozenset(each) for each in row.cited} == {frozenset(("kind", "record", "version"))}


def test_a_refused_one_is_a_gap_with_names_and_numbers_masked() -> None:
    row = kept_of(FOREIGN)
    assert row.question == "Can Mr [name] of [number] bake sourdough bread?"
    assert (row.tier, row.gap) == (Tier.REFUSES, Gap.OPEN)
    told = {field.name: str(getattr(row, field.name)) for field in Enquiry._meta.concrete_fields}
    assert not [name for name, value in told.items() if "chan" in value.lower() or "9123" in value]


def test_missing_words_hold_no_name() -> None:
    question = "Is Mr Kwokwing masked where personal data is masked by a model?"
    answer = ask(question)
    assert (answer.tier, answer.missing_words) == (Tier.SHOWS, ("mr", "kwokw", "model"))
    row = keep(question, answer)
    assert row is not None
    assert row.missing == ["mr", "model"]


def test_what_asks_nothing_is_no_gap() -> None:
    assert kept_of("?!").gap == ""


def test_of_use_or_not_and_why() -> None:
    row = kept_of(QUOTED)
    assert of_use(row.pk, False, Useful.OLD, "Ask ada@bank.example")
    row.refresh_from_db()
    assert (row.useful, row.why, row.why_text) == (False, "old", "Ask [e-mail]")
    assert row.gap == Gap.OPEN
    assert of_use(row.pk, True, Useful.OLD, "x")
    row.refresh_from_db()
    assert (row.useful, row.why, row.why_text, row.gap) == (True, "", "", "")


def test_sent_to_the_team() -> None:
    row = kept_of(FOREIGN)
    assert send(row.pk)
    row.refresh_from_db()
    assert (row.sent_to_team, row.gap) == (True, Gap.OPEN)


@pytest.mark.parametrize("gap", [Gap.IN_HAND, Gap.ASIDE, Gap.CLOSED])
def test_what_the_team_has_in_hand_stays_theirs(gap: str) -> None:
    row = kept_of(FOREIGN)
    Enquiry.objects.update(gap=gap)
    assert (of_use(row.pk, True), send(row.pk)) == (False, False)
    row.refresh_from_db()
    assert (row.gap, row.useful) == (gap, None)


def test_only_of_a_question_asked_lately() -> None:
    row = kept_of(FOREIGN)
    Enquiry.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert (of_use(row.pk, True), send(row.pk), of_use(uuid4(), True)) == (False, False, False)


def test_90_days_and_no_longer(freeze: Freeze) -> None:
    now = timezone.now()
    row = kept_of(QUOTED)
    later = row.asked_at + timedelta(days=90)
    assert (old(later), forget(later), Enquiry.objects.count()) == (0, 0, 1)
    later += timedelta(seconds=1)
    assert (old(later), forget(later), Enquiry.objects.count()) == (1, 1, 0)
    assert now <= row.asked_at


def test_an_answer_is_worth_more_than_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("no space left")

    monkeypatch.setattr(Enquiry, "save", fail)
    assert keep(QUOTED, ask(QUOTED)) is None
