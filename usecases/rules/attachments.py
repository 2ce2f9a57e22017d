"""Which use cases take files, and from whom."""

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import STARTED
from usecases.vocabulary.stages import Stage

# A draft is the bank's alone, and what was entered in error is done with. Everything else takes
# files, ended or not: letters and evidence come in for a year after the end.
CLOSED = (Stage.DRAFT, Stage.VOID)


def takes_files(case: UseCase) -> bool:
    """Whether files may be added to the use case at its stage."""
    return case.stage not in CLOSED


def may_attach(person: Person, case: UseCase) -> bool:
    """Whether the person may add a file to this use case now."""
    return takes_files(case) and may(on_case(person, case), Action.ATTACH)


def may_hand_files(person: Person, case: UseCase) -> bool:
    """Whether the person may hand in a file of a trial for its bank: a report, or evidence."""
    live = case.basis == Basis.LIVE and case.stage in STARTED
    return live and may(on_case(person, case), Action.WRITE_TRIAL)
