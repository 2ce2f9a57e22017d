"""What can be done to a person, a role and a membership, and what will come of it."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.admin.acts import Act, WhyForm
from usecases.admin.people_forms import DeputyForm, GrantForm
from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Member
from usecases.models.person import Person
from usecases.rules.grants import LAST, is_last_administrator, keeps_the_keys
from usecases.rules.permissions import may
from usecases.selection.trusted import deputies_for, memberships_of, roles_of, waiting_on
from usecases.vocabulary.actions import Action
from usecases.workflow import people

ENDED = _("It has ended already.")


def person_acts(user: User, person: Person) -> list[Act]:
    """Return what an administrator can do to somebody's account and roles."""
    if not may(person, Action.EDIT_PEOPLE):
        return []
    door = _disable(user, person) if user.is_active else _enable(user, person)
    return [_grant(user, person), _deputy(user, person), door]


def _grant(user: User, person: Person) -> Act:
    own = _("Nobody grants a role to oneself.") if user == person.user else ""
    return Act(
        name="grant",
        label=_("Grant a role"),
        lead=_(
            "From the first to the last day this person may do what the role allows. The role, "
            "your name and the reason stay in the history."
        ),
        perform=lambda values: people.grant(user, by=person, **values),
        form=GrantForm,
        why_not=own or ("" if user.is_active else _("This account is disabled. Enable it first.")),
        done=_("The role is granted."),
        main=True,
    )


def _deputy(user: User, person: Person) -> Act:
    holds = user.grants.filter(Q(until=None) | Q(until__gt=timezone.now()), deputy_for=None)
    why_not: Any = "" if holds.exists() else _("There is no role to stand in for.")
    return Act(
        name="deputy",
        label=_("Name a deputy"),
        lead=_(
            "For a time somebody else gets the same role, for the same authority. Both hold it in "
            "that time. A deputy confirms nothing that either of the two proposed, and the "
            "deputy's role ends at the latest with the one stood in for."
        ),
        perform=lambda values: people.deputise(by=person, **values),
        form=DeputyForm,
        initial={"holder": user},
        why_not=why_not if user.is_active else _("This account is disabled. Enable it first."),
        done=_("The deputy is named."),
    )


def _disable(user: User, person: Person) -> Act:
    last = LAST if is_last_administrator(user, timezone.now()) else ""
    own = _("Nobody disables oneself. Another administrator can.") if user == person.user else ""
    return Act(
        name="disable",
        label=_("Disable"),
        lead=_(
            "This person is out at once, through every door: open pages, programs and mail. "
            "Nothing is deleted, and the account can be enabled again."
        ),
        perform=lambda values: people.disable(user, by=person, **values),
        form=WhyForm,
        facts=lambda: what_is_left(user, person),
        why_not=last or own,
        done=_("The account is disabled."),
        danger=True,
    )


def _enable(user: User, person: Person) -> Act:
    return Act(
        name="enable",
        label=_("Enable"),
        lead=_("This person may sign in again, with the roles and memberships that still hold."),
        perform=lambda values: people.enable(user, by=person, **values),
        form=WhyForm,
        done=_("The account is enabled."),
        main=True,
    )


def what_is_left(user: User, person: Person) -> list[tuple[Any, str]]:
    """Return what waits on somebody and what ends with the account."""
    now, waiting = timezone.now(), waiting_on(user)
    deputies = [each for each in deputies_for(user, person, now) if not each.ended]
    kept = [each for each in roles_of(user, person, now) if not each.ended]
    members = [each for each in memberships_of(user, person, now) if not each.ended]
    none = str(_("None"))
    return [
        (_("Use cases under way as case officer"), _to_hand_over(waiting.cases)),
        (_("Decisions proposed, not yet released"), str(waiting.decisions or none)),
        (_("Publications proposed, not yet confirmed"), str(waiting.publications or none)),
        (_("Roles that rest"), "; ".join(_role(each.row) for each in kept) or none),
        (_("Memberships that rest"), "; ".join(_member(each.row) for each in members) or none),
        (_("Deputies who stand in no longer"), "; ".join(str(e.row) for e in deputies) or none),
    ]


def _to_hand_over(cases: int) -> str:
    text = ngettext("{n}, to be given to somebody else", "{n}, to be given to others", cases)
    return text.format(n=cases) if cases else str(_("None"))


def _role(row: Any) -> str:
    """Name a role without its holder."""
    name: str = row.get_role_display()
    return f"{name}, {row.authority}" if row.authority else name


def _member(row: Any) -> str:
    """Name a membership without its holder."""
    return f"{row.institution}, {row.get_role_display()}"


def grant_acts(row: RoleGrant, person: Person) -> list[Act]:
    """Return what an administrator can do to a role."""
    if not may(person, Action.EDIT_PEOPLE):
        return []
    now = timezone.now()
    over = row.until is not None and row.until <= max(now, row.since)
    last = keeps_the_keys(row, now) and is_last_administrator(row.user, now)
    return [
        Act(
            name="end",
            label=_("End this role"),
            lead=_(
                "This person loses the role now, and so do the deputies who stand in for it. "
                "What was done with it stays in the history."
            ),
            perform=lambda values: people.end_grant(row, by=person, **values),
            form=WhyForm,
            why_not=ENDED if over else LAST if last else "",
            done=_("The role has ended."),
            danger=True,
        )
    ]


def member_acts(row: Member, person: Person) -> list[Act]:
    """Return what an administrator can do to a membership."""
    if not may(person, Action.EDIT_PEOPLE):
        return []
    over = row.until is not None and row.until <= max(timezone.now(), row.since)
    own = _("Nobody changes one's own membership.") if row.user == person.user else ""
    return [
        Act(
            name="end",
            label=_("End this membership"),
            lead=_(
                "This person acts for the institution no longer, from now on. What was written "
                "and signed stays as it is."
            ),
            perform=lambda values: people.leave(row, by=person, **values),
            form=WhyForm,
            why_not=ENDED if over else own,
            done=_("The membership has ended."),
            danger=True,
        )
    ]
