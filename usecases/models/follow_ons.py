"""What the sandbox led to, and what other regulators' sandboxes announced."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Named, Prose, Record, Sourced, WebAddress, in_order
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.events import FollowOnKind, FollowOnState

_PARTIAL = RegexValidator(
    r"\A[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\Z",
    _("Give a year, a month such as 2025-11, or a day such as 2025-11-30."),
    code="invalid",
)


class FollowOn(Named, Sourced):
    """A project, a changed rule, a circular: with the phases, findings and use cases behind it."""

    kind = Line(_("kind"), max_length=12, choices=FollowOnKind.choices)
    state = Line(
        _("state"),
        max_length=12,
        choices=FollowOnState.choices,
        blank=True,
        help_text=_("Empty: the source does not say."),
    )
    summary_en = Prose(_("what it is"), blank=True)
    summary_zh_hant = Prose(_("what it is (Traditional Chinese)"), blank=True)
    summary_zh_hans = Prose(_("what it is (Simplified Chinese)"), blank=True)
    partners = Line(
        _("partners"),
        max_length=500,
        blank=True,
        help_text=_("Who leads it and who joins in, separated by semicolons."),
    )
    happened_on = models.DateTimeField(_("since"), null=True, blank=True)
    precision = Line(
        _("known to the"), max_length=8, choices=Precision.choices, default=Precision.DAY
    )
    website = WebAddress(_("website"), blank=True)
    document = models.ForeignKey(
        "usecases.Document",
        models.PROTECT,
        related_name="follow_ons",
        null=True,
        blank=True,
        verbose_name=_("document"),
        help_text=_("In which it stands, where it is a rule, a circular or guidance."),
    )
    phases = models.ManyToManyField(
        "usecases.Phase", related_name="follow_ons", blank=True, verbose_name=_("phases")
    )
    findings = models.ManyToManyField(
        "usecases.Finding", related_name="follow_ons", blank=True, verbose_name=_("findings")
    )
    use_cases = models.ManyToManyField(
        "usecases.UseCase", related_name="follow_ons", blank=True, verbose_name=_("use cases")
    )

    class Meta:
        ordering = ("-happened_on", "name_en", "id")
        verbose_name = _("follow-on")
        verbose_name_plural = _("follow-ons")

    @property
    def partner_names(self) -> list[str]:
        """The partners, one by one."""
        return [name for each in self.partners.split(";") if (name := each.strip())]


class OtherCohort(Record, Sourced):
    """What was announced of a cohort of another regulator's sandbox, for comparison."""

    programme = Line(_("sandbox"), max_length=120)
    cohort = Line(_("cohort"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    opened = Line(_("opened"), max_length=10, blank=True, validators=[_PARTIAL])
    closed = Line(_("closed"), max_length=10, blank=True, validators=[_PARTIAL])
    announced = Line(_("announced"), max_length=10, blank=True, validators=[_PARTIAL])
    applications_text = Line(_("applications as announced"), max_length=60, blank=True)
    applications_lower = models.PositiveIntegerField(
        _("applications, at least"), null=True, blank=True
    )
    applications_upper = models.PositiveIntegerField(
        _("applications, at most"), null=True, blank=True
    )
    accepted = models.PositiveIntegerField(_("accepted"), null=True, blank=True)
    testing = models.PositiveIntegerField(_("use cases or firms testing"), null=True, blank=True)
    institutions = models.PositiveIntegerField(_("institutions"), null=True, blank=True)
    technology_partners = models.PositiveIntegerField(
        _("technology partners"), null=True, blank=True
    )
    exited = models.PositiveIntegerField(_("exited"), null=True, blank=True)

    class Meta:
        ordering = ("programme", "order", "cohort")
        verbose_name = _("cohort of another sandbox")
        verbose_name_plural = _("cohorts of other sandboxes")
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "cohort"],
                name="other_cohort_once",
                violation_error_message=_("This cohort is there already."),
            ),
            in_order(
                "other_cohort_applications",
                "applications_lower",
                "applications_upper",
                _("The upper bound is below the lower one."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme}: {self.cohort}"
