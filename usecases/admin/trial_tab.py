"""The trial on the page of a use case: plan, targets beside results, set-ups, amendments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from usecases.admin.measured import TONES
from usecases.admin.person import person_of
from usecases.admin.timeline import first_at, standing
from usecases.models.monitoring import Deliverable
from usecases.models.results import Cycle, Result
from usecases.models.trials import Amendment, Target, Trial
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.rules.verdict import deciding, verdict
from usecases.rules.visibility import stage_changes_for, trials_for
from usecases.rules.visibility_register import terms_for
from usecases.rules.visibility_trials import amendments_for, cycles_for, results_for, targets_for
from usecases.text.digest import plain
from usecases.text.measures import measured_text, of_how_many, value_text
from usecases.vocabulary.actions import Action
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import SETUP_FIELDS, Unit, Verdict
from usecases.workflow.amend import WHOLE


@dataclass(frozen=True)
class Measured:
    """A result in words."""

    row: Result
    value: str
    whole: str
    verdict: Verdict | None
    tone: str


@dataclass(frozen=True)
class Aimed:
    """A target beside its result, and what the record says."""

    row: Target
    baseline: str
    aim: str
    result: Measured | None
    verdict: Verdict
    tone: str


@dataclass(frozen=True)
class SetUp:
    """A test cycle: how the system was set up, and what it measured."""

    row: Cycle
    facts: list[tuple[str, str]]
    results: list[Measured]


@dataclass(frozen=True)
class Amended:
    """A change of the plan: of what, from what, to what."""

    row: Amendment
    what: str
    before: Any
    after: Any
    dated: bool = False


def trial_tab(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what the tab shows, in a fixed number of queries."""
    person = person_of(request)
    moves = standing(stage_changes_for(person).filter(use_case=case))
    began = first_at(moves, Stage.TRIALLING)
    after = moves[moves.index(began) :] if began else []
    targets = list(targets_for(person).filter(use_case=case).select_related("metric"))
    results = list(
        results_for(person).filter(use_case=case).select_related("metric", "cycle", "evidence")
    )
    cycles = cycles_for(person).filter(use_case=case).prefetch_related("techniques")
    parts = ("target__metric", "deliverable", "amended_by")
    amendments = amendments_for(person).filter(use_case=case).select_related(*parts)
    places = {each.code: str(each) for each in terms_for(person).filter(kind=TermKind.ENVIRONMENT)}
    return {
        "trial": trials_for(person).filter(use_case=case).select_related("environment").first(),
        "began": began,
        "ended": first_at(after, Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN),
        "aimed": list(_aimed(targets, results)),
        "setups": list(_setups(cycles, results, targets)),
        "amended": [_amended(each, places) for each in amendments],
        "measures": may(on_case(person, case), Action.HANDLE) and case.stage in RUNNING,
    }


def _aimed(targets: Iterable[Target], results: Iterable[Result]) -> Iterator[Aimed]:
    found: defaultdict[UUID | None, list[Result]] = defaultdict(list)
    for result in results:
        found[result.target_id].append(result)
    for row in targets:
        unit, last = row.metric.unit, deciding(found[row.pk])
        said = verdict(row, last)
        yield Aimed(
            row=row,
            baseline="" if row.baseline is None else value_text(row.baseline, unit),
            aim=f"{row.get_success_display()} {value_text(row.value, unit)}",
            result=_measured(last, said) if last is not None else None,
            verdict=said,
            tone=TONES[said],
        )


def _measured(row: Result, said: Verdict | None) -> Measured:
    value = measured_text(row.operator, row.value, row.upper, row.metric.unit)
    whole = of_how_many(row.numerator, row.denominator, row.sample_size)
    if row.no_denominator:
        whole = _("published without denominator")
    return Measured(row, value, whole, said, TONES[said] if said else "")


def _setups(
    cycles: Iterable[Cycle], results: list[Result], targets: list[Target]
) -> Iterator[SetUp]:
    aims = {each.pk: each for each in targets}
    for cycle in cycles:
        own = [each for each in results if each.cycle_id == cycle.pk]
        aimed = [(each, aims.get(each.target_id) if each.target_id else None) for each in own]
        said = [_measured(each, verdict(aim, each) if aim else None) for each, aim in aimed]
        facts = [
            (Cycle._meta.get_field(name).verbose_name, getattr(cycle, name))  # type: ignore[union-attr]  # plain columns
            for name in SETUP_FIELDS
            if getattr(cycle, name) not in (None, "")
        ]
        shown = [(str(name), str(plain(value))) for name, value in facts]
        yield SetUp(cycle, shown, said)


def _amended(row: Amendment, places: dict[str, str]) -> Amended:
    """Say an amendment in words: fields by their names, codes by their words, days as days."""
    if row.field == WHOLE:
        return Amended(row, _("Targets"), row.before, row.after)
    model: type[Model] = Target if row.target_id else Deliverable if row.deliverable_id else Trial
    name = str(model._meta.get_field(row.field).verbose_name)  # type: ignore[union-attr]  # plain columns
    of = row.deliverable.title if row.deliverable else str(row.target.metric) if row.target else ""
    what = f"{of}: {name}" if of else name[:1].upper() + name[1:]
    dated = row.field in ("planned_from", "planned_to", "due_on")
    before, after = (_in_words(row, each, places) for each in (row.before, row.after))
    return Amended(row, what, before, after, dated)


def _in_words(row: Amendment, value: str, places: dict[str, str]) -> str | date:
    if not value:
        return ""
    if row.field in ("planned_from", "planned_to", "due_on"):
        return date.fromisoformat(value)
    if row.field == "environment":
        return places.get(value, value)
    if row.field == "success":
        return str(dict(Target._meta.get_field("success").flatchoices).get(value, value))
    numbers = {"value", "baseline"}
    if row.target is not None and row.field in numbers:
        return value if row.target.metric.unit == Unit.RATIO else _unit(value, row.target)
    return value


def _unit(value: str, target: Target) -> str:
    return f"{value} {target.metric.get_unit_display()}"
