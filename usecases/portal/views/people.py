"""Who is on a use case: the colleague responsible, joint institutions, technology partners."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.colleagues import PersonForm
from usecases.portal.forms.faults import take_faults
from usecases.portal.forms.people import JointForm, PartnerForm, ResponsibleForm, SectionsForm
from usecases.portal.people import parties_on
from usecases.rules.colleagues import OVER, writing_for
from usecases.rules.parties import (
    joinable_for,
    may_name_joint,
    may_name_partner,
    partners_known_to,
)
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import parties_for
from usecases.vocabulary.actions import Action
from usecases.workflow import colleagues, invite, parties
from usecases.workflow.errors import Invalid, WrongStage
from usecases.workflow.fetch import fetch, require

Told = dict[str, Any]


@bank_page("GET", "HEAD")
def people(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show who is on a use case, and what may be changed of it."""
    return _page(request, person, own_case(person, key))


@bank_page("POST")
def responsible(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Make a colleague responsible."""
    case = own_case(person, key)
    require(person, Action.DRAFT, case)
    writers = list(writing_for(case.institution_id, timezone.now()).select_related("user"))
    form = ResponsibleForm(writers, request.POST)

    def act(told: Told) -> str:
        chosen = next(m.user for m in writers if str(m.user_id) == told["responsible"])
        colleagues.put_in_charge(case, chosen, by=person)
        return _("%(name)s is responsible now.") % {"name": chosen.name}

    return _done(request, person, case, form, act=act, name="charge")


@bank_page("POST")
def joint(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Name a joint institution."""
    case = own_case(person, key)
    require(person, Action.MANAGE_MEMBERS, case)
    form = JointForm(joinable_for(person), request.POST)

    def act(told: Told) -> str:
        row = parties.name_joint(case, told["institution"], by=person)
        return _("%(name)s reads along from now on.") % {"name": row.institution}

    return _done(request, person, case, form, act=act, name="joint_form")


@bank_page("POST")
def partner(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Name a technology partner with its sections."""
    case = own_case(person, key)
    require(person, Action.DRAFT, case)
    form = PartnerForm(request.POST, prefix="partner")

    def act(told: Told) -> str:
        row = parties.name_partner(case, told["name"], sections=told["sections"], by=person)
        return _("%(name)s is named.") % {"name": row.partner}

    return _done(request, person, case, form, act=act, name="partner_form")


@bank_page("POST")
def sections(request: HttpRequest, person: Person, key: UUID, party: UUID) -> HttpResponse:
    """Say which sections a technology partner writes."""
    case, row = _party(person, key, party)
    require(person, Action.DRAFT, case)
    form = SectionsForm(request.POST, prefix=f"of-{row.pk}")

    def act(told: Told) -> str:
        parties.name_sections(row, told["sections"], by=person)
        return _("The sections of %(name)s are saved.") % {"name": row}

    return _done(request, person, case, form, act=act, name=f"of-{row.pk}")


@bank_page("POST")
def invite_partner(request: HttpRequest, person: Person, key: UUID, party: UUID) -> HttpResponse:
    """Invite a person of a technology partner by mail."""
    case, row = _party(person, key, party)
    require(person, Action.MANAGE_MEMBERS, case)
    form = PersonForm(request.POST, prefix=f"to-{row.pk}")

    def act(told: Told) -> str:
        invite.invite(
            told["email"],
            name=told["name"],
            institution=case.institution,
            partner=row.partner,
            by=person,
        )
        return _("%(email)s is invited.") % {"email": told["email"]}

    return _done(request, person, case, form, act=act, name=f"to-{row.pk}")


@bank_page("POST")
def drop(request: HttpRequest, person: Person, key: UUID, party: UUID) -> HttpResponse:
    """Take a party off the draft."""
    case, row = _party(person, key, party)
    try:
        parties.drop(row, by=person)
    except WrongStage:
        messages.error(request, _("It was handed in: the parties stay as they are."))
    else:
        messages.success(request, _("%(name)s is taken off.") % {"name": row})
    return redirect("portal:people", case.pk)


def _party(person: Person, key: UUID, party: UUID) -> tuple[UseCase, Party]:
    case = own_case(person, key)
    rows = parties_for(person).filter(use_case=case).select_related("institution", "partner")
    return case, fetch(rows, party)


def _done(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    form: forms.Form,
    *,
    act: Callable[[Told], str],
    name: str,
) -> HttpResponse:
    """Do what a form asks and go back, or show the page again with what was typed."""
    if form.is_valid():
        try:
            said = act(form.cleaned_data)
        except Invalid as refused:
            take_faults(form, refused)
        except WrongStage:
            messages.error(request, _("This can no longer be changed."))
            return redirect("portal:people", case.pk)
        else:
            messages.success(request, said)
            return redirect("portal:people", case.pk)
    return _page(request, person, case, status=422, **{name: form, "faulty": form})


def _page(
    request: HttpRequest, person: Person, case: UseCase, *, status: int = 200, **bound: Any
) -> HttpResponse:
    """Show everything with the forms that this person may use; one of them as it was sent."""
    on = parties_on(case, person)
    for each in on:
        each.naming = bound.get(f"of-{each.row.pk}", each.naming)
        each.inviting = bound.get(f"to-{each.row.pk}", each.inviting)
    context: dict[str, Any] = {"current": "use-cases", "case": case, "parties": on}
    if case.stage not in OVER and may(on_case(person, case), Action.DRAFT):
        writers = writing_for(case.institution_id, timezone.now()).select_related("user")
        initial = {"responsible": str(case.responsible_id or "")}
        context["charge"] = bound.get("charge") or ResponsibleForm(writers, initial=initial)
    if may_name_joint(person, case):
        context["joint_form"] = bound.get("joint_form") or JointForm(joinable_for(person))
    if may_name_partner(person, case):
        context["partner_form"] = bound.get("partner_form") or PartnerForm(prefix="partner")
        context["known_partners"] = partners_known_to(person)
    context["faulty"] = bound.get("faulty")
    return page(request, person, "people", context, status=status)
