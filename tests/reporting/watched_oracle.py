"""What the reports of monitoring should say, read row by row in plain Python."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
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
            for case in UseCase.objects.select_related("phase", "category", "institution")
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
        return sum(_days(*each) for each in spells)

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

    def facts(self) -> Iterator[tuple[Any, Any, set[str]]]:
        """Yield everything that is counted, with its use case and the columns that count it."""
        for row in self.rows(Deliverable, "accepted", None):
            yield row, row.use_case_id, {"deliverables", *self.of_deliverable(row)}
        for row in self.rows(Clarification, "submitted", "asked_at"):
            if self.cases[row.use_case_id].basis == "live":
                yield row, row.use_case_id, {"questions", *self._of_question(row)}
        for row in self.rows(Note, "accepted", "written_at"):
            if row.kind != "internal" and row.due_on:
                yield row, row.use_case_id, {"notes", *self._of_note(row)}
        for case in self.cases.values():
            if self.reached(case.pk, "submitted") and case.basis == "live":
                yield case, case.pk, {"use_cases"}
            for move in self.moves[case.pk]:
                if move.to_stage == "clarifying" and move.basis == "live":
                    yield move, case.pk, {"rounds"}

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


def _over(trial: Trial) -> bool:
    assert trial.compute_used is not None
    assert trial.compute_granted is not None
    return trial.compute_used > trial.compute_granted


def values_of(case: UseCase, by: str) -> list[str | None]:
    """Return under which values of a dimension a use case stands."""
    if by == "technique":
        return [each.code for each in case.techniques.all()] or [None]
    if by == "category":
        return [case.category.code if case.category else None]
    return [None]


def compliance(oracle: Oracle, by: str = "") -> dict[Key, dict[str, int]]:
    """Return the counts of compliance by phase and value."""
    counts: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for _row, key, columns in oracle.facts():
        case = oracle.cases[key]
        for value in values_of(case, by):
            for column in columns:
                counts[case.phase.code, value][column] += 1
    return {key: dict(found) for key, found in counts.items()}


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
        for value in [own[by](row)] if by in own else values_of(case, by):
            found[case.phase.code, value].append(row)
    for case in oracle.cases.values():
        if oracle.reached(case.pk, "trialling"):
            for value in [None] if by in own else values_of(case, by):
                trials[case.phase.code, value].append(case)
    keys = set(found) if by in own else {*found, *trials}
    place: Callable[[Key], Key] = (lambda key: (key[0], None)) if by in own else (lambda key: key)
    return {key: _of_incidents(oracle, found[key], trials[place(key)]) for key in keys}


def _of_incidents(
    oracle: Oracle, rows: list[Incident], trials: Iterable[UseCase]
) -> dict[str, Any]:
    known = {case.pk: oracle.trial_days(case.pk) for case in trials}
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
        "high": sum(row.severity == "high" for row in rows),
        "trials": len(known),
        "dated_trials": len(days),
        "trial_days": _rounded(whole, "0.1"),
        "per_100_days": _rounded(100 * inside / whole, "0.01") if whole >= 100 else None,
        "median_days_to_resolve": _rounded(median(took), "0.01") if took else None,
    }


def compute(oracle: Oracle, by: str = "") -> dict[Key, dict[str, Any]]:
    """Return the amounts of compute by phase and value."""
    groups: dict[Key, list[UseCase]] = defaultdict(list)
    for case in oracle.cases.values():
        if oracle.reached(case.pk, "submitted"):
            for value in values_of(case, by):
                groups[case.phase.code, value].append(case)
    return {key: _of_compute(oracle, cases) for key, cases in groups.items()}


def _of_compute(oracle: Oracle, cases: list[UseCase]) -> dict[str, Any]:
    accepted = [case for case in cases if oracle.reached(case.pk, "accepted")]
    trials = [Trial.objects.get(use_case=case) for case in accepted]
    both = [each for each in trials if None not in (each.compute_used, each.compute_granted)]
    used = sum(each.compute_used or 0 for each in both)
    granted = sum(each.compute_granted or 0 for each in both)
    share = Decimal(100) * used / granted if granted else None
    return {
        "use_cases": len(cases),
        "accepted": len(accepted),
        "asked": _sum(case.compute_asked for case in cases),
        "granted": _sum(each.compute_granted for each in trials),
        "used": _sum(each.compute_used for each in trials),
        "customers": _sum(each.customers_exposed for each in trials),
        "used_share": None if share is None else share.quantize(Decimal("0.1"), ROUND_HALF_UP),
        "over_compute": sum(_over(each) for each in both),
    }


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
