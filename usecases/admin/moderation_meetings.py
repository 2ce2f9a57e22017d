"""Meetings that moderated a phase: held, minuted, and what they said of each use case."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, ReasonForm
from usecases.admin.forms import add_faults
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.meetings import Meeting
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.meetings import moderates
from usecases.rules.visibility_register import phases_for
from usecases.rules.visibility_reviews import meetings_for, remarks_for
from usecases.selection.moderation import moderated, reads_moderation
from usecases.workflow import meet
from usecases.workflow.errors import Refused


def _prose(label: Any, rows: int, help_text: Any = "", *, required: bool = True) -> Any:
    widget = AdminTextareaWidget(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, help_text=help_text, required=required)


class HeldForm(ActForm):
    """A meeting as it is noted."""

    held_on = forms.DateField(label=_("Held on"), widget=AdminDateWidget())
    present = _prose(_("Present"), 3, _("One name a line."))
    notes = _prose(
        _("Notes"), 8, _("Of the meeting as a whole; of no single use case."), required=False
    )


class MinutesForm(HeldForm, ReasonForm):
    """The same, changed later: it says what it is based on."""

    based_on = forms.DateTimeField(widget=forms.HiddenInput)
    field_order = ("held_on", "present", "notes", "reason")


class SaidForm(ActForm):
    """What the meeting said of one use case."""

    use_case = forms.ModelChoiceField(UseCase.objects.none(), label=_("Use case"))
    text = _prose(_("What was said"), 4)

    def __init__(self, *args: Any, person: Person, phase: Phase, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["use_case"].queryset = moderated(person).filter(phase=phase)  # type: ignore[attr-defined]  # a choice of rows


def meetings_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """List the meetings of a phase, and note one more."""
    person = person_of(request)
    phases = phases_for(person).select_related("programme")
    phase = phases.filter(code=request.GET.get("phase", "").replace("\x00", "")).first()
    if phase is None:
        raise Http404
    writes = _may_write(request, person, phase)
    data = request.POST if request.method == "POST" else None
    form = HeldForm(data, person=person, initial={"held_on": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            meeting = meet.hold(phase, by=person, **form.cleaned_data)
        except Refused as refusal:
            add_faults(form, refusal.faults)
        else:
            messages.success(request, str(_("The meeting is noted.")))
            return HttpResponseRedirect(reverse("admin:meeting", args=[meeting.pk]))
    context = {
        **site.each_context(request),
        "title": _("Meetings"),
        "phase": phase,
        "meetings": meetings_for(person).filter(phase=phase),
        "form": form if writes else None,
        "media": site.get_model_admin(Phase).media + form.media,
    }
    return TemplateResponse(request, "admin/moderation/meetings.html", context)


def meeting_view(site: AdminSite, request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Show a meeting, write its notes, and what it said of a use case."""
    person = person_of(request)
    rows = meetings_for(person).select_related("phase__programme")
    meeting = rows.filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404
    writes = _may_write(request, person, meeting.phase)
    minutes, said = _forms(request, meeting, person)
    posted = said if "use_case" in request.POST else minutes
    if request.method == "POST" and posted.is_valid():
        try:
            _write(meeting, posted, person)
        except Refused as refusal:
            add_faults(posted, refusal.faults)
        else:
            messages.success(request, str(_("Written down.")))
            return HttpResponseRedirect(request.get_full_path())
    remarks = remarks_for(person).filter(meeting=meeting).order_by("use_case__reference")
    context = {
        **site.each_context(request),
        "title": _("Meeting"),
        "meeting": meeting,
        "phase": meeting.phase,
        "remarks": remarks.select_related("use_case__institution"),
        "form": posted if posted.is_bound else None,
        "minutes": minutes,
        "said": said,
        "writes": writes,
        "media": site.get_model_admin(Phase).media + minutes.media + said.media,
    }
    return TemplateResponse(request, "admin/moderation/meeting.html", context)


def _may_write(request: HttpRequest, person: Person, phase: Phase) -> bool:
    """Whether the person writes here; whoever does not and tries is refused."""
    writes = moderates(person, phase)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    return writes


def _forms(request: HttpRequest, meeting: Meeting, person: Person) -> tuple[ActForm, ActForm]:
    """Return both forms; only the one that was sent is bound."""
    data = request.POST if request.method == "POST" else None
    of_case = data is not None and "use_case" in data
    now = {name: getattr(meeting, name) for name in ("held_on", "present", "notes")}
    initial = {**now, "based_on": meeting.updated_at.isoformat()}
    minutes = MinutesForm(None if of_case else data, person=person, initial=initial)
    asked = {"use_case": request.GET.get("use_case", "")}
    said = SaidForm(data if of_case else None, person=person, phase=meeting.phase, initial=asked)
    return minutes, said


def _write(meeting: Meeting, form: ActForm, person: Person) -> None:
    values = dict(form.cleaned_data)
    if isinstance(form, SaidForm):
        meet.remark(meeting, values["use_case"], text=values["text"], by=person)
        return
    reason, based_on = values.pop("reason"), values.pop("based_on")
    meet.minute(meeting, fields=values, by=person, reason=reason, based_on=based_on)


def remarks_panel(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what `admin/usecases/usecase/remarks.html` shows: what meetings said of the case."""
    person = person_of(request)
    rows = remarks_for(person).filter(use_case=case).select_related("meeting")
    said = list(rows.order_by("-meeting__held_on", "pk"))
    meetings = meetings_for(person).filter(remarks__in=said) if said else ()
    readable = {each.pk for each in meetings}
    return {"remarks": [(each, each.meeting_id in readable) for each in said]}


PAGES = (
    ConsolePage("meetings", "moderation/meetings/", meetings_view, open_to=reads_moderation),
    ConsolePage(
        "meeting",
        "moderation/meetings/<uuid:meeting_id>/",
        meeting_view,
        open_to=reads_moderation,
    ),
)
