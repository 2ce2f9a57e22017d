"""Assessments: written as a draft, handed in once, about the submission in force."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.assessments import Assessment, Criterion, Score
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.assessing import Task, task_for
from usecases.rules.criteria import criteria_of
from usecases.rules.missing import Missing
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_reviews import assessments_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import COMMENT_CHARACTERS, REMARK_CHARACTERS
from usecases.vocabulary.reviews import Progress, Recommendation
from usecases.vocabulary.stages import UNDER_REVIEW, Stage
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, NotReady, Stale, WrongStage
from usecases.workflow.fetch import fetch, require
from usecases.workflow.validate import validate

# For each criterion, by its code, a score or None, and a remark.
Scores = Mapping[str, tuple[int | None, str]]

_WHY_NOT: dict[str, tuple[str, StrOrPromise]] = {
    Progress.UNDECLARED: ("undeclared", _("Declare your interests first.")),
    Progress.IN: (
        "second",
        _("You have handed in your assessment of it; it stays as it is."),
    ),
    Progress.STANDS: (
        "second",
        _("Your assessment stands: what the bank changed was said not to matter."),
    ),
    Progress.WAITS: (
        "changed",
        _("The bank has changed it since you assessed it. Wait for word whether it matters."),
    ),
}


def write(
    use_case: UseCase,
    *,
    by: Person,
    scores: Scores | None = None,
    comment: str | None = None,
    recommendation: str | None = None,
    submission: Submission | None = None,
) -> Assessment:
    """Keep a draft; what is not given stays as it was.

    `submission` is what the assessor has read; if it is superseded, `Stale`.
    """
    with writing(by=by):
        task = _task(use_case, by, submission)
        known = criteria_of(task.case.phase)
        given = scores or {}
        texts = {"comment": comment, "recommendation": recommendation}
        fields: dict[str, Any] = {n: v.strip() for n, v in texts.items() if v is not None}
        if faults := [*_of_texts(fields), *_of_scores(given, known)]:
            raise Invalid(*faults)
        row = task.own or _begin(task, by)
        trail.amend(row, fields)
        _score(row, given, known)
        return row


def hand_in(use_case: UseCase, *, by: Person, **words: Any) -> Assessment:
    """Hand an assessment in, as it is written or with these last words; it changes no more."""
    with writing(by=by) as opened:
        row = write(use_case, by=by, **words)
        if row.use_case.stage == Stage.SCREENING:
            text = _("It is still being screened. Your draft is kept; hand it in afterwards.")
            raise NotReady(Missing("", "screening", text))
        if faults := missing_before(row, criteria_of(row.use_case.phase)):
            raise NotReady(*faults)
        trail.amend(row, {"submitted_at": opened.moment})
        return row


def rewrite(row: Assessment, *, by: Person, last: bool = False, **words: Any) -> Assessment:
    """Write on one's own assessment, found by its id; with `last`, hand it in."""
    with writing(by=by):
        found = fetch(assessments_for(by).select_related("use_case", "submission"), row.pk)
        if by.user is None or found.assessor_id != by.user.pk:
            raise NotAllowed
        act = hand_in if last else write
        return act(found.use_case, by=by, submission=found.submission, **words)


def missing_before(row: Assessment, criteria: list[Criterion]) -> list[Missing]:
    """Return what an assessment still lacks before it can be handed in."""
    scored = {*row.scores.values_list("criterion", flat=True)}
    needed = [
        Missing(
            f"score-{each.code}",
            "required",
            format_lazy(_("{name}: choose a score."), name=each.label),
        )
        for each in criteria
        if each.pk not in scored
    ]
    if not row.recommendation:
        needed.append(Missing("recommendation", "required", _("Say what you recommend.")))
    if not row.comment:
        needed.append(Missing("comment", "required", _("Say why, in a sentence or more.")))
    return needed


def _task(use_case: UseCase, by: Person, read: Submission | None) -> Task:
    """Return what the person is to assess, or say what is in the way and what to do about it."""
    require(by, Action.ASSESS)
    task = task_for(by, use_case.pk)
    if task is None:
        raise _closed(use_case, by)
    if task.progress in _WHY_NOT:
        raise NotReady(Missing("", *_WHY_NOT[task.progress]))
    if task.version is None or (read is not None and read.pk != task.version.key):
        raise Stale
    require(by, Action.ASSESS, task.case)
    return task


def _closed(use_case: UseCase, by: Person) -> Exception:
    """Say why a case is not the person's to assess; one that they do not see is not there."""
    seen = use_cases_for(by).filter(pk=use_case.pk).first()
    if seen is None:
        return NotFound()
    if seen.stage not in UNDER_REVIEW:
        return WrongStage(Missing("", "not-assessed", _("It is not under assessment now.")))
    text = _("It is not assigned to you. Ask its case officer to assign it.")
    return NotAllowed(Missing("", "not-assigned", text))


def _of_texts(fields: Mapping[str, str]) -> list[Missing]:
    faults = []
    if len(fields.get("comment", "")) > COMMENT_CHARACTERS:
        faults.append(_too_long("comment", COMMENT_CHARACTERS))
    if fields.get("recommendation", "") not in ("", *Recommendation.values):
        faults.append(Missing("recommendation", "invalid", _("Choose one of those offered.")))
    return faults


def _of_scores(scores: Scores, criteria: list[Criterion]) -> list[Missing]:
    known, faults = {each.code: each for each in criteria}, []
    for code, (score, remark) in scores.items():
        criterion = known.get(code)
        if criterion is None:
            text = _("This phase has no such criterion.")
            faults.append(Missing(f"score-{code}", "unknown", text))
        elif score is None and remark.strip():
            faults.append(
                Missing(f"score-{code}", "required", _("Choose a score for your remark."))
            )
        elif score is not None and not criterion.lowest <= score <= criterion.highest:
            text = format_lazy(
                _("Give a score from {lowest} to {highest}."),
                lowest=criterion.lowest,
                highest=criterion.highest,
            )
            faults.append(Missing(f"score-{code}", "out-of-scale", text))
        if len(remark) > REMARK_CHARACTERS:
            faults.append(_too_long(f"remark-{code}", REMARK_CHARACTERS))
    return faults


def _too_long(field: str, most: int) -> Missing:
    return Missing(field, "too-long", format_lazy(_("At most {n} characters."), n=most))


def _begin(task: Task, by: Person) -> Assessment:
    row = Assessment(use_case=task.case, assessor=by.user)
    row.submission_id = task.version.key if task.version else None  # type: ignore[assignment]  # `_task` saw to it
    validate(row)
    return trail.add(row)


def _score(row: Assessment, scores: Scores, criteria: list[Criterion]) -> None:
    """Write what differs; a criterion that is not named keeps its score."""
    stored = {each.criterion_id: each for each in row.scores.all()}
    for criterion in criteria:
        score, remark = scores.get(criterion.code, (None, ""))
        if score is None:
            continue
        known = stored.get(criterion.pk)
        if known is not None:
            trail.amend(known, {"score": score, "remark": remark.strip()})
            continue
        new = Score(assessment=row, use_case=row.use_case, criterion=criterion)
        new.score, new.remark = score, remark.strip()
        validate(new)
        trail.add(new)
