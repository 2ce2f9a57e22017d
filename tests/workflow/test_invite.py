"""Invitations: who may send them, to what, and who gets in with them; once, in time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories.access import make_grant, make_member, make_user
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.invitations import NEW, WORDS, as_staff, to_bank
from tests.factories.phases import make_authority, phase
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import (
    administrator,
    approver,
    auditor,
    editor,
    officer,
    signatory,
    system,
    viewer,
)
from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Contributor, Member
from usecases.models.invitations import Invitation
from usecases.models.messages import Message
from usecases.models.person import Person, person_for
from usecases.models.trail import Change
from usecases.notices.invited import key_of
from usecases.notices.outbox import deliver
from usecases.rules.invitations import invitations_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import accept, invite, people
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, Refused, WrongStage

pytestmark = pytest.mark.django_db


def begin(row: Invitation, name: str = "Ada", password: str = WORDS) -> User:
    return accept.begin(key_of(row), name=name, password=password)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in refusal.value.faults]


def test_a_colleague_is_invited_by_mail_and_comes_in() -> None:
    row = to_bank(name="Ada L.", reason="joins us")
    stored = Message.objects.get()
    assert (stored.recipient.email, stored.letter, key_of(row) in stored.body) == (
        NEW, "invited", False,
    )  # fmt: skip
    assert deliver() == (1, 0)
    [sent] = mail.outbox
    assert sent.to == [NEW]
    assert f"/accounts/invitation/{key_of(row)}/" in sent.body
    assert "Signatory invites you to act for Alpha Bank Limited, as editor." in sent.body
    user = begin(row)
    member = Member.objects.get(user=user)
    assert (member.institution, member.role, member.until) == (bank_a(), "editor", None)
    stored_user = User.objects.get(email=NEW)
    assert (stored_user.name, stored_user.check_password(WORDS)) == ("Ada", True)
    row.refresh_from_db()
    assert (row.accepted_by, row.accepted_at is None) == (user, False)


def test_every_step_is_on_the_trail_and_no_secret() -> None:
    row = to_bank(reason="joins us")
    user = begin(row)
    told = [
        (each.kind, each.by, each.reason, each.on_behalf_of)
        for each in Change.objects.filter(kind__in=("invitation", "user", "member")).order_by("row")
        if each.record in {str(row.pk), str(user.pk), str(user.memberships.get().pk)}
    ]
    sender = signatory().user
    assert told == [
        ("invitation", sender, "joins us", bank_a()),
        ("user", sender, "joins us", bank_a()),
        ("user", user, "accepted an invitation", None),
        ("member", user, "accepted an invitation", None),
        ("invitation", user, "accepted an invitation", None),
    ]
    text = str(list(Change.objects.values_list("before", "after")))
    assert [each in text for each in (key_of(row), row.digest, "pbkdf2", "md5$")] == [False] * 4


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (signatory, True), (administrator, True), (system, True),
        (editor, False), (viewer, False), (officer, False), (approver, False), (auditor, False),
    ],
)  # fmt: skip
def test_who_invites_to_a_bank(who: Any, allowed: bool) -> None:
    if allowed:
        assert to_bank(by=who()).invited_by == who().user
    else:
        with pytest.raises(NotAllowed):
            to_bank(by=who())
        assert not Invitation.objects.exists()


def test_a_signatory_invites_to_no_other_bank_and_no_staff() -> None:
    for more in (
        {"institution": bank_b(), "member_role": "editor"},
        {"role": "officer"},
        {"role": "administrator"},
    ):
        with pytest.raises(NotAllowed):
            invite.invite(NEW, by=signatory(), **more)
    assert not User.objects.filter(email=NEW).exists()


def test_a_token_that_may_only_submit_invites_nobody() -> None:
    who = person_for(signatory().user, scopes=frozenset({"submit"}))  # type: ignore[arg-type]  # an account
    with pytest.raises(NotAllowed):
        to_bank(by=who)


def test_a_partner_of_ones_own_use_cases_alone() -> None:
    ours, theirs = make_partner("Cloud Co"), make_partner("Other Co")
    use_case_at(Stage.SUBMITTED, partners=[ours])
    use_case_at(Stage.SUBMITTED, institution=bank_b(), partners=[theirs])
    given: dict[str, Any] = {"institution": bank_a()}
    row = invite.invite(NEW, partner=ours, by=signatory(), **given)
    for partner in (theirs, make_partner("Nobody's")):
        with pytest.raises(NotAllowed):
            invite.invite(NEW, partner=partner, by=signatory(), **given)
    user = begin(row)
    contributor = Contributor.objects.get()
    assert (contributor.user, contributor.partner, contributor.institution) == (
        user, ours, bank_a(),
    )  # fmt: skip
    assert not Member.objects.filter(user=user).exists()


def test_nobody_invites_oneself() -> None:
    for send, who in ((to_bank, signatory()), (as_staff, administrator())):
        address = ((who.user and who.user.email) or "").upper()
        with pytest.raises(Invalid) as refusal:
            send(address, by=who)
        assert codes(refusal) == [("email", "oneself")]


def test_staff_within_reach_and_never_what_they_hold() -> None:
    sfc = make_authority("SFC")
    user = make_user()
    make_grant(user, "administrator", sfc)
    narrow = person_for(user)
    with pytest.raises(Invalid) as refusal:
        as_staff(by=narrow)
    assert codes(refusal) == [("authority", "beyond")]
    assert as_staff(by=narrow, authority=sfc).authority == sfc
    with pytest.raises(Invalid) as held:
        as_staff((officer().user or user).email)
    assert ("role", "held") in codes(held)


def test_what_cannot_be() -> None:
    tries: tuple[tuple[str, dict[str, Any]], ...] = (
        ("no address", {"role": "officer"}),
        (NEW, {"role": "king"}),
        (NEW, {}),
        (NEW, {"role": "officer", "institution": bank_a(), "member_role": "editor"}),
        (NEW, {"institution": bank_a()}),
    )
    for email, given in tries:
        with pytest.raises(Invalid):
            invite.invite(email, by=administrator(), **given)
    assert not Invitation.objects.exists()


def test_who_is_a_member_is_not_invited_again() -> None:
    with pytest.raises(Invalid) as refusal:
        to_bank((editor().user or make_user()).email)
    assert codes(refusal) == [("email", "let-in")]


def test_a_bank_learns_nothing_of_accounts_elsewhere() -> None:
    make_user("closed@example.org", is_active=False)
    make_user("program@example.org", service=True)
    make_member(make_user("busy@example.org"), bank_b(), "editor")
    for name in ("closed", "program", "busy", "nobody"):
        assert to_bank(f"{name}@example.org").email == f"{name}@example.org"
    for name, code in (("closed", "disabled"), ("program", "service")):
        with pytest.raises(Invalid) as refusal:
            to_bank(f"{name}@example.org", by=administrator())
        assert codes(refusal) == [("email", code)]


def test_inviting_again_makes_the_first_key_worthless() -> None:
    first, second = to_bank(), to_bank(member_role="viewer")
    with pytest.raises(Invalid) as refusal:
        begin(first)
    assert codes(refusal) == [("", "withdrawn")]
    assert begin(second).memberships.get().role == "viewer"


def test_a_key_works_once() -> None:
    row = to_bank()
    user = begin(row)
    with pytest.raises(NotAllowed):
        begin(row, "Mallory")
    with pytest.raises(Invalid) as refusal:
        accept.accept(key_of(row), by=person_for(user))
    assert codes(refusal) == [("", "accepted")]
    assert User.objects.get(pk=user.pk).name == "Ada"


def test_expired_taken_back_unknown(freeze: Any) -> None:
    row = to_bank()
    freeze(timezone.now() + timedelta(days=15))
    with pytest.raises(Invalid) as refusal:
        begin(row)
    assert codes(refusal) == [("", "expired")]
    other = to_bank()
    invite.withdraw(other, by=signatory(), reason="a slip")
    with pytest.raises(Invalid) as refusal:
        begin(other)
    assert codes(refusal) == [("", "withdrawn")]
    with pytest.raises(WrongStage):
        invite.withdraw(other, by=signatory())
    with pytest.raises(NotFound):
        accept.begin("x" * 43, name="Ada", password=WORDS)
    assert not Member.objects.filter(user__email=NEW).exists()


def test_what_a_disabled_person_sent_opens_nothing() -> None:
    row = to_bank()
    people.disable(signatory().user, by=administrator(), reason="gone")  # type: ignore[arg-type]  # an account
    with pytest.raises(Invalid) as refusal:
        begin(row)
    assert codes(refusal) == [("", "withdrawn")]


def test_a_role_is_given_only_while_its_sender_may() -> None:
    other = administrator("second")
    row = as_staff(by=other)
    people.end_grant(RoleGrant.objects.get(user=other.user), by=administrator(), reason="moves on")
    with pytest.raises(Invalid) as refusal:
        begin(row)
    assert codes(refusal) == [("", "withdrawn")]
    again = as_staff(by=system())
    user = begin(again)
    held = RoleGrant.objects.get(user=user)
    assert (held.role, held.granted_by) == ("officer", system().user)


@pytest.mark.parametrize("password", ["short", "correct horse", "12345678901234567890"])
def test_a_weak_password_uses_nothing_up(password: str) -> None:
    row = to_bank()
    with pytest.raises(Invalid) as refusal:
        begin(row, password=password)
    assert {fault.field for fault in refusal.value.faults} == {"password"}
    assert begin(row).memberships.count() == 1


def test_an_account_in_use_keeps_its_password_and_signs_in() -> None:
    user = make_user(NEW)
    row = to_bank("ADA@example.org")
    with pytest.raises(NotAllowed):
        begin(row)
    for stranger in (editor(), Person(user=make_user(is_active=False)), person_for(make_user())):
        with pytest.raises(NotAllowed):
            accept.accept(key_of(row), by=stranger)
    program = person_for(user, scopes=frozenset({"operate"}))
    with pytest.raises(NotAllowed):
        accept.accept(key_of(row), by=program)
    accept.accept(key_of(row), by=person_for(user))
    assert [each.institution for each in user.memberships.all()] == [bank_a()]


def test_who_sees_invitations_and_takes_them_back() -> None:
    ours, theirs = to_bank(), to_bank(by=signatory(bank_b()), institution=bank_b())
    staff = as_staff("grace@example.org")
    seen = {
        who.user and who.user.email: set(invitations_for(who))
        for who in (signatory(), signatory(bank_b()), editor(), officer(), administrator())
    }
    assert list(seen.values()) == [{ours}, {theirs}, set(), set(), {ours, theirs, staff}]
    with pytest.raises(NotFound):
        invite.withdraw(theirs, by=signatory())
    with pytest.raises(NotAllowed):
        invite.withdraw(theirs, by=auditor())
    assert invite.withdraw(theirs, by=administrator(), reason="asked to").withdrawn_at is not None


def test_a_draft_of_a_bank_is_enough_for_its_partner() -> None:
    draft = empty_draft(bank_a(), phase())
    assert not draft.parties.exists()
    with pytest.raises(NotAllowed):
        invite.invite(NEW, partner=make_partner(), institution=bank_a(), by=signatory())
