"""What a phase report is made of, part by part: which section, which figures, of which scope.

A report of the catalogue that is not there yet leaves its part out; one line joins it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Basis(StrEnum):
    """Whether figures are counted from what is published, or from records that are not."""

    PUBLISHED = "published"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Part:
    """One part: the figures of a report in a scope, or a list of published records."""

    name: str
    section: str
    title: Promise
    report: str = ""
    listing: str = ""
    columns: tuple[str, ...] = ()
    basis: Basis = Basis.PUBLISHED
    so_far: bool = False  # with all phases of the family that came before
    by: str = ""


_THREE = ("use_cases", "institutions", "partners")
_ANNOUNCED = (
    *("phase", *_THREE, "announced_applications"),
    *(f"announced_{name}" for name in _THREE),
    *(f"gap_{name}" for name in _THREE),
)
_FUNNEL = (
    *("phase", "submitted", "assessing", "accepted", "trialling", "completed", "in_production"),
    *("decided_accepted", "decided_declined", "pending"),
    *("withdrawn_before_decision", "withdrawn_after_decision", "applicants"),
    *("acceptance_of_decided", "acceptance_of_submitted", "completion"),
)
_MEASURED = (
    *("name", "direction", "institutions"),
    *("results", "met", "missed", "undetermined", "no_result"),
)

PARTS: tuple[Part, ...] = (
    Part("announced", "summary", _("Recorded and announced"), "phases", columns=_ANNOUNCED),
    Part("criteria", "assessment", _("What use cases were judged by"), listing="criteria"),
    Part(
        "funnel",
        "assessment",
        _("From application to outcome"),
        "funnel",
        columns=_FUNNEL,
        basis=Basis.RECORDED,
    ),
    Part(
        "attendance",
        "participants",
        _("New and returning"),
        "participation",
        columns=("phase", "institutions", "new_in_family", "returning_in_family", "partners"),
    ),
    Part("institutions", "participants", _("Institutions"), listing="institutions"),
    Part("partners", "participants", _("Technology partners"), listing="technology-partners"),
    Part(
        "themes",
        "use-cases",
        _("Use cases by theme and status"),
        "matrix",
        columns=("category", "stage", "use_cases"),
    ),
    Part("use-cases", "use-cases", _("The use cases"), listing="use-cases"),
    Part(
        "performance",
        "results",
        _("Results against locked targets, by metric"),
        "performance",
        columns=_MEASURED,
        basis=Basis.RECORDED,
    ),
    Part("findings", "findings", _("Findings"), listing="findings"),
    Part(
        "phases",
        "comparison",
        _("Phase by phase"),
        "phases",
        columns=_ANNOUNCED,
        so_far=True,
    ),
    Part(
        "standing",
        "comparison",
        _("New and returning institutions"),
        "participation",
        columns=("phase", "institutions", "new_in_family", "returning_in_family", "partners"),
        so_far=True,
    ),
    Part("figures", "appendices", _("Announced figures"), listing="published-figures"),
)
PART_BY_NAME: dict[str, Part] = {each.name: each for each in PARTS}
