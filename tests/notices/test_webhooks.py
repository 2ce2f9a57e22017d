"""Webhooks: what is told to whom, how it is signed, and what happens when nobody takes it."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.findings import cited_finding
from tests.factories.institutions import bank_a, bank_b
from tests.factories.publications import loaded
from tests.factories.reviews import confirmed_decision
from tests.factories.usecases import use_case_at
from tests.notices.receivers import Receiver, receiver
from tests.people import administrator, approver, assessor, editor, officer, signatory
from tests.structure.source import ROOT
from usecases.models.access import User
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.trail import Change, StageChange
from usecases.models.webhooks import Webhook
from usecases.notices.webhooks import deliver
from usecases.vocabulary.webhooks import Event
from usecases.workflow import decide, people, publish, webhooks
from usecases.workflow.errors import Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
ALL = tuple(Event.values)
THERE = "https://example.com/hooks"


def user_of(person: Person) -> User:
    """Return the account behind a person."""
    assert person.user is not None
    return person.user


def hooked(person: Person, *events: str, address: str = THERE) -> Webhook:
    """Make a webhook of this person."""
    return webhooks.create_webhook(
        user_of(person), name="Mine", address=address, events=events or ALL, by=person
    )[0]


def told(hook: Webhook) -> list[tuple[str, dict[str, Any]]]:
    """Return what was queued for a webhook: names and ids."""
    rows = Message.objects.filter(webhook=hook).order_by("recorded_at")
    bodies = [json.loads(row.body) for row in rows]
    assert all(set(body) == {"type", "timestamp", "data"} for body in bodies)
    return [(body["type"], body["data"]) for body in bodies]


def test_whoever_sees_it_is_told_with_ids_and_nothing_else() -> None:
    hooks = [hooked(each) for each in (officer(), signatory(bank_a()), signatory(bank_b()))]
    case = use_case_at("screening", institution=bank_a(), title="Secret of Alpha")
    moves = StageChange.objects.filter(use_case=case).order_by("row")
    ids = [{"use_case": str(case.pk), "stage_change": str(move.uuid)} for move in moves]
    expected = [("use-case.submitted", ids[0]), ("use-case.moved", ids[1])]
    assert [told(each) for each in hooks] == [expected, expected, []]
    assert "Secret" not in "".join(
        Message.objects.filter(channel="webhook").values_list("body", flat=True)
    )


def test_only_what_was_asked_for() -> None:
    moves, submissions = hooked(officer(), "moves"), hooked(officer(), "submissions")
    use_case_at("screening")
    names = [[name for name, _ids in told(each)] for each in (moves, submissions)]
    assert names == [["use-case.moved", "use-case.moved"], ["use-case.submitted"]]


def test_what_is_held_tells_nothing_before_the_release() -> None:
    case = use_case_at("assessing")
    hook = hooked(signatory())
    decision = confirmed_decision(case)
    assert told(hook) == []
    decide.release([decision], by=approver())
    move = StageChange.objects.latest("row")
    ids = {"use_case": str(case.pk), "stage_change": str(move.uuid)}
    assert told(hook) == [("use-case.moved", ids)]


def test_nobody_is_told_of_what_is_closed_to_them() -> None:
    hooks = [hooked(each) for each in (assessor(), administrator())]
    use_case_at("screening")
    assert [told(each) for each in hooks] == [[], []]


def test_publications_once_they_are_public() -> None:
    hook, finding = hooked(editor(), "publications"), cited_finding()
    proposal = publish.propose(finding, by=officer())
    assert told(hook) == []
    row = publish.confirm(proposal, by=approver())
    publish.withdraw(row, by=approver(), reason="Mistaken.")
    ids = {"kind": "finding", "record": str(finding.pk), "version": 1}
    assert told(hook) == [("publication.published", ids), ("publication.withdrawn", ids)]
    other = publish.propose(finding, by=officer())
    publish.withdraw(other, by=approver(), reason="Never was public.")
    assert len(told(hook)) == 2
    loaded(cited_finding(statement_en="Another."))
    assert told(hook)[2][0] == "publication.published"


def _documented() -> Any:
    """The function that the documentation gives to whoever takes deliveries."""
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    [snippet] = re.findall(r"```python\n(.+?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(snippet, names)  # noqa: S102 - our own documentation
    return names["is_ours"]


_verified = _documented()


def _waiting(there: Receiver, person: Person) -> tuple[Webhook, str]:
    hook, secret = webhooks.create_webhook(
        user_of(person), name="Mine", address=there.address, events=ALL, by=person
    )
    webhooks.try_out(hook, by=person)
    return hook, secret


@pytest.fixture
def _loopback(settings: Any) -> None:
    settings.OUTBOUND_TO_LOOPBACK = True


@pytest.mark.usefixtures("_loopback")
def test_what_is_delivered_is_signed(settings: Any) -> None:
    with receiver() as there:
        hook, secret = _waiting(there, officer())
        assert deliver() == (1, 0)
        assert deliver() == (0, 0)
        [(headers, body)] = there.got
        message = Message.objects.get(webhook=hook)
        assert json.loads(body)["type"] == "webhook.tried"
        assert headers["webhook-id"] == f"msg_{message.pk}"
        assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
        assert _verified(secret, headers, body)
        assert not _verified(secret, headers, body + b" ")
        assert not _verified(secret, {**headers, "webhook-timestamp": "1"}, body)
        renewed = webhooks.renew_secret(hook, by=officer())
        webhooks.send_again(message, by=officer())
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another"
        assert deliver() == (1, 0)
        again, body = there.got[1]
        assert again["webhook-id"] == headers["webhook-id"]
        assert (_verified(renewed, again, body), _verified(secret, again, body)) == (True, False)


@pytest.mark.usefixtures("_loopback")
def test_what_is_not_taken_is_sent_again_later_and_the_rest_waits() -> None:
    with receiver(status=500) as there, receiver() as well:
        hook, _secret = _waiting(there, officer())
        webhooks.try_out(hook, by=officer())
        other, _secret = _waiting(well, signatory())
        assert deliver() == (1, 1)
        first, second = Message.objects.filter(webhook=hook).order_by("recorded_at")
        assert (first.attempts, first.failure, first.sent_at) == (1, "Answered 500.", None)
        assert first.next_attempt_at is not None
        assert first.next_attempt_at - timezone.now() > timedelta(seconds=50)
        assert (second.attempts, len(there.got), len(well.got)) == (0, 1, 1)
        there.status = 200
        Message.objects.update(next_attempt_at=None)
        assert deliver() == (2, 0)
        assert Message.objects.filter(webhook=hook, sent_at=None).count() == 0
        assert Message.objects.filter(webhook=other, attempts=1).count() == 1


@pytest.mark.usefixtures("_loopback")
def test_nothing_goes_to_whoever_is_out_or_sees_it_no_more() -> None:
    with receiver() as there:
        bank, staff = signatory(), officer()
        for person in (bank, staff):
            hooked(person, "moves", address=there.address)
        case = use_case_at("submitted")
        assert Message.objects.filter(channel="webhook").count() == 2
        people.disable(user_of(staff), by=administrator(), reason="Left.")
        assert bank.membership is not None
        people.leave(bank.membership, by=administrator(), reason="Left.")
        assert deliver() == (1, 0)
        assert there.got == []
        [kept] = Message.objects.filter(recipient=bank.user, channel="webhook")
        assert (kept.failure, kept.use_case_id) == ("Its owner may no longer read it.", case.pk)


def test_whose_it_may_be() -> None:
    service = people.enrol(email="bi@regulator.example", name="BI", by=administrator())
    words: Any = {"name": "BI", "address": THERE, "events": ["moves"]}
    with pytest.raises(NotAllowed):
        webhooks.create_webhook(service, by=administrator(), **words)
    service.service = True
    webhooks.create_webhook(service, by=administrator(), **words)
    with pytest.raises(NotAllowed):
        webhooks.create_webhook(service, by=officer(), **words)
    mine = hooked(officer())
    for other in (signatory(), approver()):
        with pytest.raises(NotFound):
            webhooks.renew_secret(mine, by=other)
    with pytest.raises(NotAllowed):
        webhooks.renew_secret(mine, by=administrator())
    webhooks.change_webhook(mine, {"active": False}, by=administrator())
    with pytest.raises(NotAllowed):
        webhooks.change_webhook(mine, {"active": True}, by=administrator())


@pytest.mark.parametrize(
    ("field", "value"),
    [("address", "http://example.com/"), ("events", []), ("events", ["moves", "gossip"])],
)
def test_what_cannot_be(field: str, value: Any) -> None:
    words: Any = {"name": "BI", "address": THERE, "events": ["moves"], field: value}
    with pytest.raises(Invalid) as refusal:
        webhooks.create_webhook(user_of(officer()), by=officer(), **words)
    assert [fault.field for fault in refusal.value.faults] == [field]


def test_the_trail_does_not_hold_the_secret() -> None:
    _hook, secret = webhooks.create_webhook(
        user_of(officer()),
        name="BI",
        address=THERE,
        events=ALL,
        by=officer(),
    )
    assert secret.startswith("whsec_")
    kept = [*Change.objects.values_list("after", flat=True), *Webhook.objects.values()]
    assert secret.removeprefix("whsec_") not in str(kept)
