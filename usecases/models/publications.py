"""What is public: frozen copies, all that register, assistant and API without a token read."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.publications import Kind


class Publication(Record):
    """The public side of one record, in one version, with the columns it is filtered by."""

    kind = Line(_("kind"), max_length=20, choices=Kind.choices)
    record = models.UUIDField(_("record"), db_index=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    content = models.JSONField(_("public content"))
    source = Prose(_("source"), blank=True)
    proposed_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="publications_proposed"
    )
    confirmed_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="publications_confirmed",
        null=True,
        blank=True,
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)
    # Filtered and sorted by; copies of what `content` says.
    sort = Line(max_length=200, blank=True, db_index=True)
    code = Line(max_length=60, blank=True)
    programme = Line(max_length=12, blank=True)
    phase = Line(max_length=12, blank=True)
    institution = models.UUIDField(null=True, blank=True)
    partner = models.UUIDField(null=True, blank=True)
    sector = Line(max_length=60, blank=True)
    category = Line(max_length=60, blank=True)
    stage = Line(max_length=12, blank=True)
    role = Line(max_length=12, blank=True)
    topic = Line(max_length=60, blank=True)
    happened_on = models.DateTimeField(null=True, blank=True)
    # Searched: every text of `content` that people read, in one form of writing.
    words = Prose(blank=True, default="")
    # For whoever confirms it, never public: a line for each thing.
    taken_out = Prose(_("taken out, as nobody would read it"), blank=True, editable=False)

    class Meta:
        ordering = ("kind", "sort", "id")
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = (
            models.UniqueConstraint(fields=["record", "version"], name="publication_version"),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(
                    published_at__isnull=False,
                    withdrawn_at__isnull=True,
                    superseded_at__isnull=True,
                ),
                name="publication_in_force",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="publication_by_two",
                violation_error_message=_("Whoever proposes a publication does not confirm it."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(confirmed_by__isnull=False)
                | ~Q(source=""),
                name="publication_has_ground",
            ),
        )
        indexes = (models.Index(fields=["kind", "phase", "role"], name="publication_lookup"),)

    def __str__(self) -> str:
        said = Truncator(self.content.get("statement_en", "")).chars(80)
        return f"{self.get_kind_display()} {said or self.code or self.sort}"
