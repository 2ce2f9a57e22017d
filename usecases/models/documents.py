"""Published documents and their sections."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record, Sourced, WebAddress, in_language, in_order
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage


class Document(Record, Sourced):
    """Guidance, a circular, a report, a fact sheet: one version of it, in one language."""

    kind = Line(_("kind"), max_length=16, choices=DocumentKind.choices)
    title_en = Line(_("title"), max_length=300)
    title_zh_hant = Line(_("title (Traditional Chinese)"), max_length=300, blank=True)
    title_zh_hans = Line(_("title (Simplified Chinese)"), max_length=300, blank=True)
    summary_en = Prose(_("summary"), blank=True)
    summary_zh_hant = Prose(_("summary (Traditional Chinese)"), blank=True)
    summary_zh_hans = Prose(_("summary (Simplified Chinese)"), blank=True)
    language = Line(
        _("language"),
        max_length=8,
        choices=DocumentLanguage.choices,
        blank=True,
        help_text=_("In which it is written. Empty: the source does not say."),
    )
    version = Line(_("version"), max_length=40, blank=True)
    authority = models.ForeignKey(
        "usecases.Authority",
        models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
        verbose_name=_("issued by"),
    )
    programme = models.ForeignKey(
        "usecases.Programme",
        models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
        verbose_name=_("programme"),
    )
    phase = models.ForeignKey(
        "usecases.Phase",
        models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
        verbose_name=_("phase"),
        help_text=_("Empty: of the programme as a whole."),
    )
    issued_on = models.DateField(_("issued"), null=True, blank=True)
    effective_from = models.DateField(_("in effect from"), null=True, blank=True)
    effective_to = models.DateField(_("in effect until"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="superseded_by",
        null=True,
        blank=True,
        verbose_name=_("supersedes"),
    )
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="translations",
        null=True,
        blank=True,
        verbose_name=_("translation of"),
    )
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    paraphrased = models.BooleanField(
        _("in our own words"),
        default=False,
        help_text=_("Its sections say what stands there, and do not quote it."),
    )
    website = WebAddress(_("address"), blank=True, help_text=_("Where its publisher keeps it."))
    taken_out = Prose(
        _("left out of its file, as nobody would read it"), blank=True, editable=False
    )

    class Meta:
        ordering = ("-issued_on", "title_en", "id")
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = (
            models.UniqueConstraint(
                fields=["title_en", "language", "version"],
                name="document_version",
                violation_error_message=_("This version of it is there already."),
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="document_supersedes_another",
                violation_error_message=_("A document does not supersede itself."),
            ),
            models.CheckConstraint(
                condition=Q(translation_of__isnull=True) | ~Q(translation_of=F("id")),
                name="document_translates_another",
                violation_error_message=_("A document is no translation of itself."),
            ),
            in_order(
                "document_effect",
                "effective_from",
                "effective_to",
                _("It ends before it takes effect."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return in_language(self, "title")


class DocumentSection(Record):
    """A citable part of a document: its section and printed page, its text, a lasting anchor."""

    document = models.ForeignKey(
        "usecases.Document", models.PROTECT, related_name="sections", verbose_name=_("document")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    anchor = models.SlugField(
        _("anchor"),
        max_length=60,
        help_text=_("Ends the address of this section. Links point to it: it never changes."),
    )
    section = Line(_("section"), max_length=40, blank=True)
    heading = Line(_("heading"), max_length=300, blank=True)
    page = Line(_("printed page"), max_length=20, blank=True)
    text = Prose(_("text"))

    class Meta:
        ordering = ("document", "order", "anchor")
        verbose_name = _("section of a document")
        verbose_name_plural = _("sections of documents")
        constraints = (
            models.UniqueConstraint(
                fields=["document", "anchor"],
                name="document_section_anchor",
                violation_error_message=_("This document has such an anchor already."),
            ),
        )

    def __str__(self) -> str:
        return " ".join(filter(None, (self.section, self.heading))) or self.anchor
