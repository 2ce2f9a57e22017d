"""What every parameter of a list or a report means, for the API's description of itself."""

from typing import Any

from django_filters import FilterSet, MultipleChoiceFilter, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from usecases.api.expand import PARAMETER as EXPAND
from usecases.api.fields import PARAMETER as FIELDS
from usecases.api.parameter_texts import TEXTS
from usecases.reporting.comparing import AGAINST
from usecases.selection.columns import Day, Exact, Whole
from usecases.selection.filters import Moment, PeriodDay, Several, SeveralChoices, YesNo
from usecases.selection.publicchoices import PublishedRecords

_PLAIN: dict[str, Any] = {
    "ordering": OpenApiTypes.STR,
    "search": OpenApiTypes.STR,
    FIELDS: OpenApiTypes.STR,
    "published": OpenApiTypes.BOOL,
    "as_at": OpenApiTypes.STR,
    "known_at": OpenApiTypes.STR,
    "by": OpenApiTypes.STR,
    "from": OpenApiTypes.DATE,
    "to": OpenApiTypes.DATE,
    "counted": OpenApiTypes.STR,
    "every": OpenApiTypes.STR,
}


def described(name: str, filters: FilterSet | type[FilterSet] | None = None) -> OpenApiParameter:
    """Return the description of a parameter, as its filter takes it."""
    if name.startswith(AGAINST):
        own = described(name.removeprefix(AGAINST), filters)
        own.name, own.description = name, f"Of the other scope: {own.description}"
        return own
    known = filters.base_filters.get(name) if filters else None
    kind: Any = OpenApiTypes.STR
    enum: list[str] | None = None
    if isinstance(known, YesNo):
        kind = OpenApiTypes.BOOL
    elif isinstance(known, NumberFilter):
        kind = OpenApiTypes.INT
    elif isinstance(known, PublishedRecords) or _by_id(known):
        kind = OpenApiTypes.UUID
    elif isinstance(known, SeveralChoices) and known.extra.get("choices"):
        enum = [str(value) for value, _label in known.extra["choices"]]
    elif isinstance(known, Day | PeriodDay):
        kind = OpenApiTypes.DATE
    elif isinstance(known, Whole):
        kind = OpenApiTypes.INT
    elif isinstance(known, Exact):
        kind = OpenApiTypes.DECIMAL
    text = TEXTS[name] if name in TEXTS else str(known.label)  # type: ignore[union-attr]  # of a column
    several = name not in _PLAIN and (known is None or isinstance(known, MultipleChoiceFilter))
    return OpenApiParameter(
        name,
        _PLAIN.get(name, kind),
        description=text + (" Several by repeating." if several else ""),
        many=several and not isinstance(known, Moment),
        enum=enum,
    )


def _by_id(known: Any) -> bool:
    return isinstance(known, Several) and known.extra["to_field_name"] in ("pk", "uuid")


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
