"""A bank's signatories manage its people; duties move; the last signatory stays."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories.access import make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.factories.parties import contributor, joint
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import administrator, editor, officer, signatory, viewer
from usecases.models.institutions import Contributor, Member
from usecases.models.messages import Message
from usecases.models.person import Person, person_for
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft
from usecases.workflow.colleagues import (
    change_role,
    end_access,
    end_contribution,
    put_in_charge,
)
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, Refused, WrongStage

pytestmark = pytest.mark.django_db


def membership(person: Person) -> Member:
    assert person.membership is not None
    return person.membership


def stored(row: Member) -> Member:
    return Member.objects.get(pk=row.pk)


def begun() -> UseCase:
    return draft.begin(phase=phase().pk, by=editor())


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in refused.value.faults]


def test_a_role_is_changed_and_the_trail_says_by_whom_for_whom() -> None:
    row = change_role(membership(viewer()), "editor", by=signatory(), reason="She writes now.")
    change = Change.objects.filter(record=str(row.pk)).latest("row")
    assert (change.before, change.after) == ({"role": "viewer"}, {"role": "editor"})
    assert (change.by, change.on_behalf_of) == (signatory().user, bank_a())
    assert change.reason == "She writes now."


@pytest.mark.parametrize("who", [editor, viewer, officer, administrator])
def test_only_signatories_manage(who: object) -> None:
    row = make_member(make_user(), bank_a(), "editor")
    person: Person = who()  # type: ignore[operator]  # a maker of people
    with pytest.raises(NotAllowed):
        change_role(row, "viewer", by=person)
    with pytest.raises(NotAllowed):
        end_access(row, by=person)
    assert (stored(row).role, stored(row).until) == ("editor", None)


def test_another_banks_people_are_not_there() -> None:
    row = membership(editor(bank_b()))
    with pytest.raises(NotFound):
        change_role(row, "viewer", by=signatory())
    with pytest.raises(NotFound):
        end_access(row, by=signatory())


def test_nobody_changes_ones_own() -> None:
    signatory(name="second")
    with pytest.raises(Invalid) as refused:
        change_role(membership(signatory()), "viewer", by=signatory())
    assert codes(refused) == [("", "oneself")]
    with pytest.raises(Invalid) as refused:
        end_access(membership(signatory()), by=signatory())
    assert codes(refused) == [("", "oneself")]


def test_a_role_that_there_is_not() -> None:
    with pytest.raises(Invalid) as refused:
        change_role(membership(viewer()), "owner", by=signatory())
    assert codes(refused) == [("role", "unknown")]


def test_what_has_ended_stays_as_it_was() -> None:
    row = end_access(membership(viewer()), by=signatory())
    with pytest.raises(Invalid) as refused:
        change_role(row, "editor", by=signatory())
    assert codes(refused) == [("", "ended")]


def until(row: Member, moment: datetime) -> None:
    Member.objects.filter(pk=row.pk).update(until=moment)


def test_the_last_signatory_is_not_lost() -> None:
    """Whoever acts signs too; but for a time only, so that nobody would be left."""
    first, second = signatory(), signatory(name="second")
    until(membership(first), timezone.now() + timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        change_role(membership(second), "editor", by=first)
    assert codes(refused) == [("role", "last-signatory")]
    with pytest.raises(Invalid) as refused:
        end_access(membership(second), by=first)
    assert codes(refused) == [("role", "last-signatory")]
    assert stored(membership(second)).role == "signatory"


def test_a_disabled_signatory_does_not_count() -> None:
    first, second = signatory(), signatory(name="second")
    until(membership(first), timezone.now() + timedelta(days=1))
    third = signatory(name="third")
    assert third.user is not None
    type(third.user).objects.filter(pk=third.user.pk).update(is_active=False)
    with pytest.raises(Invalid):
        change_role(membership(second), "editor", by=first)


def test_two_signatories_who_demote_each_other_do_not_both() -> None:
    first, second = signatory(), signatory(name="second")
    change_role(membership(second), "editor", by=first)
    with pytest.raises(NotAllowed):
        change_role(membership(first), "editor", by=second)  # asked while still a signatory


def test_who_begins_a_draft_is_responsible() -> None:
    assert begun().responsible == editor().user


def test_access_ends_and_what_was_theirs_moves() -> None:
    case, other = begun(), begun()
    put_in_charge(other, signatory().user, by=editor())  # type: ignore[arg-type]  # has an account
    declined = use_case_at(Stage.DECLINED)
    row = membership(editor())
    with pytest.raises(Invalid) as refused:
        end_access(row, by=signatory())
    assert codes(refused) == [("successor", "required")]
    heir = signatory().user
    end_access(row, by=signatory(), successor=heir, reason="He left.")
    now = {c.pk: c.responsible for c in UseCase.objects.select_related("responsible")}
    assert (now[case.pk], now[other.pk]) == (heir, heir)
    assert now[declined.pk] == declined.responsible
    assert stored(row).until is not None
    gone = editor().user
    assert gone is not None
    assert person_for(gone).membership is None
    moved = Change.objects.filter(record=str(case.pk)).latest("row")
    assert (moved.private_to, moved.reason) == (bank_a(), "He left.")
    letters = Message.objects.filter(letter="handed-over")
    assert {each.recipient for each in letters} == {heir}
    assert letters.filter(use_case__isnull=False).count() == 0


@pytest.mark.parametrize("who", [viewer, lambda: editor(bank_b()), editor])
def test_only_a_colleague_who_writes_takes_over(who: object) -> None:
    begun()
    person: Person = who()  # type: ignore[operator]  # a maker of people
    with pytest.raises(Invalid) as refused:
        end_access(membership(editor()), by=signatory(), successor=person.user)
    assert codes(refused) == [("successor", "unknown")]
    assert stored(membership(editor())).until is None


def test_who_has_no_duties_needs_no_successor() -> None:
    assert end_access(membership(viewer()), by=signatory()).until is not None


@pytest.mark.parametrize("who", [viewer, lambda: editor(bank_b()), officer])
def test_who_does_not_write_puts_nobody_in_charge(who: object) -> None:
    case = begun()
    joint(case, bank_b())
    person: Person = who()  # type: ignore[operator]  # a maker of people
    with pytest.raises((NotAllowed, NotFound)):
        put_in_charge(case, signatory().user, by=person)  # type: ignore[arg-type]  # has an account


def test_nobody_is_in_charge_of_what_is_over() -> None:
    case = use_case_at(Stage.WITHDRAWN)
    with pytest.raises(WrongStage):
        put_in_charge(case, signatory().user, by=editor())  # type: ignore[arg-type]  # has an account


def test_what_a_partners_person_may_do_ends() -> None:
    row = Contributor.objects.get(user=contributor().user)
    with pytest.raises(NotFound):
        end_contribution(row, by=signatory(bank_b()))
    with pytest.raises(NotAllowed):
        end_contribution(row, by=editor())
    end_contribution(row, by=signatory())
    assert row.user is not None
    assert person_for(row.user).contributor is None
    with pytest.raises(Invalid):
        end_contribution(row, by=signatory())
