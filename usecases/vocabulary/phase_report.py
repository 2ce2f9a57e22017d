"""The sections of a phase report, in order: what each is called and what is written into it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One section; officers write text into it, its parts are made from records."""

    code: str
    title: Promise
    ask: Promise
    required: bool = False


SECTIONS: tuple[Section, ...] = (
    Section(
        "foreword",
        _("Foreword"),
        _("Who speaks, to whom, and why this phase was held."),
    ),
    Section(
        "summary",
        _("Executive summary"),
        _("What was tried, what was learned and what follows, for a reader who reads this alone."),
        required=True,
    ),
    Section(
        "assessment",
        _("How applications were assessed"),
        _("How the criteria were applied, by whom, and what made the difference."),
    ),
    Section(
        "participants",
        _("Participants"),
        _("Who came, who came again, and what partners brought."),
    ),
    Section(
        "use-cases",
        _("Use cases by theme"),
        _("What the use cases of each theme have in common, and what is new in them."),
    ),
    Section(
        "results",
        _("Trial results against targets"),
        _("What the figures mean, and what they do not say."),
    ),
    Section(
        "findings",
        _("Findings by topic"),
        _("Which findings matter most, and for whom."),
    ),
    Section(
        "incidents",
        _("Incidents"),
        _("What went wrong, what was done about it, and which safeguards held."),
    ),
    Section(
        "outcomes",
        _("What became of the use cases"),
        _("What went into production, what did not, and why."),
    ),
    Section(
        "comparison",
        _("Comparison with earlier phases"),
        _("What changed from phase to phase, and how far phases can be compared."),
    ),
    Section(
        "method",
        _("Method and definitions"),
        _("What a reader must know of how figures were counted."),
    ),
    Section(
        "appendices",
        _("Appendices"),
        _("What stands in the lists below."),
    ),
)
SECTION_BY_CODE: dict[str, Section] = {each.code: each for each in SECTIONS}
