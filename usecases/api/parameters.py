"""What every parameter of a list or a report means, for the API's description of itself."""

from typing import Any

from django_filters import FilterSet, MultipleChoiceFilter, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from usecases.api.expand import PARAMETER as EXPAND
from usecases.api.fields import PARAMETER as FIELDS
from usecases.selection.filters import Moment, SeveralChoices, YesNo
from usecases.selection.publicchoices import PublishedRecords

_AS_AT = "What had happened by this moment. A date means the end of that day."
_KNOWN_AT = "Only what was recorded by this moment. A date means the end of that day."

TEXTS: dict[str, str] = {
    "active": "Whether it is in use.",
    "answered": "Whether it is answered.",
    "as_at": _AS_AT,
    "asked_after": "Asked after this moment.",
    "asked_before": "Asked by this moment.",
    "assessor": "Id of an assessor; staff only.",
    "authority": "Code of an authority.",
    "autonomy": "How far the system acts by itself.",
    "basis": "How it came to be recorded.",
    "by": "Which dimension the rows are split by.",
    "category": "Code of a category.",
    "cause": "Code of a cause of incidents.",
    "cites": "Whether it cites a published document.",
    "code": "Its code.",
    "customer_facing": "Whether customers meet it.",
    "decided_after": "A decision was released after this moment.",
    "decided_before": "A decision was released by this moment.",
    "cycle": "Id of a test cycle.",
    "deciding": "Whether its target is judged by it: the final result, else the last.",
    "decision": "The decision in force.",
    "due_after": "Due after this moment.",
    "due_before": "Due by this moment.",
    EXPAND: "Related records in place of their ids and codes, separated by commas.",
    FIELDS: "Only these fields, separated by commas.",
    "evaluator": "Who or what judged.",
    "final": "Whether it is the final one of its target.",
    "follow_up": "Asked so many months after completion.",
    "format": "The form of the answer; else `Accept` decides.",
    "handed_in": "Whether it is handed in, or a draft.",
    "institution": "Id of an institution.",
    "interest": "None or a conflict.",
    "invented": "Whether it is invented, for demonstration.",
    "in_time": "Handed in by its day, as amended, or after it.",
    "kind": "Code of a kind; of the record in the trail.",
    "known_at": _KNOWN_AT,
    "language": "In which language it is written.",
    "late": "Whether the day that it asks for has passed.",
    "light": "The light of the trial that runs, as it is now; staff only.",
    "locked": "Whether its trial had started.",
    "looked_over": "Recorded after the fact, and looked over or not yet; staff only.",
    "material": "Whether what changed matters to the assessments made before.",
    "measure": "What the figure counts.",
    "metric": "Code of a metric.",
    "newcomer": "Whether its institution took part in no earlier phase of the family; staff only.",
    "on_outcome": "Id of an outcome that it rests on.",
    "on_result": "Id of a result that it rests on.",
    "open": "Whether it is open still.",
    "operator": "How exactly the value is given.",
    "ordering": "Sorted by this; a minus before it turns the order round.",
    "outcome": "What was decided.",
    "partner": "Id of a technology partner.",
    "person": "Id of a person.",
    "phase": "Code of a phase.",
    "phases_taken": "Took part in exactly so many of the phases.",
    "programme": "Code of a programme.",
    "public": "Whether a version of it is public.",
    "published": "`true`: what is public, as those without a token see it.",
    "reached": "A stage that it ever reached.",
    "recommendation": "What the assessor recommends.",
    "record": "Id of a record.",
    "recorded_after": "Recorded after this moment.",
    "reference": "Its reference, whole.",
    "released": "Whether it is released.",
    "result": "What became of it.",
    "role": "In which role.",
    "sandbox": "Name of another regulator's sandbox, whole.",
    "scan_state": "Whether it is scanned, and clean.",
    "search": "Words, each of which stands in one of its texts.",
    "sector": "Code of a sector.",
    "severity": "How bad it was.",
    "short_name": "Its short name, whole.",
    "stage": "Its stage, at `as_at` if that is given.",
    "standing": "New or returning, within the programme or its family.",
    "state": "Where it stands now.",
    "submitted_after": "First submitted after this moment.",
    "submitted_before": "First submitted by this moment.",
    "success": "How a result must stand to the value.",
    "superseded": "Whether a later figure has taken its place.",
    "target": "Id of a target.",
    "technique": "Code of a technique.",
    "to_stage": "The stage it led to.",
    "topic": "Code of a topic.",
    "unit": "In what it is measured.",
    "use_case": "Id of a use case.",
    "verb": "The verb of the move.",
    "verdict": "What the record says of the target: met, missed, or not.",
    "void": "Whether it is open and stands no longer.",
    "without": "Has none of this.",
}

_PLAIN: dict[str, Any] = {
    "ordering": OpenApiTypes.STR,
    "search": OpenApiTypes.STR,
    FIELDS: OpenApiTypes.STR,
    "published": OpenApiTypes.BOOL,
    "as_at": OpenApiTypes.STR,
    "known_at": OpenApiTypes.STR,
    "by": OpenApiTypes.STR,
}
_KEYS = ("assessor", "institution", "partner", "person", "use_case")


def described(name: str, filters: FilterSet | type[FilterSet] | None = None) -> OpenApiParameter:
    """Return the description of a parameter, as its filter takes it."""
    known = filters.base_filters.get(name) if filters else None
    kind: Any = OpenApiTypes.STR
    enum: list[str] | None = None
    if isinstance(known, YesNo):
        kind = OpenApiTypes.BOOL
    elif isinstance(known, NumberFilter):
        kind = OpenApiTypes.INT
    elif isinstance(known, PublishedRecords) or name in _KEYS:
        kind = OpenApiTypes.UUID
    elif isinstance(known, SeveralChoices) and known.extra.get("choices"):
        enum = [str(value) for value, _label in known.extra["choices"]]
    several = name not in _PLAIN and (known is None or isinstance(known, MultipleChoiceFilter))
    return OpenApiParameter(
        name,
        _PLAIN.get(name, kind),
        description=TEXTS[name] + (" Several by repeating." if several else ""),
        many=several and not isinstance(known, Moment),
        enum=enum,
    )


def expanding(names: list[str]) -> OpenApiParameter:
    """Return the description of `expand`, with the fields that it takes."""
    return OpenApiParameter(EXPAND, many=True, enum=names, description=TEXTS[EXPAND], explode=False)


def of_list(*selections: Any) -> list[OpenApiParameter]:
    """Return the parameters of a list: those of each of its selections, once."""
    found: dict[str, OpenApiParameter] = {}
    for selection in selections:
        for name in sorted(selection.parameters):
            found.setdefault(name, described(name, selection.filterset))
    for name in (FIELDS, *(("published",) if len(selections) > 1 else ())):
        found.setdefault(name, described(name))
    return list(found.values())
