"""How plain pages write: every value goes through `workflow.edit`, whole page or nothing."""

from typing import Any, TypeVar, cast

from django.core.exceptions import BadRequest
from django.db.models import Model
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from django.utils import timezone

from usecases.admin.forms import ConsoleForm, refused
from usecases.admin.listed import ListedAdmin
from usecases.admin.person import person_of
from usecases.admin.zones import zone_chosen
from usecases.audit import writing
from usecases.models.base import Record
from usecases.workflow.edit import change as change_record
from usecases.workflow.edit import create as create_record
from usecases.workflow.errors import Refused

M = TypeVar("M", bound=Model)


class SavedAdmin(ListedAdmin[M]):
    """Add and change pages whose every write is a verb."""

    form: type[Any] = ConsoleForm

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Write page and inlines together; what a verb refuses is shown on the same page."""
        self.refuse_unseen(request)
        if object_id is None:
            self.refuse_adding(request)
            timezone.activate(zone_chosen(request.POST, person_of(request)))
        if "_saveasnew" in request.POST:
            raise BadRequest
        page = (request, object_id, form_url, extra_context)
        if request.method != "POST":
            return super().changeform_view(*page)
        try:
            with writing(by=person_of(request), reason=request.POST.get("reason", "")):
                return super().changeform_view(*page)
        except Refused as refusal:
            token = refused.set(refusal.faults)
            try:
                return super().changeform_view(*page)
            finally:
                refused.reset(token)

    def save_model(self, request: HttpRequest, obj: M, form: ModelForm[M], change: bool) -> None:
        """Create the record, or change the fields that the person changed."""
        record, cleaned = cast(Record, obj), form.cleaned_data
        if not change:
            many = {f.name: cleaned[f.name] for f in self.opts.many_to_many if f.name in cleaned}
            self.write_new(request, record, **many)
            return
        fields = changed(form)
        if fields:
            reason, based_on = cleaned["reason"], cleaned["based_on"]
            by = person_of(request)
            change_record(record, fields, by=by, reason=reason, based_on=based_on)

    def write_new(self, request: HttpRequest, record: Record, **many: Any) -> None:
        """Write a new record."""
        create_record(record, by=person_of(request), **many)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write the inlines; lists of the record itself went with it."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(
        self,
        request: HttpRequest,
        form: Any,
        formset: BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:
        """Write each row of an inline by its verb."""
        by, reason = person_of(request), form.cleaned_data.get("reason", "")
        for each in formset.forms:
            if each.instance._state.adding and each.has_changed():
                setattr(each.instance, formset.fk.name, formset.instance)
                create_record(each.instance, by=by, reason=reason)
            elif each.has_changed():
                change_record(each.instance, changed(each), by=by, reason=reason)

    def construct_change_message(
        self, request: Any, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Nothing is told to Django's own log."""
        return []

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """Django's own log is not written: `Change` is."""

    def log_change(self, request: Any, obj: Any, message: Any) -> Any:
        """Django's own log is not written: `Change` is."""

    def log_deletions(self, request: Any, queryset: Any) -> Any:
        """Nothing is ever deleted."""

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """There is no such page."""
        raise Http404


def changed(form: ModelForm[Any]) -> dict[str, Any]:
    """Return the values of a form's record fields that differ from what was shown."""
    opts = form._meta.model._meta
    names = {field.name for field in (*opts.fields, *opts.many_to_many)}
    return {name: form.cleaned_data[name] for name in form.changed_data if name in names}
