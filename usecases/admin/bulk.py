"""Bulk acts from a list: choose rows and an act, read what happens to each, then do it."""

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.admin import fresh
from usecases.admin.acts import ActForm
from usecases.admin.bulk_acts import (
    MOST,
    BulkAct,
    Outlook,
    Seen,
    carry_out,
    looked_at_again,
    with_letters,
)
from usecases.admin.forms import add_faults
from usecases.admin.person import person_of
from usecases.workflow.errors import Refused

M = TypeVar("M", bound=Model)

_CHOSEN = "chosen_rows"  # what was chosen before a fresh sign-in

_GONE = _("Some of the chosen rows are not in this list. Nothing was changed.")
_TOO_MANY = _("Choose at most {most} rows at once. Nothing was changed.")
_CHANGED = _("Something changed since you looked. Nothing was written: look at it again.")


class BulkAdmin(ModelAdmin[M]):
    """A list whose rows can be acted on together."""

    bulk_acts: Sequence[BulkAct] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer the acts that the person may do at all."""
        found: dict[str, Any] = dict(super().get_actions(request))
        for act in self._acts(request):
            found[act.name] = (partial(_preview, act), act.name, act.label)
        return found

    def _acts(self, request: HttpRequest) -> list[BulkAct]:
        return [act for act in self.bulk_acts if act.may(person_of(request))]

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *more: Any) -> Any:
        """Refuse rows that are not in the list, instead of passing over them."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        across = request.POST.get("select_across", "0") != "0"
        if chosen and not across and not _all_in(queryset, chosen):
            messages.error(request, _GONE)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset, *more)

    def bulk_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Do what the page of an act announced; whatever is in the way is shown there."""
        self.refuse_unseen(request)  # type: ignore[attr-defined]  # ListedAdmin's
        found = [act for act in self._acts(request) if act.name == name]
        if not found:
            raise Http404
        if request.method != "POST":
            return _taken_up(self, request, found[0])
        back = self._list(request.POST.get("back", ""))
        try:
            seen = Seen.read(request.POST.get("rows", ""))
        except ValueError as error:
            raise BadRequest from error
        return self._done_or_shown(request, found[0], seen, back)

    def _list(self, query: str) -> str:
        page: str = self.address("changelist")  # type: ignore[attr-defined]  # ConsoleAdmin's
        return f"{page}?{query}" if query else page

    def _done_or_shown(
        self, request: HttpRequest, act: BulkAct, seen: Seen, back: str
    ) -> HttpResponse:
        person, rows = person_of(request), self.get_queryset(request)
        form = act.form(request.POST, person=person)
        refusal: Refused | None = None
        too_old = act.fresh and not fresh.is_fresh(request)
        if too_old:
            form.add_error(None, fresh.TOO_OLD)
        if form.is_valid() and seen.ready and "_preview" not in request.POST:
            try:
                outlook = carry_out(act, rows, person, seen, form.cleaned_data)
            except Refused as found:
                refusal = found
            else:
                context = {"outlook": outlook, "back": back, **_counts(outlook)}
                return bulk_page(request, self, act, "admin/bulk_done.html", context)
        known = act.rows(rows.filter(pk__in=seen.stamps))
        if len(known) != len(seen.stamps):
            messages.error(request, _GONE)
            return HttpResponseRedirect(back)
        outlook = looked_at_again(act, known, person, seen)
        if refusal and not any(each.changed for each in outlook):
            add_faults(form, refusal.faults)
        return shown(request, self, act, outlook, form)


def _preview(
    act: BulkAct, admin: BulkAdmin[Any], request: HttpRequest, chosen: QuerySet[Any]
) -> HttpResponse | None:
    """Show what will happen to each of the chosen rows."""
    number = chosen.count()
    if not 0 < number <= MOST:
        messages.error(request, _TOO_MANY.format(most=MOST) if number else _GONE)
        return None
    if act.fresh and not fresh.is_fresh(request):
        keys = [str(key) for key in chosen.values_list("pk", flat=True)]
        request.session[_CHOSEN] = [admin.opts.model_name, act.name, request.GET.urlencode(), keys]
        return fresh.ask(_page_of(admin, act))
    person = person_of(request)
    outlook = act.outlook(act.rows(chosen), person)
    return shown(request, admin, act, outlook, act.form(person=person))


def _page_of(admin: BulkAdmin[Any], act: BulkAct) -> str:
    return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_bulk", args=[act.name])


def _taken_up(admin: BulkAdmin[Any], request: HttpRequest, act: BulkAct) -> HttpResponse:
    """Show the page of an act about rows that were chosen before a fresh sign-in; else the list."""
    found = request.session.pop(_CHOSEN, None)
    if not found or found[:2] != [admin.opts.model_name, act.name] or not fresh.is_fresh(request):
        return HttpResponseRedirect(admin._list(""))
    request.GET = QueryDict(found[2])  # the list that one came from
    person = person_of(request)
    rows = act.rows(admin.get_queryset(request).filter(pk__in=found[3]))
    return shown(request, admin, act, act.outlook(rows, person), act.form(person=person))


def shown(
    request: HttpRequest, admin: Any, act: BulkAct, outlook: list[Outlook], form: ActForm
) -> HttpResponse:
    """Show the page of an act: row by row what will happen, and what it asks for."""
    outlook = with_letters(act, outlook, form)
    too_old = form.is_bound and act.fresh and not fresh.is_fresh(request)
    context = {
        "outlook": outlook,
        "form": form,
        "sign_in": fresh.address(admin.address("changelist")) if too_old else "",
        "media": admin.media + form.media,
        "rows": " ".join(each.key for each in outlook),
        "query": request.POST.get("back", request.GET.urlencode()),
        "changed": _CHANGED if any(each.changed for each in outlook) else "",
        **_counts(outlook),
    }
    return bulk_page(request, admin, act, "admin/bulk.html", context)


def bulk_page(
    request: HttpRequest, admin: Any, act: BulkAct, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Return a page about an act on many rows."""
    around = {
        **admin.admin_site.each_context(request),
        "title": act.label,
        "opts": admin.opts,
        "act": act,
        **context,
    }
    return TemplateResponse(request, template, around)


def _counts(outlook: list[Outlook]) -> dict[str, int]:
    stays = sum(1 for each in outlook if each.why_not)
    return {"ready": len(outlook) - stays, "stays": stays}


def _all_in(rows: QuerySet[Any], chosen: list[str]) -> bool:
    """Whether every chosen id is one, and of a row that the person sees in this list."""
    try:
        keys = {UUID(each) for each in chosen}
    except ValueError:
        return False
    return rows.filter(pk__in=keys).count() == len(keys)
