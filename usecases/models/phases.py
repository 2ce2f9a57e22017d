"""Authorities, programmes, their phases, and who stood in them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models import validators
from usecases.models.base import Line, Named, Prose, Record, Sourced, WebAddress, in_order
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.terms import Coverage, ParticipationRole


class Authority(Named):
    """A regulator."""

    code = Line(_("code"), max_length=12, unique=True)
    website = WebAddress(_("website"), blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    letterhead = Prose(
        _("letterhead"), blank=True, help_text=_("Address and what else stands above a letter.")
    )
    signature = Prose(_("signature"), blank=True, help_text=_("Who signs letters, and as what."))

    class Meta:
        ordering = ("code",)
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")

    def __str__(self) -> str:
        return self.code


class Programme(Named):
    """A sandbox, run in phases by an authority with a host."""

    code = Line(_("code"), max_length=12, unique=True)
    family = models.SlugField(
        _("family"),
        max_length=40,
        help_text=_("Programmes of one family are compared: who is new, who returned."),
    )
    lead = models.ForeignKey(
        "usecases.Authority",
        models.PROTECT,
        related_name="programmes",
        verbose_name=_("lead authority"),
    )
    co_authorities = models.ManyToManyField(
        "usecases.Authority", related_name="co_programmes", blank=True, verbose_name=_("with")
    )
    host = Line(_("host"), max_length=200, blank=True)
    round_word = Line(_("word for a round"), max_length=40, default="phase")
    time_zone = Line(_("time zone"), max_length=60, default="Asia/Hong_Kong")
    target_days = models.PositiveSmallIntegerField(
        _("target days for a decision"), null=True, blank=True
    )
    smallest_cell = models.PositiveSmallIntegerField(
        _("smallest public cell"), default=3, validators=[MinValueValidator(3)]
    )
    reference_pattern = Line(
        _("reference pattern"),
        max_length=40,
        default=validators.PATTERN,
        validators=[validators.reference_pattern],
    )
    languages = models.JSONField(
        _("languages of letters"), default=validators.english, validators=[validators.languages]
    )
    invented = models.BooleanField(
        _("invented"), default=False, help_text=_("A badge says so on every page.")
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = (
            models.CheckConstraint(condition=Q(smallest_cell__gte=3), name="programme_cell"),
        )


class Phase(Named, Sourced):
    """One round of a programme. Its state follows from its dates (`rules.deadlines`)."""

    programme = models.ForeignKey(
        "usecases.Programme", models.PROTECT, related_name="phases", verbose_name=_("programme")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    code = Line(_("code"), max_length=12, unique=True)
    theme = Line(_("theme"), max_length=200, blank=True)
    eligibility = Prose(_("eligibility"), blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("Empty: rolling admission, or not published."),
    )
    window_precision = Line(
        _("window known to the"), max_length=8, choices=Precision.choices, default=Precision.MOMENT
    )
    announced_on = models.DateField(_("announced"), null=True, blank=True)
    trials_from_earliest = models.DateField(_("trials from, earliest"), null=True, blank=True)
    trials_from = models.DateField(_("trials from, latest"), null=True, blank=True)
    trials_from_words = Line(_("trials from, as published"), max_length=60, blank=True)
    trials_to_earliest = models.DateField(_("trials to, earliest"), null=True, blank=True)
    trials_to = models.DateField(_("trials to, latest"), null=True, blank=True)
    trials_to_words = Line(_("trials to, as published"), max_length=60, blank=True)
    report_due_on = models.DateField(_("report due"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("capacity"), null=True, blank=True)
    minimum_assessors = models.PositiveSmallIntegerField(_("minimum assessors"), default=0)
    clock_stops = models.BooleanField(
        _("clock stops"),
        default=True,
        help_text=_("While questions are open, days count neither as age nor against the target."),
    )
    coverage = Line(_("coverage"), max_length=10, choices=Coverage.choices, default=Coverage.ALL)
    form_version = models.PositiveSmallIntegerField(_("form version"), default=1, editable=False)
    references_given = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("programme__code", "number")
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="phase_number"),
            in_order(
                "phase_window",
                "opens_at",
                "closes_at",
                _("The phase closes before it opens."),
                strictly=True,
            ),
            in_order(
                "phase_trials", "trials_from", "trials_to", _("The trials end before they begin.")
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"


class Participation(Record, Sourced):
    """An institution or a partner in a phase, in one role."""

    phase = models.ForeignKey(
        "usecases.Phase", models.PROTECT, related_name="participations", verbose_name=_("phase")
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="participations",
        null=True,
        blank=True,
        verbose_name=_("institution"),
    )
    partner = models.ForeignKey(
        "usecases.TechnologyPartner",
        models.PROTECT,
        related_name="participations",
        null=True,
        blank=True,
        verbose_name=_("technology partner"),
    )
    role = Line(_("role"), max_length=12, choices=ParticipationRole.choices)
    since = models.DateTimeField(_("since"))
    since_precision = Line(max_length=8, choices=Precision.choices, default=Precision.MOMENT)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    basis = Line(_("basis"), max_length=10, choices=Basis.choices, default=Basis.LIVE)
    by_cases = models.BooleanField(
        _("follows from use cases"),
        default=False,
        editable=False,
        help_text=_("Else it is recorded from a published list."),
    )
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("phase__code", "role", "since", "id")
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = (
            models.UniqueConstraint(
                fields=["phase", "institution", "role"],
                condition=Q(voided_at__isnull=True),
                name="participation_of_institution_once",
                violation_error_message=_("This participation is recorded already."),
            ),
            models.UniqueConstraint(
                fields=["phase", "partner", "role"],
                condition=Q(voided_at__isnull=True),
                name="participation_of_partner_once",
                violation_error_message=_("This participation is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(institution__isnull=False, partner__isnull=True)
                & ~Q(role=ParticipationRole.PARTNER)
                | Q(institution__isnull=True, partner__isnull=False)
                & Q(role=ParticipationRole.PARTNER),
                name="participation_of_one",
                violation_error_message=_(
                    "Give an institution as applicant or participant, or a technology partner."
                ),
            ),
            in_order(
                "participation_dates",
                "since",
                "until",
                _("It ends before it begins."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution or self.partner} · {self.phase.code}"
