"""The parts of a submission beside its fields: the phase's own questions, and the files."""

from typing import Any

from usecases.models.person import Person
from usecases.models.questions import Question
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.asked import Asked, asked_one, missing_answered, unfit_files
from usecases.rules.clarified import revisions_of
from usecases.rules.missing import Missing
from usecases.rules.questions import IN_FORCE, is_nothing
from usecases.rules.visibility_register import changes_for
from usecases.vocabulary.questions import REVISED
from usecases.vocabulary.sections import FILES, PHASE, SECTIONS, Section
from usecases.vocabulary.stages import Stage

Further = tuple[Section, tuple[Missing, ...], bool, Change | None]


def parts_of(case: UseCase) -> list[Section]:
    """Return the sections of a submission in order: the phase's own questions where it asks any;
    files as long as it is a draft.
    """
    asks = Question.objects.filter(IN_FORCE, phase=case.phase_id).exists()
    return _parts(case, asks=asks)


def _parts(case: UseCase, *, asks: bool) -> list[Section]:
    further = [PHASE] if asks else []
    return [*SECTIONS, *further, *([FILES] if case.stage == Stage.DRAFT else [])]


def place_of(case: UseCase, part: Section) -> dict[str, Any]:
    """Return where a section stands among all, for its page."""
    parts = parts_of(case)
    number = parts.index(part) + 1 if part in parts else len(parts)
    return {"number": number, "total": len(parts), "is_last": number == len(parts)}


def asked_as_written(case: UseCase) -> Asked:
    """Return what the phase asks, with what the bank has answered and not signed yet."""
    revision = revisions_of([case]).get(case) if case.stage == Stage.CLARIFYING else None
    return asked_one(case, revision)


def further(case: UseCase, person: Person | None = None) -> list[Further]:
    """Return how far the parts beside the fields have come: what is missing, whether they are
    begun, and who saved them last, if that is asked for a person.
    """
    asked = asked_as_written(case)
    answered = any(not is_nothing(asked.values.get(each.code)) for each in asked.questions)
    begun = answered or any(asked.files_of(each) for each in asked.questions)
    last = _last_saves(case, person) if person and (begun or asked.files) else {}
    found: dict[Section, Further] = {
        PHASE: (PHASE, tuple(missing_answered(asked)), begun, last.get("answer")),
        FILES: (FILES, tuple(unfit_files(asked)), bool(asked.files), last.get("attachment")),
    }
    parts = _parts(case, asks=bool(asked.questions))
    return [found[each] for each in parts if each in found]


def last_answer(case: UseCase, person: Person) -> Change | None:
    """Return the edit that wrote the answers last."""
    return _last_saves(case, person).get("answer")


def _last_saves(case: UseCase, person: Person) -> dict[str, Change]:
    """Return the latest edit of the answers, and of the files, of a use case."""
    rows = changes_for(person).filter(use_case=case).select_related("by")
    if case.stage == Stage.CLARIFYING:
        kinds = {"answer": rows.filter(kind="revision", after__content__has_key=REVISED)}
    else:
        kinds = {kind: rows.filter(kind=kind) for kind in ("answer", "attachment")}
    return {kind: row for kind, found in kinds.items() if (row := found.first()) is not None}
