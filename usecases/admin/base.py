"""The base of every page of the console."""

import json
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, answer, missing
from usecases.admin.bulk import BulkAdmin
from usecases.admin.export import ExportedAdmin
from usecases.admin.person import person_of
from usecases.admin.publishing import outlook, propose_act
from usecases.admin.saving import SavedAdmin
from usecases.admin.timeline import timeline
from usecases.admin.zones import zone_of
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.trail import Change, StageChange
from usecases.rules.visibility_register import changes_for

M = TypeVar("M", bound=Model)


class ConsoleAdmin(BulkAdmin[M], ExportedAdmin[M], SavedAdmin[M]):
    """A subject's pages: list, add, change, history, and its acts."""

    publishable = False
    shows_public = True  # around the form; a use case has a tab for it

    def get_urls(self) -> list[Any]:
        """Return the addresses: no deletion, and acts beside the stock pages."""
        info = (self.opts.app_label, self.opts.model_name)
        pages: list[tuple[str, Callable[..., Any], str]] = [
            ("", self.changelist_view, "changelist"),
            ("add/", self.add_view, "add"),
            ("export.<slug:ending>", self.export_view, "export"),
            ("bulk/<slug:name>/", self.bulk_view, "bulk"),
            ("<uuid:object_id>/change/", self.uuid_view(self.change_view), "change"),
            ("<uuid:object_id>/history/", self.uuid_view(self.history_view), "history"),
            ("<uuid:object_id>/act/<slug:name>/", self.act_view, "act"),
            *self.view_pages(),
        ]
        view = self.admin_site.admin_view
        return [
            path(route, view(page), name="{}_{}_{}".format(*info, name))
            for route, page, name in pages
        ]

    def uuid_view(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Hand the id to a stock page as text."""

        def handed(request: HttpRequest, object_id: UUID, **extra: Any) -> HttpResponse:
            return view(request, str(object_id), **extra)

        return handed

    def address(self, page: str, *args: Any) -> str:
        """Return the address of one of the pages."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def acts(self, request: HttpRequest, obj: M) -> list[Act]:
        """Return what can be done to this record; a subject adds its own."""
        if not self.publishable or not isinstance(obj, Record):
            return []
        return propose_act(obj, person_of(request))

    def act_view(self, request: HttpRequest, object_id: UUID, name: str) -> HttpResponse:
        """Show the page of an act, or perform it."""
        self.refuse_unseen(request)
        obj = self.get_object(request, str(object_id))
        found = [act for act in self.acts(request, obj) if act.name == name] if obj else []
        if obj is None or not found:
            raise Http404
        return answer(request, found[0], obj, self, self.back_to(obj, found[0]))

    def back_to(self, obj: M, act: Act) -> str:
        """Return where one is after an act: on the record's page, at the tab that it names."""
        return self.address("change", obj.pk) + (f"?tab={act.tab}" if act.tab else "")

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the acts and what is around the record above the form."""
        obj = context["original"]
        context["show_save_and_add_another"] = obj is None
        if obj is not None:
            acts = self.acts(request, obj)
            context |= {"acts": acts, "missing": missing(acts), **self.around(request, obj)}
        return super().render_change_form(request, context, *args, **kwargs)

    def around(self, request: HttpRequest, obj: M) -> dict[str, Any]:
        """Return what the page shows around the form: what of the record is public."""
        shown = self.publishable and self.shows_public
        if not shown or not isinstance(obj, Record):
            return {}
        return {"publishing": outlook(obj, person_of(request))}

    def get_inline_formsets(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Say "Add another party" as a sentence does."""
        found: list[Any] = super().get_inline_formsets(*args, **kwargs)
        for each in found:
            each.inline_formset_data = _in_lower_case(each)
        return found

    def trail_of(self, obj: M) -> Q:
        """Return which changes tell of this record; a subject adds those of its parts."""
        return Q(kind=self.opts.model_name, record=str(obj.pk))

    def stage_changes(self, request: HttpRequest, obj: M) -> QuerySet[StageChange]:
        """Return the moves that the history shows; only a use case has any."""
        return StageChange.objects.none()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every edit: when, by whom, for whom, by which door, why, and what."""
        self.refuse_unseen(request)
        obj, person = self.get_object(request, object_id), person_of(request)
        if obj is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(obj),
            "opts": self.opts,
            "object": obj,
            **self.events(request, obj, person),
        }
        return TemplateResponse(request, "admin/object_history.html", context)

    def events(self, request: HttpRequest, obj: M, person: Person) -> dict[str, Any]:
        """Return a page of what happened to the record, for the template of a timeline."""
        moves, changes = self.stage_changes(request, obj), self.changes(obj, person)
        zone, page = self.zone_of(obj), request.GET.get("page")
        events, moments = timeline(moves, changes, person, page, zone)
        return {"events": events, "page_obj": moments, "zone": zone}

    def changes(self, obj: M, person: Person) -> QuerySet[Change]:
        """Return the edits that the history shows."""
        return changes_for(person).filter(self.trail_of(obj))

    def zone_of(self, obj: M) -> str:
        """Return the time zone in which the record's days are cut."""
        return zone_of(obj)


def _in_lower_case(formset: Any) -> str:
    """Return what the stock script is told of a formset, its words as they are in a sentence."""
    told = json.loads(formset.inline_formset_data())
    text = _("Add another %(verbose_name)s") % {"verbose_name": formset.opts.verbose_name}
    return json.dumps({**told, "options": {**told["options"], "addText": text}})
