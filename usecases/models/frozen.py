"""Tables of figures for outsiders, frozen with what is withheld of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record


class FrozenTable(Record):
    """A fixed table of private-derived figures as outsiders read it: it is never changed.

    A withheld cell is null in its row and named there in `withheld`; `reasons` says why, to staff.
    `behind` is what each cell rests on, institutions under pseudonyms: later tables are held
    against it. It is nobody's to read.
    """

    programme = models.ForeignKey(
        "usecases.Programme", models.PROTECT, related_name="frozen_tables", editable=False
    )
    report = Line(_("report"), max_length=40, editable=False)
    by = Line(_("broken down by"), max_length=40, blank=True, editable=False)
    title = Line(_("title"), max_length=200)
    phases = models.JSONField(_("phases"), editable=False)
    as_at = models.DateTimeField(_("as at"), editable=False)
    known_at = models.DateTimeField(_("as known at"), editable=False)
    smallest_cell = models.PositiveSmallIntegerField(_("smallest public cell"), editable=False)
    columns = models.JSONField(_("columns"), editable=False)
    rows = models.JSONField(_("rows"), editable=False)
    reasons = models.JSONField(_("why cells are withheld"), editable=False)
    behind = models.JSONField(editable=False)
    digest = Line(_("digest"), max_length=64, editable=False)

    class Meta:
        ordering = ("-as_at", "id")
        verbose_name = _("frozen table")
        verbose_name_plural = _("frozen tables")

    def __str__(self) -> str:
        return self.title
