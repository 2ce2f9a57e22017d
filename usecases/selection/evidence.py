"""What a finding may be rested on: final results and outcomes of the cases that a person sees."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.rules.visibility import outcomes_for
from usecases.rules.visibility_trials import results_for
from usecases.text.measures import measured_text

KINDS = ("results", "outcomes")
_CASE = ("use_case__phase", "use_case__institution")
_SEARCHED = ("use_case__reference", "use_case__title", "use_case__institution__short_name")


def pickable(kind: str, person: Person, words: str = "") -> QuerySet[Any]:
    """Return the results, or the outcomes, in which every one of the words is found."""
    rows: QuerySet[Any] = outcomes_for(person)
    searched: tuple[str, ...] = _SEARCHED
    if kind == "results":
        rows = results_for(person).filter(final=True).select_related("metric", "cycle")
        searched = (*_SEARCHED, "metric__label_en", "aspect")
    for word in words.split():
        found = Q()
        for name in searched:
            found |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(found)
    return rows.select_related(*_CASE).order_by("use_case__reference", "recorded_at", "pk")


def in_words(record: Result | Outcome) -> str:
    """Say which result or outcome of which use case it is."""
    if isinstance(record, Outcome):
        said = _("public lessons") if record.public_lessons.strip() else _("no public lessons")
        return f"{record.use_case.reference} · {record.get_result_display()} ({said})"
    aspect = f" ({record.aspect})" if record.aspect else ""
    value = measured_text(record.operator, record.value, record.upper, record.metric.unit)
    return f"{record.use_case.reference} · {record.metric}{aspect}: {value}"
