"""Deadlines between two days, of everything that the person sees: a calendar's rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may
from usecases.rules.visibility import stage_changes_for, trials_for
from usecases.rules.visibility_register import grants_for, phases_for
from usecases.selection.monitored_days import due_days
from usecases.selection.review_days import review_days
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.stages import Stage


class DeadlineKind(TextChoices):
    """What falls due."""

    OPENS = "opens", _("Submissions open")
    CLOSES = "closes", _("Submissions close")
    ANNOUNCED = "announced", _("Announcement")
    TRIALS_FROM = "trials-from", _("Trials begin")
    TRIALS_TO = "trials-to", _("Trials end")
    REPORT_DUE = "report-due", _("Report due")
    ANSWER_DUE = "answer-due", _("Answer due from the bank")
    ASSESSMENT_DUE = "assessment-due", _("Assessment due")
    DECISION_DUE = "decision-due", _("Decision due")
    TRIAL_STARTS = "trial-starts", _("Trial to start")
    TRIAL_ENDS = "trial-ends", _("Trial to end")
    DELIVERABLE_DUE = "deliverable-due", _("Deliverable due")
    NOTE_DUE = "note-due", _("Action due from the bank")
    FOLLOW_UP = "follow-up", _("Follow-up due")
    SUSPENSION_ENDS = "suspension-ends", _("Suspension ends")
    GRANT_ENDS = "grant-ends", _("Role ends")


@dataclass(frozen=True)
class Deadline:
    """One thing on one day, cut in the zone of its programme; `moment` where that is known."""

    kind: DeadlineKind
    day: date
    name: str
    model: str
    record: UUID
    phase: str = ""
    invented: bool = False
    moment: datetime | None = None
    zone: str = TIME_ZONE
    note: str = ""
    late: bool = False


def deadlines(
    person: Person, first: date, last: date, at: datetime, phases: Sequence[str] = ()
) -> list[Deadline]:
    """Return what falls due from the first day to the last, of all phases or of some."""
    known = {each.pk: each for each in phases_for(person).select_related("programme")}
    if phases:
        known = {key: each for key, each in known.items() if each.code in phases}
    found = [each for phase in known.values() for each in _of_phase(phase)]
    found += [*_trials(person, known, at, (first, last)), *_suspensions(person, known, at)]
    found += [
        _case(each.case, known, DeadlineKind(each.what), each.day, late=each.late, note=each.note)
        for days in (due_days, review_days)
        for each in days(person, known, at, (first, last))
    ]
    if not phases:
        found += _grants(person)
    kept = (each for each in found if first <= each.day <= last)
    return sorted(kept, key=lambda each: (each.day, _ORDER[each.kind], each.phase, each.name))


_ORDER = {kind: place for place, kind in enumerate(DeadlineKind)}
_KNOWN = dict[UUID, Phase]


def _of_phase(phase: Phase) -> Iterator[Deadline]:
    exact = phase.window_precision == Precision.MOMENT
    vague = phase.window_precision in (Precision.MONTH, Precision.YEAR)
    window = str(_("the day is not known")) if vague else ""
    for kind, at in ((DeadlineKind.OPENS, phase.opens_at), (DeadlineKind.CLOSES, phase.closes_at)):
        if at:
            moment = at if exact else None
            yield _phase(phase, kind, _day(at, phase), moment=moment, note=window)
    days = (
        (DeadlineKind.ANNOUNCED, phase.announced_on, ""),
        (DeadlineKind.TRIALS_FROM, phase.trials_from, phase.trials_from_words),
        (DeadlineKind.TRIALS_TO, phase.trials_to, phase.trials_to_words),
        (DeadlineKind.REPORT_DUE, phase.report_due_on, ""),
    )
    for kind, day, words in days:
        if day:
            yield _phase(phase, kind, day, note=words)


def _phase(
    phase: Phase, kind: DeadlineKind, day: date, *, moment: datetime | None = None, note: str = ""
) -> Deadline:
    programme = phase.programme
    return Deadline(
        kind, day, phase.name, "phase", phase.pk, phase.code, programme.invented, moment,
        programme.time_zone, note,
    )  # fmt: skip


def _trials(
    person: Person, phases: _KNOWN, at: datetime, days: tuple[date, date]
) -> Iterator[Deadline]:
    """Return planned starts and ends; what has started is no longer to start, and so on."""
    running = (Stage.TRIALLING, Stage.SUSPENDED)
    rows = trials_for(person).filter(use_case__phase__in=phases, use_case__basis=Basis.LIVE)
    rows = rows.filter(use_case__stage__in=(Stage.ACCEPTED, *running))
    rows = rows.filter(Q(planned_from__range=days) | Q(planned_to__range=days))
    for trial in rows.select_related("use_case__institution"):
        case = trial.use_case
        today = _day(at, phases[case.phase_id])
        if case.stage == Stage.ACCEPTED and trial.planned_from:
            kind, day = DeadlineKind.TRIAL_STARTS, trial.planned_from
            yield _case(case, phases, kind, day, late=day < today)
        if trial.planned_to:
            kind, day = DeadlineKind.TRIAL_ENDS, trial.planned_to
            yield _case(case, phases, kind, day, late=case.stage in running and day < today)


def _suspensions(person: Person, phases: _KNOWN, at: datetime) -> Iterator[Deadline]:
    """Return until when trials are suspended, by the last row that says so."""
    voided = StageChange.objects.filter(voids__isnull=False).values("voids")
    rows = stage_changes_for(person).filter(
        to_stage=Stage.SUSPENDED, use_case__stage=Stage.SUSPENDED, use_case__phase__in=phases
    )
    rows = rows.exclude(pk__in=voided).select_related("use_case__institution").order_by("row")
    for change in {each.use_case_id: each for each in rows}.values():
        if change.until:
            phase = phases[change.use_case.phase_id]
            day, late = _day(change.until, phase), change.until < at
            kind = DeadlineKind.SUSPENSION_ENDS
            yield _case(change.use_case, phases, kind, day, moment=change.until, late=late)


def _case(
    case: UseCase,
    phases: _KNOWN,
    kind: DeadlineKind,
    day: date,
    *,
    late: bool,
    moment: datetime | None = None,
    note: str = "",
) -> Deadline:
    phase = phases[case.phase_id]
    return Deadline(
        kind, day, f"{case.reference} · {case.institution.short_name}", "usecase", case.pk,
        phase.code, phase.programme.invented, moment, phase.programme.time_zone, note, late,
    )  # fmt: skip


def _grants(person: Person) -> Iterator[Deadline]:
    """Return when roles end, to those who give them."""
    if not may(person, Action.EDIT_PEOPLE):
        return
    for grant in grants_for(person).exclude(until=None).select_related("user"):
        if grant.until:
            day = grant.until.astimezone(ZoneInfo(TIME_ZONE)).date()
            kind = DeadlineKind.GRANT_ENDS
            yield Deadline(kind, day, str(grant), "rolegrant", grant.pk, moment=grant.until)


def _day(moment: datetime, phase: Phase) -> date:
    return moment.astimezone(ZoneInfo(phase.programme.time_zone)).date()
