"""The sections of the end report of a trial: what each asks, and how long it may be."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ReportSection:
    """One section of the form; one that is not required may stay empty."""

    code: str
    title: Promise
    ask: Promise
    words: int
    required: bool = True


REPORT_SECTIONS: tuple[ReportSection, ...] = (
    ReportSection(
        "summary",
        _("Summary"),
        _("What was tried, for whom, and what came of it, for a reader who knows nothing of it."),
        300,
    ),
    ReportSection(
        "conduct",
        _("How the trial was run"),
        _("Steps, duration, people and data; what differed from the plan, and why."),
        600,
    ),
    ReportSection(
        "results",
        _("Results against the targets"),
        _("What the numbers below mean. Where a target was missed or not measured, say why."),
        600,
    ),
    ReportSection(
        "techniques",
        _("What worked and what did not"),
        _("Techniques, set-ups and settings that were compared, and what made a difference."),
        600,
    ),
    ReportSection(
        "risks",
        _("Risks, incidents and safeguards"),
        _("What went wrong or nearly did, what was done, and which safeguards held."),
        500,
    ),
    ReportSection(
        "people",
        _("People in charge"),
        _("How people saw, corrected and stopped what the system did, and how customers fared."),
        400,
    ),
    ReportSection(
        "data",
        _("Data and privacy"),
        _("Which data were used, how they were protected, and what became of them afterwards."),
        300,
    ),
    ReportSection(
        "compute",
        _("Computing"),
        _("What was used of the pooled computing, and for what."),
        200,
        required=False,
    ),
    ReportSection(
        "next",
        _("What comes next"),
        _("Production, a further trial, or the end; by when, and what it still needs."),
        300,
    ),
    ReportSection(
        "lessons",
        _("Lessons for the industry"),
        _("What others should know. Nothing of it is published before your institution agrees."),
        400,
    ),
)
REPORT_BY_CODE: dict[str, ReportSection] = {each.code: each for each in REPORT_SECTIONS}
