"""How far a draft has come: each section's state, what it lacks, and who saved it last."""

from collections import Counter
from dataclasses import dataclass, field, replace

from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.portal.parts import further
from usecases.rules.answers import is_empty, missing_in
from usecases.rules.missing import Missing
from usecases.rules.visibility_drafting import comments_for
from usecases.rules.visibility_register import changes_for
from usecases.vocabulary.sections import SECTIONS, Section
from usecases.vocabulary.stages import Stage

RECENT = 200


@dataclass(frozen=True)
class Task:
    """One section of a draft as the task list shows it."""

    section: Section
    missing: tuple[Missing, ...]
    begun: bool
    last: Change | None = field(default=None, compare=False)
    comments: int = 0

    @property
    def state(self) -> str:
        """The state's code: not-started, in-progress, complete or optional."""
        if self.missing:
            return "missing" if self.begun else "not-started"
        return "complete" if self.begun else "optional"


def progress(draft: UseCase, person: Person) -> list[Task]:
    """Return how far each section of a draft has come."""
    saved, said = list(_saves(draft, person)), _comments(draft, person)
    tasks = [*(_task(draft, each, saved) for each in SECTIONS), *_further(draft, person)]
    return [replace(each, comments=said[each.section.code]) for each in tasks]


def missing_of(draft: UseCase) -> list[Task]:
    """Return the sections that still lack something."""
    tasks = [*(_task(draft, each, []) for each in SECTIONS), *_further(draft)]
    return [task for task in tasks if task.missing]


def _further(draft: UseCase, person: Person | None = None) -> list[Task]:
    """Return how far the phase's own questions and the files have come."""
    return [Task(*each) for each in further(draft, person)]


def last_save(draft: UseCase, person: Person, field: str) -> Change | None:
    """Return the edit that wrote what stands in a field."""
    return next((each for each in _saves(draft, person) if field in _written(each)), None)


def _task(draft: UseCase, section: Section, saves: list[Change]) -> Task:
    begun = any(
        not is_empty(draft, name) and getattr(draft, name) is not False for name in section.fields
    )
    last = next((each for each in saves if _written(each).intersection(section.fields)), None)
    return Task(section, tuple(missing_in(draft, section)), begun, last)


def _comments(draft: UseCase, person: Person) -> Counter[str]:
    """Return how many comments of colleagues are not dealt with, by section."""
    rows = comments_for(person).filter(use_case=draft, settled_at__isnull=True)
    return Counter(rows.values_list("section", flat=True))


def _saves(draft: UseCase, person: Person) -> list[Change]:
    """Return the edits of a draft, the newest first; its beginning is none."""
    if draft.stage == Stage.CLARIFYING:
        rows = changes_for(person).filter(kind="revision", use_case=draft)
        return list(rows.select_related("by")[:RECENT])
    rows = changes_for(person).filter(kind="usecase", record=str(draft.pk)).select_related("by")
    return [row for row in rows[:RECENT] if row.before]


def _written(save: Change) -> set[str]:
    """Return the fields that an edit wrote."""
    if save.kind != "revision":
        return set(save.after)
    before, after = (each.get("content") or {} for each in (save.before, save.after))
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}
