"""The sections of a submission: which of the bank's fields each holds, and which are required."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One short page of the submission form."""

    code: str
    title: Promise
    lead: Promise
    fields: tuple[str, ...]
    required: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "about",
        _("About the use case"),
        _("Name it, place it, and say in a few sentences what it does."),
        ("title", "summary", "own_category", "stage_of_development"),
        ("title", "summary", "own_category"),
    ),
    Section(
        "problem",
        _("Problem and solution"),
        _("What is the problem, how do you solve it, and what would be different?"),
        ("problem", "solution", "differentiation", "expected_impact"),
        ("problem", "solution", "expected_impact"),
    ),
    Section(
        "ai",
        _("AI and data"),
        _("Which model does what, with which data, and how much computing it needs."),
        (
            "role_of_ai",
            "model_family",
            "model_size",
            "data_description",
            "data_public",
            "data_proprietary",
            "data_synthetic",
            "data_personal",
            "compute_asked",
            "tooling",
        ),
        ("role_of_ai", "data_description", "compute_asked"),
    ),
    Section(
        "testing",
        _("Testing and measures"),
        _("How you will test it, and what would count as success."),
        ("testing_plan", "success_measures"),
        ("testing_plan", "success_measures"),
    ),
    Section(
        "risks",
        _("Risks and safeguards"),
        _("What could go wrong, and who stays in charge."),
        (
            "risks",
            "safeguards",
            "human_oversight",
            "autonomy",
            "customer_facing",
            "ai_against_ai",
        ),
        ("risks", "safeguards", "human_oversight", "autonomy", "customer_facing"),
    ),
    Section(
        "support",
        _("Support wanted"),
        _("What you would like from the supervisor and from the host."),
        ("support_wanted",),
        (),
    ),
)

# What follows the sections above: the same for no two phases, or no fields at all.
PHASE = Section(
    "phase",
    _("The phase’s own questions"),
    _("What this phase asks of every use case, beside the rest."),
    (),
    (),
)
FILES = Section(
    "files",
    _("Files"),
    _("Documents that belong to the submission. None is required unless a question asks for one."),
    (),
    (),
)
TASKS: tuple[Section, ...] = (*SECTIONS, PHASE, FILES)

BY_CODE: dict[str, Section] = {section.code: section for section in SECTIONS}
BANK_FIELDS: tuple[str, ...] = tuple(name for section in SECTIONS for name in section.fields)
REQUIRED_FIELDS: tuple[str, ...] = tuple(name for each in SECTIONS for name in each.required)
REGULATOR_FIELDS: tuple[str, ...] = (
    "category",
    "uncategorised_reason",
    "further_categories",
    "techniques",
    "public_title",
    "public_summary",
    "case_officer",
    "confidentiality",
)
