"""What goes together is one mail a reader, institution and day; nothing is lost or doubled."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from tests.conftest import Freeze
from tests.factories.access import make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import open_phase
from tests.factories.usecases import use_case_at
from tests.models.behind import set_to
from tests.people import signatory, system
from usecases.models.institutions import Member
from usecases.models.messages import Message
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.rules.reminding import Manner, manner_of
from usecases.vocabulary.messages import AT_ONCE, Letter
from usecases.vocabulary.stages import Stage
from usecases.workflow import preferences, submit
from usecases.workflow.digest import put_together
from usecases.workflow.errors import Invalid, NotAllowed
from usecases.workflow.remind import remind

pytestmark = pytest.mark.django_db

BEGINNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
CLOSES = datetime(2026, 3, 20, 15, 59, tzinfo=UTC)
# A week before: seven and ten in the morning in Hong Kong.
EARLY, MORNING = datetime(2026, 3, 12, 23, tzinfo=UTC), datetime(2026, 3, 13, 2, tzinfo=UTC)


def sent(freeze: Freeze, moment: datetime) -> list[str]:
    """Remind, put together and deliver at a moment; return the subjects of what went."""
    freeze(moment)
    before = len(mail.outbox)
    remind(by=system())
    put_together(by=system())
    deliver()
    return [f"{each.to[0].partition('@')[0]}: {each.subject}" for each in mail.outbox[before:]]


def drafts(freeze: Freeze, number: int = 3) -> None:
    """Drafts of one signatory in a phase that closes."""
    freeze(BEGINNING)
    phase = open_phase("GS2", closes_at=CLOSES)
    for count in range(number):
        use_case_at(Stage.DRAFT, phase=phase, title=f"Idea {count + 1}")


def test_twenty_reminders_are_one_mail_in_the_morning(freeze: Freeze) -> None:
    drafts(freeze, 3)
    assert sent(freeze, EARLY) == []
    assert sent(freeze, MORNING) == ["signatory: 3 reminders for Alpha Bank, 13 March 2026"]
    lines = mail.outbox[0].body.splitlines()
    address = "http://127.0.0.1:8000/portal/"
    assert [each for each in lines if each.startswith("- ")] == [
        f"- Due 20 March 2026: hand in the draft “Idea {count}” for phase GS2"
        for count in (1, 2, 3)
    ]
    assert lines[-1] == f"{address}notices/"
    assert sum(each.startswith(f"  {address}use-cases/") for each in lines) == 3
    assert sent(freeze, MORNING + timedelta(hours=3)) == []
    assert Message.objects.filter(channel="mail", sent_at=None).exists() is False


def test_one_reminder_is_the_mail_itself(freeze: Freeze) -> None:
    drafts(freeze, 1)
    assert sent(freeze, MORNING) == [
        "signatory: Due 20 March 2026: hand in the draft “Idea 1” for phase GS2"
    ]


def test_what_comes_after_the_mail_of_a_day_goes_with_the_next(freeze: Freeze) -> None:
    drafts(freeze, 2)
    preferences.prefer(mail="daily", reminders=True, by=signatory())
    assert len(sent(freeze, MORNING)) == 1
    case = UseCase.objects.order_by("title")[0]
    submit.submit(case, by=signatory())
    submit.recall(case, by=signatory())
    later = [sent(freeze, MORNING + timedelta(hours=hours)) for hours in (1, 14, 24)]
    assert later == [
        ["signatory: We have received your submission GS2-001"],
        [],
        ["signatory: GS2-001 is taken back"],
    ]


def test_a_crash_before_the_mail_left_loses_nothing_and_doubles_nothing(freeze: Freeze) -> None:
    drafts(freeze)
    freeze(MORNING)
    remind(by=system())
    assert [put_together(by=system()) for _ in range(2)] == [1, 0]
    assert mail.outbox == []
    assert len(sent(freeze, MORNING + timedelta(minutes=1))) == 1
    assert sent(freeze, MORNING + timedelta(minutes=2)) == []


def test_of_two_institutions_each_has_its_mail(freeze: Freeze) -> None:
    drafts(freeze)
    both = make_user("editor@example.org")
    make_member(both, bank_a(), "editor")
    make_member(both, bank_b(), "editor")
    phase = open_phase("GS3", closes_at=CLOSES)
    for bank in (bank_a(), bank_b(), bank_b()):
        case = use_case_at(Stage.DRAFT, phase=phase, institution=bank)
        set_to(case, responsible=both)
    found = [each for each in sent(freeze, MORNING) if each.startswith("editor")]
    assert sorted(found) == [
        "editor: 2 reminders for Beta Bank, 13 March 2026",
        "editor: Due 20 March 2026: hand in the draft “Use case 4” for phase GS3",
    ]


def test_who_left_since_is_told_nothing(freeze: Freeze) -> None:
    drafts(freeze)
    freeze(EARLY)
    remind(by=system())
    Member.objects.filter(user=signatory().user).update(until=EARLY)
    assert sent(freeze, MORNING) == []


@pytest.mark.parametrize(
    ("mail_choice", "reminders", "plain", "reminder"),
    [
        ("each", True, Manner.AT_ONCE, Manner.TOGETHER),
        ("each", False, Manner.AT_ONCE, Manner.NOT),
        ("daily", True, Manner.TOGETHER, Manner.TOGETHER),
        ("daily", False, Manner.TOGETHER, Manner.NOT),
        ("none", True, Manner.NOT, Manner.NOT),
    ],
)
def test_each_preference(
    mail_choice: str, reminders: bool, plain: Manner, reminder: Manner
) -> None:
    said = preferences.prefer(mail=mail_choice, reminders=reminders, by=signatory())
    assert {manner_of(each, said) for each in AT_ONCE} == {Manner.AT_ONCE}
    assert manner_of(Letter.NOTED, said) == plain
    assert manner_of(Letter.REMINDER, said) == manner_of(Letter.LATE, said) == reminder


def test_without_a_preference_letters_come_as_they_happen() -> None:
    assert (manner_of(Letter.NOTED, None), manner_of(Letter.REMINDER, None)) == (
        Manner.AT_ONCE, Manner.TOGETHER,
    )  # fmt: skip


def test_who_wants_only_what_must_reach_them_finds_the_rest_among_the_notices(
    freeze: Freeze,
) -> None:
    freeze(BEGINNING)
    preferences.prefer(mail="none", reminders=True, by=signatory())
    use_case_at(Stage.TRIALLING)
    rows = Message.objects.filter(use_case__isnull=False).order_by("recorded_at", "channel")
    assert [(row.letter, row.channel) for row in rows] == [
        ("received", "mail"), ("received", "notice"), ("decided", "mail"), ("decided", "notice"),
        ("started", "notice"),
    ]  # fmt: skip


def test_a_preference_is_ones_own_and_one_row() -> None:
    with pytest.raises(Invalid):
        preferences.prefer(mail="hourly", reminders=True, by=signatory())
    with pytest.raises(NotAllowed):
        preferences.prefer(mail="none", reminders=True, by=system())
    first = preferences.prefer(mail="none", reminders=True, by=signatory())
    second = preferences.prefer(mail="daily", reminders=False, by=signatory())
    assert (first.pk, second.mail, second.reminders) == (second.pk, "daily", False)
    assert make_user().pk != first.user_id
