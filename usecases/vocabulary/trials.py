"""Coded words of trials: how values compare, who evaluated, what is due, what went wrong."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    """In what a metric is measured."""

    PERCENTAGE = "percentage", _("%")
    RATIO = "ratio", _("0 to 1")
    SCORE = "score", _("points")
    SECONDS = "seconds", _("seconds")
    HOURS = "hours", _("hours")


class Direction(TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class Success(TextChoices):
    """How a result must stand to the target's value."""

    AT_LEAST = "at-least", _("at least")
    MORE_THAN = "more-than", _("more than")
    AT_MOST = "at-most", _("at most")
    LESS_THAN = "less-than", _("less than")


class Operator(TextChoices):
    """How exactly a measured value is given."""

    EQUAL = "equal", _("=")
    LESS = "less", _("<")
    MORE = "more", _(">")
    ABOUT = "about", _("~")


# With these a value, or a range, is what was measured; the others say on which side of it.
EXACT: frozenset[str] = frozenset({Operator.EQUAL, Operator.ABOUT})

# What is agreed before a trial starts, and changes afterwards by an amendment only.
PLAN_FIELDS: tuple[str, ...] = (
    *("environment", "plan", "safeguards", "planned_from", "planned_to"),
    *("compute_granted", "customers_limit", "transactions_limit"),
)
TARGET_FIELDS: tuple[str, ...] = ("success", "value", "baseline", "meaning")

# A new target, or one that is given up, is told as a change of this.
WHOLE = "target"

# How a system is set up in a test cycle, and when it was.
SETUP_FIELDS: tuple[str, ...] = (
    *("model_family", "model_size", "prompting", "retrieval", "fine_tuning", "guardrails"),
    *("temperature", "sampling", "data_split"),
)
CYCLE_FIELDS: tuple[str, ...] = ("name", "began_on", "ended_on", "techniques", *SETUP_FIELDS)

# What is written of a result.
RESULT_FIELDS: tuple[str, ...] = (
    *("metric", "target", "aspect", "operator", "value", "upper", "numerator", "denominator"),
    *("no_denominator", "sample_size", "evaluator", "evidence", "final", "happened_on"),
    *("precision", "source"),
)

# Which success is an improvement, by the direction of the metric.
SUCCESS_OF: dict[str, tuple[str, str]] = {
    Direction.HIGHER: (Success.AT_LEAST, Success.MORE_THAN),
    Direction.LOWER: (Success.AT_MOST, Success.LESS_THAN),
}


class Evaluator(TextChoices):
    """Who or what judged."""

    PEOPLE = "people", _("People")
    MODEL = "model", _("A model as judge")
    AUTOMATIC = "automatic", _("Computed automatically")


class Verdict(TextChoices):
    """What a result says of its target."""

    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    UNDETERMINED = "undetermined", _("Cannot be told")
    NO_RESULT = "no-result", _("Without result")


class DeliverableKind(TextChoices):
    """What falls due in a trial."""

    MILESTONE = "milestone", _("Milestone")
    INTERIM_REPORT = "interim-report", _("Interim report")
    END_REPORT = "end-report", _("End report")


class Severity(TextChoices):
    """How bad an incident was."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    CRITICAL = "critical", _("Critical")


class NoteKind(TextChoices):
    """For whom a note is: staff only, or the bank, with an action wanted."""

    INTERNAL = "internal", _("Internal")
    SUPERVISORY = "supervisory", _("Supervisory")
    TECHNICAL = "technical", _("Technical")
