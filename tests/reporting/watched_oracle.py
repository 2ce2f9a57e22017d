"""What the reports of monitoring should say, read row by row in plain Python."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from usecases.models.casefile import Note
from usecases.models.clarifications import Clarification
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.trail import Change, StageChange
from usecases.models.trials import Amendment, Trial
from usecases.models.usecases import UseCase

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
PATH = ("submitted", "assessing", "accepted", "trialling", "completed")
PAST = {
    **dict.fromkeys(("submitted", "screening", "clarifying", "declined"), 1),
    "assessing": 2,
    "accepted": 3,
    **dict.fromkeys(("trialling", "suspended", "terminated"), 4),
    "completed": 5,
}
EXPECTED = {"accepted", "trialling", "suspended", "completed"}
Key = tuple[str, Any]


class Oracle:
    """All rows, as they stood at a moment and were known at another."""

    # Between which days; of what was submitted then, or of what happened then.
    first: date | None = None
    last: date | None = None
    way = ""

    def __init__(self, as_at: datetime | None, known_at: datetime | None, now: datetime) -> None:
        self.as_at, self.known_at, self.now = as_at, known_at, as_at or now
        self.changes = defaultdict(list)
        for change in Change.objects.all():
            self.changes[change.kind, change.record].append(change)
        self.moves = defaultdict(list)
        for move in StageChange.objects.order_by("happened_on", "row"):
            if self._past(move.happened_on) and self._known(move.recorded_at):
                self.moves[move.use_case_id].append(move)
        ended = StageChange.objects.filter(to_stage="void")
        void = {move.use_case_id for move in ended if self._known(move.recorded_at)}
        self.cases = {
            case.pk: case
            for case in UseCase.objects.select_related("phase", "category", "institution__sector")
            if case.pk not in void and self.moves[case.pk]
        }

    def _past(self, moment: datetime | None) -> bool:
        return moment is not None and (self.as_at is None or moment <= self.as_at)

    def _known(self, moment: datetime) -> bool:
        return self.known_at is None or moment <= self.known_at

    def settled(self, row: Any, field: str) -> bool:
        """Whether a moment had come, was known, and nothing was written of it since."""
        value = getattr(row, field)
        if not self._past(value):
            return False
        if self.known_at is None:
            return True
        later = [
            each
            for each in self.changes[row._meta.model_name, str(row.pk)]
            if each.recorded_at > self.known_at and field in each.after
        ]
        return value <= self.known_at and not later

    def reached(self, case: Any, stage: str) -> bool:
        moves = self.moves[case] if case in self.cases else []
        return any(PAST[move.to_stage] > PATH.index(stage) for move in moves)

    def of(self, first: date, last: date, way: str) -> "Oracle":
        """Return the same rows, to be read of one period."""
        found = copy(self)
        found.first, found.last, found.way = first, last, way
        return found

    def since(self, case: Any, stage: str) -> date | None:
        """Return the day on which a case came to a stage, if it is known."""
        moves = [m for m in self.moves[case] if PAST[m.to_stage] > PATH.index(stage)]
        return _local(moves[0].happened_on) if moves and moves[0].to_stage == stage else None

    def counts(self, case: Any, day: date | None) -> bool:
        """Whether the period counts what belongs to a case and happened on a day."""
        asked = self.since(case, "submitted") if self.way == "cohort" else day
        return not self.way or self._inside(asked)

    def _inside(self, day: date | None) -> bool:
        if day is None or self.first is None or self.last is None:
            return False
        return self.first <= day <= self.last

    def stage(self, case: Any) -> str:
        return self.moves[case][-1].to_stage

    def trial_days(self, case: Any) -> float | None:
        moves = self.moves[case]
        ends = [each.happened_on for each in moves[1:]] + [self.now]
        spells = [
            (m.happened_on, e)
            for m, e in zip(moves, ends, strict=True)
            if m.to_stage == "trialling"
        ]
        if not spells:
            return None
        if self.way != "event" or self.first is None or self.last is None:
            return sum(_days(*each) for each in spells)
        begin = datetime.combine(self.first, time.min, HONG_KONG)
        end = datetime.combine(self.last, time.min, HONG_KONG) + timedelta(days=1)
        cut = [(max(since, begin), min(until, end)) for since, until in spells]
        inside = [each for each in cut if each[0] <= each[1]]
        return sum(_days(*each) for each in inside) if inside else None

    def due(self, row: Deliverable) -> date:
        if self.as_at is None and self.known_at is None:
            return row.amended_due_on or row.due_on
        told = [
            each
            for each in Amendment.objects.filter(deliverable=row).order_by("amended_at")
            if self._past(each.amended_at) and self._known(each.recorded_at)
        ]
        return date.fromisoformat(told[-1].after) if told else row.due_on

    @property
    def today(self) -> date:
        return self.now.astimezone(HONG_KONG).date()

    def rows(self, model: Any, stage: str, moment: str | None) -> Iterator[Any]:
        for row in model.objects.all():
            happened = moment is None or self._past(getattr(row, moment))
            if happened and self._known(row.recorded_at) and self.reached(row.use_case_id, stage):
                yield row

    def facts(self) -> Iterator[tuple[date | None, Any, set[str]]]:
        """Yield everything that is counted: its day, its use case, the columns that count it."""
        for row in self.rows(Deliverable, "accepted", None):
            yield self.due(row), row.use_case_id, {"deliverables", *self.of_deliverable(row)}
        for row in self.rows(Clarification, "submitted", "asked_at"):
            if self.cases[row.use_case_id].basis == "live":
                named = {"questions", *self._of_question(row)}
                yield _local(row.due_at), row.use_case_id, named
        for row in self.rows(Note, "accepted", "written_at"):
            if row.kind != "internal" and row.due_on:
                yield row.due_on, row.use_case_id, {"notes", *self._of_note(row)}
        for case in self.cases.values():
            if self.reached(case.pk, "submitted") and case.basis == "live":
                yield self.since(case.pk, "submitted"), case.pk, {"use_cases"}
            for move in self.moves[case.pk]:
                if move.to_stage == "clarifying" and move.basis == "live":
                    yield _local(move.happened_on), case.pk, {"rounds"}

    def of_deliverable(self, row: Deliverable) -> set[str]:
        """Return the columns of compliance that count a deliverable, but the first."""
        if self.settled(row, "waived_at"):
            return {"waived"}
        due = self.due(row)
        if self.settled(row, "handed_in_at"):
            day = _local(row.handed_in_at)
            first = {"on_time_at_first"} if day <= row.due_on else set()
            return {"on_time" if day <= due else "late"} | first
        expected = self.stage(row.use_case_id) in EXPECTED
        return {"missing"} if expected and due < self.today else set()

    def _of_question(self, row: Clarification) -> set[str]:
        if self.settled(row, "closed_at"):
            if not row.answered:
                return {"closed_unanswered"}
            early = row.closed_at is not None and row.closed_at <= row.due_at
            return {"answered_in_time" if early else "answered_late"}
        asking = self.stage(row.use_case_id) == "clarifying"
        return {"unanswered_late"} if asking and row.due_at < self.now else set()

    def _of_note(self, row: Note) -> set[str]:
        assert row.due_on is not None
        if self.settled(row, "closed_at"):
            day = _local(row.closed_at)
            return {"closed_in_time" if day <= row.due_on else "closed_late"}
        return {"open_late"} if row.due_on < self.today else set()


def _local(moment: datetime | None) -> date:
    assert moment is not None
    return moment.astimezone(HONG_KONG).date()


def values_of(case: UseCase, by: str) -> list[str | None]:
    """Return under which values of a dimension a use case stands."""
    if by == "technique":
        return [each.code for each in case.techniques.all()] or [None]
    if by == "category":
        return [case.category.code if case.category else None]
    if by == "sector":
        return [case.institution.sector.code]
    if by == "authority":
        return [case.authority.code if case.authority else None]
    return [None]


RATES = {
    "on_time_share": ("on_time", ("on_time", "late", "missing")),
    "on_time_at_first_share": ("on_time_at_first", ("on_time", "late", "missing")),
    "answered_in_time_share": (
        "answered_in_time",
        ("answered_in_time", "answered_late", "closed_unanswered", "unanswered_late"),
    ),
    "closed_in_time_share": ("closed_in_time", ("closed_in_time", "closed_late", "open_late")),
}


def compliance(oracle: Oracle, by: str = "") -> dict[Key, dict[str, Any]]:
    """Return the counts of compliance by phase and value, with their rates."""
    counts: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, key, columns in oracle.facts():
        case = oracle.cases[key]
        for value in values_of(case, by) if oracle.counts(key, day) else ():
            for column in columns:
                counts[case.phase.code, value][column] += 1
    return {key: {**found, **_rates(oracle, found)} for key, found in counts.items()}


def _rates(oracle: Oracle, found: dict[str, int]) -> dict[str, Any]:
    rates: dict[str, Any] = {
        name: _share(found.get(part, 0), sum(found.get(each, 0) for each in whole))
        for name, (part, whole) in RATES.items()
    }
    if oracle.way != "event":
        cases = found.get("use_cases", 0)
        mean = found.get("rounds", 0) / cases if cases else None
        rates["rounds_per_case"] = None if mean is None else _rounded(mean, "0.01")
    return rates


def _share(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def incidents(oracle: Oracle, by: str = "") -> dict[Key, dict[str, Any]]:
    """Return the figures of incidents by phase and value."""
    found: dict[Key, list[Incident]] = defaultdict(list)
    trials: dict[Key, list[UseCase]] = defaultdict(list)
    own: dict[str, Callable[[Incident], Any]] = {
        "severity": lambda row: row.severity,
        "cause": lambda row: row.cause.code if row.cause else None,
    }
    for row in oracle.rows(Incident, "trialling", "detected_at"):
        case = oracle.cases[row.use_case_id]
        if oracle.counts(case.pk, _local(row.detected_at)):
            for value in [own[by](row)] if by in own else values_of(case, by):
                found[case.phase.code, value].append(row)
    for case in oracle.cases.values():
        of_period = oracle.way == "event" or oracle.counts(case.pk, None)
        if oracle.reached(case.pk, "trialling") and of_period:
            for value in [None] if by in own else values_of(case, by):
                trials[case.phase.code, value].append(case)
    keys = set(found) if by in own else {*found, *trials}
    place: Callable[[Key], Key] = (lambda key: (key[0], None)) if by in own else (lambda key: key)
    return {key: _of_incidents(oracle, found[key], trials[place(key)]) for key in keys}


def _of_incidents(
    oracle: Oracle, rows: list[Incident], trials: Iterable[UseCase]
) -> dict[str, Any]:
    known = {case.pk: oracle.trial_days(case.pk) for case in trials}
    began = [key for key in known if oracle.counts(key, oracle.since(key, "trialling"))]
    days = {key: each for key, each in known.items() if each is not None}
    whole = sum(days.values())
    inside = sum(row.use_case_id in days for row in rows)
    took = [
        _days(row.detected_at, row.resolved_at)
        for row in rows
        if oracle.settled(row, "resolved_at") and row.resolved_at
    ]
    return {
        "incidents": len(rows),
        "open": sum(not oracle.settled(row, "resolved_at") for row in rows),
        **{name: sum(row.severity == name for row in rows) for name in SEVERITIES},
        "trials": len(began),
        "dated_trials": len(days),
        "trial_days": _rounded(whole, "0.1"),
        "per_100_days": _rounded(100 * inside / whole, "0.01") if whole >= 100 else None,
        "median_days_to_resolve": _rounded(median(took), "0.01") if took else None,
    }


SEVERITIES = ("low", "medium", "high", "critical")


def compute(oracle: Oracle, by: str = "") -> dict[Key, dict[str, Any]]:
    """Return the amounts of compute by phase and value."""
    groups: dict[Key, list[UseCase]] = defaultdict(list)
    for case in oracle.cases.values():
        if oracle.reached(case.pk, "submitted"):
            for value in values_of(case, by):
                groups[case.phase.code, value].append(case)
    return {key: _of_compute(oracle, cases) for key, cases in groups.items()}


def _of_compute(oracle: Oracle, cases: list[UseCase]) -> dict[str, Any]:
    asking = [c for c in cases if oracle.counts(c.pk, oracle.since(c.pk, "submitted"))]
    accepted = [
        case
        for case in cases
        if oracle.reached(case.pk, "accepted")
        and oracle.counts(case.pk, oracle.since(case.pk, "accepted"))
    ]
    trials = [Trial.objects.get(use_case=case) for case in accepted]
    hours: list[tuple[Any, Any]] = [(each.compute_used, each.compute_granted) for each in trials]
    people: list[tuple[Any, Any]] = [
        (each.customers_exposed, each.customers_limit) for each in trials
    ]
    return {
        "use_cases": len(asking),
        "accepted": len(accepted),
        "asked": _sum(case.compute_asked for case in asking),
        "asked_by_accepted": _sum(case.compute_asked for case in accepted),
        "granted": _sum(limit for _used, limit in hours),
        "used": _sum(used for used, _limit in hours),
        "customers_limit": _sum(limit for _used, limit in people),
        "customers": _sum(used for used, _limit in people),
        "used_share": _of_limit(hours),
        "customers_share": _of_limit(people),
        "over_compute": _over(hours),
        "over_customers": _over(people),
    }


def _over(pairs: Iterable[tuple[Any, Any]]) -> int:
    return sum(None not in each and each[0] > each[1] for each in pairs)


def _of_limit(pairs: list[tuple[Any, Any]]) -> Decimal | None:
    both = [each for each in pairs if None not in each]
    used, limit = (sum(each[n] for each in both) for n in (0, 1))
    return (Decimal(100) * used / limit).quantize(Decimal("0.1"), ROUND_HALF_UP) if limit else None


AT_STAGE = {
    "submitted": "to-screen",
    "screening": "to-assess",
    "clarifying": "to-answer",
    "assessing": "to-decide",
    "accepted": "to-start",
}
OF_BANKS = ("to-answer", "to-hand-in", "to-act-on")


def workload(oracle: Oracle) -> dict[tuple[str, str | None], tuple[int, date, int]]:
    """Return how many things of each kind wait on whom, since when, and for how many days."""
    found: dict[tuple[str, str | None], list[date]] = defaultdict(list)
    for name, case, since in [*_cases_waiting(oracle), *_parts_waiting(oracle)]:
        if not oracle.counts(case.pk, None):
            continue
        whom = case.institution_id if name in OF_BANKS else case.case_officer_id
        day = since.astimezone(HONG_KONG).date() if isinstance(since, datetime) else since
        found[name, str(whom) if whom else None].append(day)
    return {
        key: (len(days), min(days), (oracle.today - min(days)).days) for key, days in found.items()
    }


Waiting = Iterator[tuple[str, UseCase, Any]]


def _cases_waiting(oracle: Oracle) -> Waiting:
    for case in oracle.cases.values():
        name = AT_STAGE.get(oracle.stage(case.pk))
        if case.basis == "live" and name:
            yield name, case, oracle.moves[case.pk][-1].happened_on


def _parts_waiting(oracle: Oracle) -> Waiting:
    for due in oracle.rows(Deliverable, "accepted", None):
        case = oracle.cases[due.use_case_id]
        if "missing" in oracle.of_deliverable(due):
            yield "to-hand-in", case, oracle.due(due)
        if oracle.settled(due, "handed_in_at") and not oracle.settled(due, "waived_at"):
            yield "to-sign-off", case, due.handed_in_at
    for incident in oracle.rows(Incident, "trialling", "detected_at"):
        if not oracle.settled(incident, "resolved_at"):
            yield "to-resolve", oracle.cases[incident.use_case_id], incident.reported_at
    for note in oracle.rows(Note, "accepted", "written_at"):
        if note.kind != "internal" and not oracle.settled(note, "closed_at"):
            yield "to-act-on", oracle.cases[note.use_case_id], note.written_at


def _sum(values: Iterable[Any]) -> Any:
    known = [each for each in values if each is not None]
    return sum(known) if known else None


def _days(since: datetime, until: datetime) -> float:
    local = [each.astimezone(HONG_KONG).replace(tzinfo=None) for each in (since, until)]
    return (local[1] - local[0]) / timedelta(days=1)


def _rounded(value: float, step: str) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(step), ROUND_HALF_UP)
