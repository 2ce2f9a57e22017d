"""What a phase report is made of, part by part: which section, which figures, of which scope.

A report of the catalogue that is not there yet leaves its part out; one line joins it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Basis(StrEnum):
    """Whether figures are counted from what is published, or stand in a published table that was
    counted from records that are not, with its small cells withheld.
    """

    PUBLISHED = "published"
    FROZEN = "frozen"


@dataclass(frozen=True)
class Part:
    """One part: the figures of a report in a scope, a list of published records, or a table that
    was frozen of what is not published.
    """

    name: str
    section: str
    title: Promise
    report: str = ""
    listing: str = ""
    frozen: str = ""
    columns: tuple[str, ...] = ()
    so_far: bool = False  # with all phases of the family that came before
    by: str = ""

    @property
    def basis(self) -> Basis:
        """What its figures are counted from."""
        return Basis.FROZEN if self.frozen else Basis.PUBLISHED


_THREE = ("use_cases", "institutions", "partners")
_ANNOUNCED = (
    *("phase", *_THREE, "announced_applications"),
    *(f"announced_{name}" for name in _THREE),
    *(f"gap_{name}" for name in _THREE),
)
_ENDED = (
    *("phase", "completed", "in_production", "production_planned", "further_trial"),
    *("stopped_technical", "stopped_business", "terminated", "unknown", "terminated_in_trial"),
)
PARTS: tuple[Part, ...] = (
    Part("announced", "summary", _("Recorded and announced"), "phases", columns=_ANNOUNCED),
    Part("criteria", "assessment", _("What use cases were judged by"), listing="criteria"),
    Part("funnel", "assessment", _("From application to outcome"), frozen="funnel"),
    Part("durations", "assessment", _("Decided in time"), frozen="durations"),
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
        _("Results against locked targets, by theme"),
        frozen="performance",
        by="category",
    ),
    Part("compute", "results", _("Compute and exposure"), frozen="compute"),
    Part("findings", "findings", _("Findings"), listing="findings"),
    Part("incidents", "incidents", _("Incidents of the trials"), frozen="incidents"),
    Part("outcomes", "outcomes", _("What became of all use cases"), frozen="outcomes"),
    Part(
        "published-outcomes",
        "outcomes",
        _("What is published of outcomes"),
        "outcomes",
        columns=_ENDED,
    ),
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
    Part(
        "endings",
        "comparison",
        _("What is published of outcomes, phase by phase"),
        "outcomes",
        columns=_ENDED,
        so_far=True,
    ),
    Part("lineage", "comparison", _("What followed from earlier use cases"), frozen="lineage"),
    Part("figures", "appendices", _("Announced figures"), listing="published-figures"),
)
PART_BY_NAME: dict[str, Part] = {each.name: each for each in PARTS}
