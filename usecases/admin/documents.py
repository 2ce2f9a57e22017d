"""Documents: guidance, circulars, reports, with their sections."""

from typing import Any

from django import forms
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.phases import SOURCE
from usecases.admin.rows import RowsInline
from usecases.models.documents import Document, DocumentSection
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.workflow import document_files

_TITLES = ("title_en", "title_zh_hant", "title_zh_hans")
_SUMMARIES = ("summary_en", "summary_zh_hant", "summary_zh_hans")


class FileForm(ActForm):
    """Asks for the file of a document."""

    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".pdf"}))


class SectionInline(RowsInline[DocumentSection, Document]):
    """The sections of a document, each cited by its anchor."""

    model = DocumentSection
    fields = ("order", "anchor", "section", "heading", "page", "text")


class DocumentAdmin(ConsoleAdmin[Document]):
    """Published documents."""

    list_display = ("title", "kind", "language", "version", "issued_on", "phase_code")
    list_display_links = ("title",)
    list_filter = (
        *("kind", "language"),
        ("programme", VisibleRelated),
        ("phase", VisibleRelated),
        "issued_on",
    )
    list_select_related = ("programme", "phase", "authority")
    further_columns = ("authority", "effective_from", "effective_to", "pages", "source")
    search_fields = (*_TITLES, *_SUMMARIES)
    inlines = (SectionInline,)
    publishable = True
    empty_text = _("Guidance, circulars and reports will appear here, with their sections.")

    @display(description=_("title"), ordering="title_en")
    def title(self, document: Document) -> str:
        """The title in the language in use."""
        return document.title

    @display(description=_("phase"), ordering="phase__code")
    def phase_code(self, document: Document) -> str | None:
        """The phase, if it is of one."""
        return document.phase.code if document.phase else None

    def acts(self, request: HttpRequest, obj: Document) -> list[Act]:
        """Offer to attach its file."""
        person = person_of(request)
        if not may(person, Action.EDIT_REGISTER):
            return super().acts(request, obj)
        attach = Act(
            name="attach",
            label=_("Attach its file"),
            lead=_(
                "A PDF. What it tells of its author (names, programs, dates, remarks, enclosures) "
                "is taken out before it is kept; it takes the place of the file before."
            ),
            perform=lambda values: document_files.attach(obj, values["file"], by=person),
            form=FileForm,
            done=_("Attached, without its metadata."),
        )
        return [attach, *super().acts(request, obj)]

    def sections(self, request: HttpRequest, obj: Document | None) -> list[Any]:
        """Name it, place it, date it."""
        dates = ("issued_on", "effective_from", "effective_to", "supersedes", "translation_of")
        return [
            (
                None,
                (
                    "kind",
                    *_TITLES,
                    *_SUMMARIES,
                    "language",
                    "version",
                    "pages",
                    "website",
                    "paraphrased",
                ),
            ),
            (_("Where it belongs"), ("authority", "programme", "phase")),
            (_("Dates"), dates),
            SOURCE,
        ]
