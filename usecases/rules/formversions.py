"""The versions of a phase's form: when each came into force, and what it changed for a draft."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from usecases.models.phases import Phase
from usecases.models.questions import Answer, Question
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.criteria import locked
from usecases.rules.questions import questions_of

# What a bank is told of; the order of questions is not.
TOLD = (
    *("kind", "label_en", "label_zh_hant", "label_zh_hans", "help_en", "help_zh_hant"),
    *("help_zh_hans", "choices", "word_limit", "required"),
)


@dataclass(frozen=True)
class Reworded:
    """A question that reads otherwise than before."""

    before: Question
    now: Question

    @property
    def fits(self) -> bool:
        """Whether an answer to the earlier one is of the same kind."""
        return self.before.kind == self.now.kind


@dataclass(frozen=True)
class Differences:
    """What changed between two versions of a form."""

    added: list[Question] = field(default_factory=list)
    reworded: list[Reworded] = field(default_factory=list)
    dropped: list[Question] = field(default_factory=list)
    edited: list[Question] = field(default_factory=list)  # before the form was fixed

    def __bool__(self) -> bool:
        return bool(self.added or self.reworded or self.dropped or self.edited)


def differences(phase: Phase, first: int, second: int) -> Differences:
    """Return what the second version asks otherwise than the first."""
    before = {each.code: each for each in questions_of(phase, first)}
    after = {each.code: each for each in questions_of(phase, second)}
    both = [Reworded(before[code], after[code]) for code in after if code in before]
    return Differences(
        added=[each for code, each in after.items() if code not in before],
        reworded=[each for each in both if _told(each.before) != _told(each.now)],
        dropped=[each for code, each in before.items() if code not in after],
    )


def _told(question: Question) -> list[Any]:
    return [getattr(question, name) for name in TOLD]


def told_to(draft: UseCase) -> Differences:
    """Return how the form has changed since the bank last saved its answers to it, or since it
    began the draft: by a new version, or before the form was fixed, in place.
    """
    version = draft.phase.form_version
    asked = {str(each.pk): each for each in questions_of(draft.phase, version)}
    if not asked and version == 1:
        return Differences()
    seen = _last_saved(draft)
    if locked(draft.phase_id):
        return differences(draft.phase, version_at(draft.phase, seen), version)
    rows = Change.objects.filter(kind="question", record__in=asked, recorded_at__gt=seen)
    edited = {row.record for row in rows if not row.before or {*row.after} & {*TOLD}}
    return Differences(edited=[each for key, each in asked.items() if key in edited])


def is_behind(draft: UseCase) -> bool:
    """Whether the bank last saved its answers under an earlier version of the form."""
    version = draft.phase.form_version
    return version > 1 and version_at(draft.phase, _last_saved(draft)) < version


def version_at(phase: Phase, moment: datetime) -> int:
    """Return the version of a phase's form that was in force at a moment."""
    if phase.form_version == 1:
        return 1
    rows = Change.objects.filter(kind="phase", record=str(phase.pk), recorded_at__lte=moment)
    rows = rows.filter(after__has_key="form_version").order_by("-row")
    last = rows.first()
    return int(last.after["form_version"]) if last and last.before else 1


def _last_saved(draft: UseCase) -> datetime:
    rows = Answer.objects.filter(use_case=draft).order_by("-updated_at")
    last = rows.values_list("updated_at", flat=True).first()
    return last or draft.recorded_at
