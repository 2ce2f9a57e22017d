"""Which fields of which record a person may edit now."""

from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.contributing import contributed_fields
from usecases.rules.criteria import kept as kept_as_it_is
from usecases.rules.locked import locked_fields
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.sections import BANK_FIELDS, REGULATOR_FIELDS
from usecases.vocabulary.stages import ENDED, Stage

# Records that plain add and change pages edit, by model name.
EDITED_BY: dict[str, Action] = {
    "authority": Action.EDIT_PROGRAMMES,
    "programme": Action.EDIT_PROGRAMMES,
    "phase": Action.EDIT_PROGRAMMES,
    "criterion": Action.EDIT_PROGRAMMES,
    "lettertemplate": Action.EDIT_PROGRAMMES,
    "publishedfigure": Action.EDIT_REGISTER,
    "participation": Action.EDIT_REGISTER,
    "institution": Action.EDIT_REGISTER,
    "technologypartner": Action.EDIT_REGISTER,
    "party": Action.HANDLE,
    "trial": Action.HANDLE,
    "outcome": Action.HANDLE,
    "category": Action.EDIT_VOCABULARY,
    "technique": Action.EDIT_VOCABULARY,
    "term": Action.EDIT_VOCABULARY,
    "metric": Action.EDIT_VOCABULARY,
    "finding": Action.WRITE_FINDING,
    "phasereport": Action.PROPOSE_PUBLICATION,
    **dict.fromkeys(
        ("document", "documentsection", "event", "eventitem", "registration", "followon"),
        Action.EDIT_REGISTER,
    ),
    "othercohort": Action.EDIT_REGISTER,
    "user": Action.EDIT_PEOPLE,
    "member": Action.EDIT_PEOPLE,
    "rolegrant": Action.EDIT_PEOPLE,
}

# Set by signing in and by its owner, never typed by somebody else.
_SECRET = frozenset({"password", "last_login"})

# Parts of a use case: a part stays with its case. A criterion stays with its phase,
# a section with its document, an item with its event.
_PARTS = frozenset({"trial", "party"})
_STAYS: dict[str, str] = {
    **dict.fromkeys(_PARTS, "use_case"),
    "criterion": "phase",
    "phasereport": "phase",
    "documentsection": "document",
    **dict.fromkeys(("eventitem", "registration"), "event"),
}

# Rows that tell what was so at a time are added, never rewritten.
ADDED_ONLY = frozenset({"outcome"})


def may_add(person: Person, model: str) -> bool:
    """Return whether the person may add records of this model on a plain page."""
    return model in EDITED_BY and may(person, EDITED_BY[model])


def may_change(person: Person, record: Record) -> bool:
    """Return whether any field of this record is the person's to edit now."""
    return bool(editable_fields(person, record))


def editable_fields(person: Person, record: Record) -> frozenset[str]:
    """Return the fields of the record that the person may edit now."""
    if isinstance(record, UseCase):
        return _of_use_case(on_case(person, record), record)
    model = record._meta.model_name or ""
    if model in ADDED_ONLY or not may_add(person, model):
        return frozenset()
    case = getattr(record, "use_case", None) if model in _PARTS else None
    if case is not None and not _open_to(person, case):
        return frozenset()
    if kept_as_it_is(record):
        return frozenset()
    fields = (*record._meta.fields, *record._meta.many_to_many)
    kept = _SECRET | ({_STAYS[model]} if model in _STAYS else set())
    return (
        frozenset(field.name for field in fields if field.editable) - kept - locked_fields(record)
    )


def _open_to(person: Person, case: UseCase) -> bool:
    """Whether the parts of a case are still edited, and by this person."""
    return case.stage not in ENDED | {Stage.DRAFT} and may(on_case(person, case), Action.HANDLE)


def _of_use_case(person: Person, use_case: UseCase) -> frozenset[str]:
    if person.contributor is not None:
        draft = use_case.stage == Stage.DRAFT
        return contributed_fields(person, use_case) if draft else frozenset()
    if use_case.stage == Stage.DRAFT:
        own = person.membership is not None and (
            person.membership.institution_id == use_case.institution_id
        )
        return frozenset(BANK_FIELDS) if own and may(person, Action.DRAFT) else frozenset()
    if not may(person, Action.HANDLE):
        return frozenset()
    recorded = use_case.basis == Basis.RECORDED
    return frozenset((*REGULATOR_FIELDS, *(BANK_FIELDS if recorded else ())))
