"""Documents: guidance, circulars, reports, with their sections."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.admin import display
from django.core import signing
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.phases import SOURCE
from usecases.admin.rows import RowsInline
from usecases.exchange.document_marks import marked, parts_of
from usecases.exchange.document_text import read_document
from usecases.models.documents import Document, DocumentSection
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.rules.unfit import Unfit
from usecases.vocabulary.actions import Action
from usecases.workflow import document_files, sections

_SALT = "text-of-document"
_TITLES = ("title_en", "title_zh_hant", "title_zh_hans")
_SUMMARIES = ("summary_en", "summary_zh_hant", "summary_zh_hans")


class FileForm(ActForm):
    """Asks for the file of a document."""

    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".pdf"}))


class TextForm(ActForm):
    """Asks for a file to read, then for its passages to be read over before they are taken."""

    upload = forms.FileField(
        label=_("Read from a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.md"}),
        help_text=_("PDF, Word (DOCX) or Markdown. Its text then stands below, to be read over."),
    )
    passages = forms.CharField(
        label=_("Passages"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Each begins with a line such as: ## Heading {page 3}"),
    )
    left_out = forms.CharField(widget=forms.HiddenInput, required=False)  # signed: it is kept

    def clean_passages(self) -> str:
        """Show what a file says, and what was left out of it, before anything is taken."""
        upload = self.cleaned_data.get("upload")
        if upload is None:
            return str(self.cleaned_data["passages"])
        try:
            found = read_document(upload.name, upload.file)
        except Unfit as unfit:
            raise forms.ValidationError(str(unfit.fault.text)) from unfit
        sent: Any = self.data
        left_out = signing.dumps(found.taken_out, salt=_SALT, compress=True)
        self.data = {**sent.dict(), "passages": marked(found.parts), "left_out": left_out}
        told: list[Any] = [_("Read over what was found, then take it without the file.")]
        told += [format_lazy(_("Left out: {text}"), text=each[:200]) for each in found.taken_out]
        raise forms.ValidationError(told)

    def clean_left_out(self) -> list[str]:
        """Return what was left out of the file that was read, as it was told then."""
        kept = self.cleaned_data["left_out"]
        try:
            return list(signing.loads(kept, salt=_SALT)) if kept else []
        except signing.BadSignature as error:
            raise forms.ValidationError(_("Read the file again.")) from error


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
        return [attach, self._taking(obj, person), *super().acts(request, obj)]

    def _taking(self, obj: Document, person: Person) -> Act:
        def take(values: dict[str, Any]) -> object:
            read = parts_of(values["passages"])
            parts = [asdict(each) for each in read.parts]
            left_out = [*values["left_out"], *read.taken_out]
            return sections.take_sections(obj, parts, by=person, taken_out=left_out)

        return Act(
            name="take-text",
            label=_("Take its text"),
            lead=_(
                "The assistant answers from the sections of a document. Text that a reader does "
                "not see, and stuffed keywords, are left out and named, to you and to whoever "
                "confirms its publication."
            ),
            perform=take,
            form=TextForm,
            done=_("Taken. It is public once it is published."),
        )

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
                    *(("taken_out",) if obj and obj.taken_out else ()),
                ),
            ),
            (_("Where it belongs"), ("authority", "programme", "phase")),
            (_("Dates"), dates),
            SOURCE,
        ]
