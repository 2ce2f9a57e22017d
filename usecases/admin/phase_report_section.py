"""The editor of one section: its text as Markdown, how it reads, and every version before."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from usecases.admin.forms import add_faults
from usecases.admin.person import person_of
from usecases.admin.phase_report_shown import address
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.rules.phase_report_words import telling
from usecases.rules.phase_reports import waiting_of
from usecases.rules.visibility_phase_reports import phase_report_texts_for
from usecases.text.difference import Piece, difference
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.phase_report import SECTION_BY_CODE
from usecases.workflow import phase_reports
from usecases.workflow.errors import Refused, Stale


class SectionForm(forms.Form):
    """The text, and the version that its writer saw."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=PLAIN_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 18}),
        help_text=_(
            "Markdown: # heading, **bold**, *italic*, - list, > quotation, [words](https://…). "
            "HTML is shown as text."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Version:
    """One version of a text, and what it changes of the one before."""

    row: PhaseReportText
    pieces: list[Piece]


def section_view(
    admin: ModelAdmin[Any], request: HttpRequest, report: PhaseReport, code: str
) -> HttpResponse:
    """Show the text of a section with its versions; write a new one."""
    section, person = SECTION_BY_CODE.get(code), person_of(request)
    if section is None:
        raise Http404
    versions = _versions(list(phase_report_texts_for(person).filter(report=report, section=code)))
    last = versions[0].row if versions else None
    text, number = (last.text, last.number) if last else ("", 0)
    writes = may(person, Action.PROPOSE_PUBLICATION) and waiting_of(report) is None
    data = request.POST if request.method == "POST" else None
    form = SectionForm(data, initial={"text": text, "seen": number})
    conflict: list[Piece] = []
    if data is not None and form.is_valid() and "_preview" not in data:
        values = dict(form.cleaned_data)
        try:
            phase_reports.write(report, section=code, by=person, **values)
        except Refused as refusal:
            if isinstance(refusal, Stale):
                conflict = difference(text, values["text"])
                form = SectionForm({**values, "seen": number})
                form.is_valid()
            add_faults(form, refusal.faults)
        else:
            messages.success(request, str(_("The section is written.")))
            return HttpResponseRedirect(address("change", report.pk) + f"#{code}")
    context = {
        **admin.admin_site.each_context(request),
        "title": section.title,
        "opts": admin.opts,
        "original": report,
        "section": section,
        "form": form,
        "media": form.media,
        "writes": writes,
        "text": form.cleaned_data.get("text", text) if data and form.is_valid() else text,
        "previewed": data is not None and "_preview" in data,
        "told": _told(code, form, text),
        "conflict": conflict,
        "versions": versions,
    }
    return TemplateResponse(request, "admin/phase_report/section.html", context)


def _told(code: str, form: SectionForm, text: str) -> list[Missing]:
    """Return what of the text may not be published."""
    typed = form.cleaned_data.get("text", text) if form.is_bound and form.is_valid() else text
    return list(telling({code: typed})) if typed.strip() else []


def _versions(rows: list[PhaseReportText]) -> list[Version]:
    """Return every version, the last first, with what it changed."""
    before, found = "", []
    for row in rows:
        found.append(Version(row, difference(before, row.text)))
        before = row.text
    return found[::-1]
