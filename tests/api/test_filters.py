"""Every column of what is listed can be asked for, or says why not; what is not shown cannot."""

from typing import Any

import pytest

from tests.people import officer, signatory
from usecases.api.resources import RESOURCES, Resource
from usecases.models.person import Person
from usecases.selection.errors import BadParameters

pytestmark = pytest.mark.django_db

NAMES = [resource.name for resource in RESOURCES]
EVERYWHERE = {
    "id": "the key in addresses",
    "uuid": "the key in addresses",
    "row": "a running number, never shown",
}
NOT_SHOWN = "not shown"
LONG = "a long text: a word in it says little"
EXEMPT: dict[str, dict[str, str]] = {
    "programmes": {"reference_pattern": NOT_SHOWN, "languages": NOT_SHOWN},
    "phases": {
        "source": LONG,
        "contact": "an address to write to",
        "trials_from_words": "words for a day that has its own filters",
        "trials_to_words": "words for a day that has its own filters",
        "clock_stops": NOT_SHOWN,
        "form_version": NOT_SHOWN,
        "references_given": NOT_SHOWN,
    },
    "institutions": {
        "source": LONG,
        "website": "an address to look at",
        "merged_into": "a merged one is not listed",
    },
    "technology-partners": {"source": LONG, "merged_into": "a merged one is not listed"},
    "participations": {"by_cases": NOT_SHOWN, "voided_at": "`known_at` asks for what stood"},
    "metrics": {"measured": LONG},
    "criteria": {"meaning": LONG, "scale": "the words of a scale"},
    "use-cases": {
        **dict.fromkeys(("differentiation", "expected_impact", "role_of_ai"), LONG),
        **dict.fromkeys(("data_description", "tooling", "testing_plan", "source"), LONG),
        **dict.fromkeys(("success_measures", "risks", "safeguards"), LONG),
        **dict.fromkeys(("human_oversight", "support_wanted"), LONG),
        **dict.fromkeys(("discarded_at", "imported_as", "responsible"), NOT_SHOWN),
        "looked_over_by": "`looked_over` asks whether",
    },
    "submissions": {
        "recorded_at": NOT_SHOWN,
        "updated_at": NOT_SHOWN,
        "content": "everything handed in; its use case is searched",
    },
    "materialities": {"recorded_at": NOT_SHOWN, "updated_at": NOT_SHOWN},
    "clarifications": {
        "recorded_at": NOT_SHOWN,
        "updated_at": NOT_SHOWN,
        "reply": "the bank's own until it is signed",
        "replied_by": "the bank's own until it is signed",
    },
    "decisions": {"feedback": LONG, "source": LONG, "refusal": LONG},
    "clearances": {"content": "the text that is to be public: its use case is searched"},
    "plan-proposals": {"content": "plan and targets, which the agreed ones are asked for"},
    "trials": {"safeguards": LONG},
    "targets": {"meaning": LONG, "no_result_reason": LONG, "dropped_at": "dropped: not listed"},
    "cycles": {
        **dict.fromkeys(("prompting", "retrieval", "fine_tuning"), LONG),
        **dict.fromkeys(("guardrails", "data_split"), LONG),
    },
    "results": {
        "source": LONG,
        "percentage": "the metric's unit says it",
        "voided_at": "void: not listed",
    },
    "outcomes": {"source": LONG},
    "findings": {"source": LONG},
    "deliverables": {
        "file": "`handed_in_after` asks for what came in",
        "report": NOT_SHOWN,
        "waiver": LONG,
    },
    "incidents": {"reported_by": NOT_SHOWN},
    "attachments": {
        **dict.fromkeys(("updated_at", "file", "scan_report"), NOT_SHOWN),
        "removed_at": "taken off: not listed",
    },
    "documents": {"taken_out": NOT_SHOWN, "source": LONG, "website": "an address to look at"},
    "events": {
        "source": LONG,
        "website": "an address to look at",
        "attendance_text": "words for a number that has its own filters",
    },
    "follow-ons": {"source": LONG, "website": "an address to look at"},
    "other-cohorts": {
        "source": LONG,
        **dict.fromkeys(("opened", "closed", "announced"), "days in words, as announced"),
        "applications_text": "words for a number that has its own filters",
    },
    "saved-reports": {
        "recorded_at": NOT_SHOWN,
        "query": "the scope itself: it is asked of the report",
        "removed_at": "removed: not listed",
    },
    "stage-changes": {"source": LONG, "reason": LONG, "until": NOT_SHOWN},
    "changes": {
        **dict.fromkeys(("before", "after"), "shown row by row, as the reader may see it"),
        "reason": LONG,
        "private_to": NOT_SHOWN,
    },
}


def _columns(resource: Resource) -> set[str]:
    meta = resource.model._meta
    return {field.name for field in (*meta.fields, *meta.many_to_many)}


def _asked(resource: Resource) -> set[str]:
    """Return the columns that filters and search look into."""
    subject = resource.subject
    filters = {(each.field_name or "") for each in subject.filterset.base_filters.values()}
    names = {*filters, *subject.filterset.base_filters, *subject.search}
    return {name.partition("__")[0] for name in names}


@pytest.mark.parametrize("resource", RESOURCES, ids=NAMES)
def test_every_column_has_a_filter_or_a_reason(resource: Resource) -> None:
    reasons = {*EVERYWHERE, *EXEMPT.get(resource.name, {})}
    assert _columns(resource) - _asked(resource) - reasons == set()


@pytest.mark.parametrize("resource", RESOURCES, ids=NAMES)
def test_no_reason_is_left_over(resource: Resource) -> None:
    reasons = set(EXEMPT.get(resource.name, {}))
    assert reasons & _asked(resource) | reasons - _columns(resource) == set()


def _hidden(resource: Resource, person: Person) -> set[str]:
    """Return the columns that the answer does not show this person."""
    fields = resource.serializer(context={"person": person}).fields
    sources = {str(each.source).partition(".")[0].removesuffix("_id") for each in fields.values()}
    return {name for name in _columns(resource) if name not in {*fields, *sources}}


# What may be asked for though the column is not shown.
OPEN = {
    "known_at": "what stood by then: `recorded_at` itself is not compared",
    "use_case": "of a change, `record` tells it",
    "superseded": "a later figure is in the list itself",
    "interest": "it is shown by this name",
    "report": "it is shown by this name",
}


def _refused(resource: Resource, person: Person, asked: dict[str, Any]) -> bool:
    try:
        resource.subject.select(person, asked)
    except BadParameters as refusal:
        return [(fault.code) for fault in refusal.faults] == ["unknown"]
    return False


@pytest.mark.parametrize("resource", RESOURCES, ids=NAMES)
def test_what_a_bank_is_not_shown_it_cannot_ask_for(resource: Resource) -> None:
    bank, hidden = signatory(), _hidden(resource, signatory())
    filters, sorting = resource.subject.filterset.base_filters, resource.subject.sorting
    columns = {name: each.field_name or name for name, each in filters.items()}
    names = [name for name, column in columns.items() if column in hidden and name not in OPEN]
    orders = [name for name, column in sorting.items() if column in hidden]
    open_ = [n for n in names if not _refused(resource, bank, {n: ["1"]})]
    open_ += [n for n in orders if not _refused(resource, bank, {"ordering": [n]})]
    assert open_ == []
    for name in orders:
        assert not _refused(resource, officer(), {"ordering": [name]}), name


def test_nor_search_for() -> None:
    for resource in RESOURCES:
        hidden = {*_hidden(resource, signatory())}
        kept = {name for name in resource.subject.search if name in hidden}
        assert kept <= resource.subject.filterset.staff_only, resource.name
