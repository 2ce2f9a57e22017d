"""Events around a sandbox, and what happened at them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Named, Prose, Record, Sourced, WebAddress, in_order
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.events import EventKind, ItemKind


class Event(Named, Sourced):
    """A workshop, a symposium, an exhibition; attendance as announced, and as counted."""

    kind = Line(_("kind"), max_length=12, choices=EventKind.choices)
    programme = models.ForeignKey(
        "usecases.Programme",
        models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
        verbose_name=_("programme"),
    )
    phase = models.ForeignKey(
        "usecases.Phase",
        models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
        verbose_name=_("phase"),
        help_text=_("Empty: of the programme as a whole."),
    )
    summary_en = Prose(_("what it was"), blank=True)
    summary_zh_hant = Prose(_("what it was (Traditional Chinese)"), blank=True)
    summary_zh_hans = Prose(_("what it was (Simplified Chinese)"), blank=True)
    happened_on = models.DateTimeField(_("begins"))
    precision = Line(
        _("known to the"), max_length=8, choices=Precision.choices, default=Precision.MOMENT
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    venue = Line(_("venue"), max_length=200, blank=True)
    organisers = Line(_("organisers"), max_length=300, blank=True)
    website = WebAddress(_("website"), blank=True)
    attendance_text = Line(_("attendance as announced"), max_length=60, blank=True)
    attendance_lower = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    attendance_upper = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    attendance_counted = models.PositiveIntegerField(
        _("attendance counted"),
        null=True,
        blank=True,
        help_text=_("At the door. Beside it stands how many of the list of registrations came."),
    )

    class Meta:
        ordering = ("-happened_on", "name_en", "id")
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = (
            in_order("event_dates", "happened_on", "ends_at", _("It ends before it begins.")),
            in_order(
                "event_attendance",
                "attendance_lower",
                "attendance_upper",
                _("The upper bound is below the lower one."),
            ),
        )


class EventItem(Record):
    """A session of an event, an exhibit, who came, or a use case that came of it."""

    event = models.ForeignKey(
        "usecases.Event", models.PROTECT, related_name="items", verbose_name=_("event")
    )
    kind = Line(_("kind"), max_length=16, choices=ItemKind.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title_en = Line(_("title"), max_length=300, blank=True)
    title_zh_hant = Line(_("title (Traditional Chinese)"), max_length=300, blank=True)
    title_zh_hans = Line(_("title (Simplified Chinese)"), max_length=300, blank=True)
    summary_en = Prose(_("summary"), blank=True)
    speakers = Line(_("speakers"), max_length=500, blank=True)
    begins_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    use_case = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="event_items",
        null=True,
        blank=True,
        verbose_name=_("use case"),
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="event_items",
        null=True,
        blank=True,
        verbose_name=_("institution"),
    )
    partner = models.ForeignKey(
        "usecases.TechnologyPartner",
        models.PROTECT,
        related_name="event_items",
        null=True,
        blank=True,
        verbose_name=_("technology partner"),
    )

    class Meta:
        ordering = ("event", "order", "begins_at", "recorded_at", "id")
        verbose_name = _("item of an event")
        verbose_name_plural = _("items of events")
        constraints = (
            models.CheckConstraint(
                condition=~Q(title_en="")
                | Q(use_case__isnull=False)
                | Q(institution__isnull=False)
                | Q(partner__isnull=False),
                name="event_item_of_something",
                violation_error_message=_("Give a title, or say who or what it is."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.ORIGIN) | Q(use_case__isnull=False),
                name="event_item_origin_of_case",
                violation_error_message=_("Say which use case came of it."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.CAME)
                | Q(institution__isnull=False)
                | Q(partner__isnull=False),
                name="event_item_somebody_came",
                violation_error_message=_("Say which institution or partner came."),
            ),
            models.UniqueConstraint(
                fields=["event", "kind", "use_case"],
                condition=Q(kind=ItemKind.ORIGIN),
                name="event_item_origin_once",
            ),
            in_order("event_item_times", "begins_at", "ends_at", _("It ends before it begins.")),
        )

    def __str__(self) -> str:
        return self.title_en or str(self.use_case or self.institution or self.partner)
