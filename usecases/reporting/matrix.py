"""Use cases by phase, category (or another dimension) and stage."""

from django.utils.translation import gettext_lazy as _

from usecases.reporting.counting import counted_by
from usecases.reporting.dimensions import dimension
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row, Type
from usecases.vocabulary.stages import UNCOUNTED, Stage

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
)

_STAGES = [stage.value for stage in Stage if stage not in UNCOUNTED]


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns, with the dimension asked for in the middle."""
    by = dimension(scope, "category")
    return (
        Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
        Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
        *((by.column(),) if by else ()),
        Column("stage", Type.TEXT, _("Stage at `as_at`, else now."), label=_("Stage")),
        Column(
            "use_cases",
            Type.COUNT,
            _("Use cases; those with several techniques are counted under each."),
            label=_("Use cases"),
        ),
    )


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row for each combination that occurs."""
    by = dimension(scope, "category")
    if by is None:
        return [], None
    phases = {each.code: each for each in scope.phases()}
    if not phases:
        return [], None
    whole = scope.records("use-cases", stage=_STAGES, phase=[*phases])
    cases = scope.follow(whole)
    phase, stage = ("phase", "stage") if scope.public else ("phase__code", "stage_then")
    counts = counted_by(cases, phase, by.path(scope), stage)
    order = {code: place for place, code in enumerate(phases)}

    def place(key: tuple[str, str | None, str]) -> tuple[int, str, int]:
        return order[key[0]], key[1] or "", _STAGES.index(key[2])

    body = [
        Row(
            {
                "programme": phases[code].programme,
                "phase": code,
                by.name: value or None,
                "stage": at,
                "use_cases": counts[code, value, at],
            },
            {"use_cases": scope.records("use-cases", phase=code, stage=at, **by.narrowed(value))},
        )
        for code, value, at in sorted(counts, key=place)
        if by.shows(scope, value)
    ]
    return body, Row({"use_cases": cases.count()}, {"use_cases": whole})
