"""Who may do what, to read and to print: the permission table, and who holds each role."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.rules.permissions import BANK, STAFF, is_staff
from usecases.selection.trusted import SOON_DAYS, Spell, When, roles_held
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.roles import MemberRole, Role

GROUPS: tuple[tuple[Promise, dict[Action, Promise]], ...] = (
    (
        _("Read"),
        {
            Action.USE_CONSOLE: _("Use the console"),
            Action.READ_CASES: _("Read use cases that were submitted, and all that hangs on them"),
            Action.READ_ASSIGNED: _("Read use cases that are assigned for assessment"),
            Action.READ_INTERESTS: _("Read who declared which interest"),
            Action.READ_REPORTS: _("Read reports and figures"),
            Action.READ_TRAIL: _("Read the history of use cases"),
            Action.READ_PEOPLE: _("Read every account, and whose tokens there are"),
            Action.READ_VIEWINGS: _("Read who looked at what is confidential"),
        },
    ),
    (
        _("Handle use cases"),
        {
            Action.HANDLE: _("Screen, assess, edit the regulator's fields, run trials"),
            Action.ASSESS: _("Score use cases that are assigned, and recommend"),
            Action.DECLARE: _("Declare one's own interests"),
            Action.FIND_CONFLICT: _("Find that somebody has a conflict of interest"),
            Action.WRITE_FINDING: _("Write findings from what trials showed"),
            Action.ATTACH: _("Attach files"),
            Action.NOTE: _("Write notes for colleagues"),
            Action.ACT_FOR_BANK: _("Submit or withdraw for a bank, with its letter attached"),
            Action.RECORD: _("Record what happened before or outside the system"),
            Action.IMPORT: _("Import use cases from a file"),
        },
    ),
    (
        _("Decide"),
        {
            Action.PROPOSE: _("Propose a decision"),
            Action.CONFIRM: _("Confirm a decision that somebody else proposed"),
            Action.RELEASE: _("Release decisions: the stage moves and the bank is told"),
            Action.GIVE_PERMIT: _("Permit an institution to submit after a phase closed"),
            Action.SUSPEND: _("Suspend and resume a trial (an officer for two days at once)"),
            Action.INTERVENE: _("Let lapse, terminate, reopen"),
            Action.CORRECT: _("Correct or void what was recorded wrongly"),
            Action.LOOK_OVER: _("Look over what was recorded after the fact"),
        },
    ),
    (
        _("Keep the register"),
        {
            Action.EDIT_REGISTER: _(
                "Edit institutions, participations, figures, documents, events, follow-ons"
            ),
            Action.MERGE: _("Merge institutions or partners that were entered twice"),
            Action.EDIT_PROGRAMMES: _("Edit authorities, programmes and phases"),
            Action.EDIT_VOCABULARY: _("Edit categories, techniques and other words"),
            Action.PROPOSE_PUBLICATION: _("Propose to publish a record"),
            Action.CONFIRM_PUBLICATION: _("Publish what somebody else proposed"),
        },
    ),
    (
        _("Look after people"),
        {
            Action.EDIT_PEOPLE: _(
                "Make and disable accounts, grant and end roles (never one's own), revoke tokens"
            ),
        },
    ),
)
OF_BANKS: dict[Action, Promise] = {
    Action.USE_PORTAL: _("Use the bank portal"),
    Action.READ_CASES: _("Read the bank's own use cases"),
    Action.READ_DRAFTS: _("Read the bank's own drafts"),
    Action.DRAFT: _("Write drafts with colleagues"),
    Action.WRITE_TRIAL: _("Propose the plan of a trial, enter results, report incidents"),
    Action.SIGN: _("Sign and submit, take back, withdraw"),
    Action.MANAGE_MEMBERS: _("Invite colleagues, change their roles, end their access"),
}


@dataclass(frozen=True)
class Line:
    """One action, and for each role whether it may."""

    label: Promise | str
    cells: list[bool]


@dataclass(frozen=True)
class Holders:
    """One role, and who holds it."""

    role: Role
    spells: list[Spell]


def lines(words: dict[Action, Any], table: dict[Action, Any], roles: type[StrEnum] | Any) -> Any:
    """Return the table of some actions, role by role."""
    return [
        Line(label, [role in table[action] for role in roles]) for action, label in words.items()
    ]


def roles_page(site: Any, request: HttpRequest) -> HttpResponse:
    """Show the table, and who holds each role now and next."""
    held = roles_held(person_of(request), timezone.now())
    context = {
        **site.each_context(request),
        "title": _("Who may do what"),
        "roles": Role,
        "groups": [(title, lines(words, STAFF, Role)) for title, words in GROUPS],
        "bank_roles": MemberRole,
        "bank_lines": lines(OF_BANKS, BANK, MemberRole),
        "holders": [Holders(role, [s for s in held if s.row.role == role]) for role in Role],
        "soon": [each for each in held if each.soon],
        "soon_days": SOON_DAYS,
        "to_come": When.TO_COME,
        "zone": TIME_ZONE,
    }
    return TemplateResponse(request, "admin/roles.html", context)


ROLES_PAGE = ConsolePage(
    name="roles",
    route="roles/",
    view=roles_page,
    label=_("Who may do what"),
    group=_("People"),
    open_to=is_staff,
)
