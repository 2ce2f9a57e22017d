"""What happens to some invented cases besides: taken back, suspended, reopened, carried over."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from usecases.demonstration.asking import answer
from usecases.demonstration.cast import Cast
from usecases.demonstration.lives import Life
from usecases.demonstration.reviewing import REVIEWING
from usecases.demonstration.trialling import TRIALLING
from usecases.demonstration.world import World
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.casefile import AttachmentKind, LineageKind
from usecases.vocabulary.stages import Stage
from usecases.workflow import attach, intervene, lineage, on_behalf, submit
from usecases.workflow.note import write_note

Turn = Callable[[World, Cast, Life, UseCase], UseCase | None]

_LETTER = "To the regulator: we ask you to withdraw our use case in our name. Signed."
_DATA_SHEET = "field,kind,rows\ntranscript,synthetic,12000\nproduct terms,public,340\n"


def _recall(_world: World, cast: Cast, life: Life, case: UseCase) -> None:
    reason = "The figures for computing were those of another project."
    submit.recall(case, by=cast.signatories[life.firm], reason=reason)


def _attach(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    sheet = SimpleUploadedFile("data-sheet.csv", _DATA_SHEET.encode())
    kind = AttachmentKind.SUPPORTING
    attach.attach(case, sheet, kind=kind, description="Data used for testing", by=cast.officer)
    text = "The data sheet came by post and is attached. They answer quickly by telephone."
    write_note(case, text=text, by=cast.officer)


def _withdraw_by_letter(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    letter = SimpleUploadedFile("letter.txt", _LETTER.encode())
    reason = "Their signatory is ill; the letter is signed by two directors."
    on_behalf.withdraw(case, letter=letter, by=cast.officer, reason=reason)


def _continue(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """Say that it continues what the same firm completed in an earlier phase, if it did."""
    earlier = use_cases_for(cast.officer).filter(
        institution=world.institutions[life.firm],
        phase__programme=world.programme,
        phase__number__lt=life.phase.number,
        stage=Stage.COMPLETED,
    )
    first = earlier.order_by("reference").first()
    if first is not None:
        lineage.link(later=case, earlier=first, kind=LineageKind.CONTINUES, by=cast.officer)


def _suspend(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    reason = "Answers to customers quoted a withdrawn tariff."
    intervene.suspend(case, by=cast.approver, reason=reason)


def _suspend_at_once(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    reason = "Two complaints about the same wrong answer in one day."
    intervene.suspend(case, by=cast.officer, reason=reason)


def _resume(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    reason = "The old tariffs are out of the index; we have seen the tests."
    intervene.resume(case, by=cast.approver, reason=reason)


def _terminate(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    reason = "The safeguards that were agreed were switched off for two weeks."
    intervene.terminate(case, by=cast.approver, reason=reason)


def _lapse(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    reason = "No trial plan came within two months of the decision."
    intervene.lapse(case, by=cast.approver, reason=reason)


def _reopen(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    reason = "The bank has shown that we misread its safeguards."
    intervene.reopen(case, by=cast.approver, reason=reason)


def _carry_over(world: World, cast: Cast, life: Life, case: UseCase) -> UseCase | None:
    """Carry it over to the next phase, if there is one; it goes on as the draft there."""
    later = [phase for phase in world.phases.values() if phase.number == life.phase.number + 1]
    if not later:
        return None
    reason = "The host had no room left in this round."
    return lineage.carry_over(case, later[0], by=cast.approver, reason=reason)


def _sign_there(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    if case.stage == Stage.DRAFT:
        signer: Person = cast.signatories[life.firm]
        submit.submit(answer(world, cast, life, case), by=signer)


TURNS: dict[str, Turn] = {
    "recall": _recall,
    "attach": _attach,
    "withdraw-by-letter": _withdraw_by_letter,
    "continue": _continue,
    "suspend": _suspend,
    "suspend-for-now": _suspend,
    "suspend-at-once": _suspend_at_once,
    "resume": _resume,
    "terminate": _terminate,
    "lapse": _lapse,
    "reopen": _reopen,
    "carry-over": _carry_over,
    "sign-there": _sign_there,
    **REVIEWING,
    **TRIALLING,
}
