"""The trail: what happened to a use case, and every edit of every record. Append only."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Dated, Line, Prose
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.casefile import Looked
from usecases.vocabulary.doors import Door
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb


class Row(models.Model):
    """A row of the trail: a rising key that is never shown, and an opaque id that is."""

    row = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    recorded_at = models.DateTimeField(_("recorded"), db_index=True)
    by = models.ForeignKey("usecases.User", models.PROTECT, related_name="+", verbose_name=_("by"))
    on_behalf_of = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for"),
    )
    reason = Prose(_("reason"), blank=True)
    door = Line(_("door"), max_length=8, choices=Door.choices)

    class Meta:
        abstract = True


class StageChanges(models.QuerySet["StageChange"]):
    """Moves of use cases."""

    def standing(self) -> "StageChanges":
        """Narrow to moves that nothing has voided since."""
        return self.filter(voided_by__isnull=True).exclude(to_stage="")


class StageChange(Row, Dated):
    """One move of a use case; the source of stages, funnels and durations at any moment.

    A row that only voids an earlier one leads to no stage: its `to_stage` is empty.
    """

    use_case = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="stage_changes",
        verbose_name=_("use case"),
    )
    verb = Line(_("verb"), max_length=12, choices=Verb.choices)
    from_stage = Line(_("from"), max_length=12, choices=Stage.choices, blank=True)
    to_stage = Line(_("to"), max_length=12, choices=Stage.choices, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    voids = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="voided_by"
    )

    objects = StageChanges.as_manager()

    class Meta:
        ordering = ("use_case", "row")
        verbose_name = _("stage change")
        verbose_name_plural = _("stage changes")
        constraints = (
            models.CheckConstraint(
                condition=Q(basis=Basis.LIVE) | ~Q(source=""),
                name="stage_change_recorded_has_source",
                violation_error_message=_("What is recorded after the fact needs its source."),
            ),
        )
        indexes = (
            models.Index(fields=["use_case", "happened_on"], name="stage_change_when"),
            models.Index(fields=["to_stage", "happened_on"], name="stage_change_to"),
        )

    def __str__(self) -> str:
        return f"{self.get_verb_display()} → {self.get_to_stage_display()}"


class Change(Row):
    """One edit of one record: what was there before, what after."""

    kind = Line(_("record"), max_length=40)
    record = Line(_("id"), max_length=40)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    request = Line(_("request"), max_length=40, blank=True)
    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, null=True, blank=True, related_name="changes"
    )
    private_to = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("content private to"),
    )

    class Meta:
        ordering = ("-row",)
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = (models.Index(fields=["kind", "record"], name="change_of_record"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class Viewing(models.Model):
    """Who opened, exported or downloaded what is confidential: a row a person, record and hour.

    Of a list `what` is the query and `number` how many rows it gave; `record` is their digest.
    """

    row = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    hour = models.DateTimeField(_("hour"), db_index=True)
    by = models.ForeignKey("usecases.User", models.PROTECT, related_name="+", verbose_name=_("by"))
    kind = Line(_("record"), max_length=40)
    record = Line(_("id"), max_length=40)
    looked = Line(_("how"), max_length=12, choices=Looked.choices)
    what = Prose(_("query"), blank=True)
    number = models.PositiveIntegerField(_("rows"), default=1)
    door = Line(_("door"), max_length=8, choices=Door.choices)
    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, null=True, blank=True, related_name="viewings"
    )

    class Meta:
        ordering = ("-row",)
        verbose_name = _("viewing")
        verbose_name_plural = _("viewings")
        constraints = (
            models.UniqueConstraint(
                fields=["hour", "by", "kind", "record", "looked"], name="viewing_once_an_hour"
            ),
        )

    def __str__(self) -> str:
        return f"{self.by} {self.get_looked_display()} {self.kind}"
