"""What people do while feeds are pulled: everything that brings a row into view, or out of it."""

from collections.abc import Callable
from random import Random

from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_a, bank_b, make_institution, make_partner
from tests.factories.memory import once
from tests.factories.parties import joint, named
from tests.factories.phases import make_authority, open_phase, phase
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_category, make_technique
from tests.people import approver, officer, signatory
from usecases.models.casefile import Lineage
from usecases.models.institutions import Institution
from usecases.models.parties import Party
from usecases.models.results import Result
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, lineage, measure, parties, submit
from usecases.workflow.correct import correct, void
from usecases.workflow.errors import Refused
from usecases.workflow.merge import merge_institutions
from usecases.workflow.transfer import transfer

Act = Callable[[Random], object]


def second_authority() -> Institution:
    """Return an institution of another authority."""
    return once("insurer", lambda: make_institution("Insurer", authority=make_authority("IA")))


def _bank(chance: Random) -> Institution:
    return chance.choice([bank_a(), bank_b(), second_authority()])


def _case(chance: Random, **narrowed: object) -> UseCase:
    rows = UseCase.objects.filter(**narrowed).order_by("recorded_at")
    return chance.choice(list(rows.select_related("institution", "phase")))


def _make(chance: Random) -> object:
    stage = chance.choice(("draft", "submitted", "assessing", "declined", "completed"))
    partners = [once("partner", make_partner)] if chance.random() < 0.5 else []
    return use_case_at(stage, institution=_bank(chance), partners=partners)


def _recall(chance: Random) -> object:
    case = _case(chance, stage=Stage.SUBMITTED)
    return submit.recall(case, by=signatory(case.institution))


def _hand_in(chance: Random) -> object:
    case = _case(chance, stage=Stage.DRAFT)
    return submit.submit(case, by=signatory(case.institution))


def _name(chance: Random) -> object:
    case = _case(chance)
    others = [each for each in (bank_a(), bank_b()) if each.pk != case.institution_id]
    if case.parties.count() > 1:
        return None
    if chance.random() < 0.5:
        return named(case, partner=make_partner())
    found = chance.choice(others)
    return None if case.parties.filter(institution=found).exists() else joint(case, found)


def _drop(chance: Random) -> object:
    found = list(Party.objects.filter(use_case__stage=Stage.DRAFT).order_by("recorded_at"))
    party = chance.choice(found)
    parties.drop(party, by=signatory(party.use_case.institution))
    return party


def _void(chance: Random) -> object:
    return void(_case(chance, reference__gt=""), by=approver(), reason="Twice.")


def _correct(chance: Random) -> object:
    moves = StageChange.objects.standing().filter(from_stage__gt="").order_by("row")
    return correct(chance.choice(list(moves)), None, by=approver(), reason="Never happened.")


def _transfer(chance: Random) -> object:
    case = _case(chance, basis="recorded")
    if chance.random() < 0.5:
        return transfer(case, institution=_bank(chance), by=officer(), reason="Wrong.")
    other = once("other phase", lambda: open_phase("GS8"))
    to = phase() if case.phase_id == other.pk else other
    return transfer(case, phase=to, by=officer(), reason="Wrong.")


def _record(chance: Random) -> object:
    return recorded_case(chance.choice(("accepted", "completed")), institution=_bank(chance))


def _reclassify(chance: Random) -> object:
    words = [once(f"word{n}", make_technique) for n in range(3)]
    kinds = [once(f"category{n}", make_category) for n in range(3)]
    chance.shuffle(kinds)
    fields = {
        "category": kinds[0],
        "further_categories": chance.sample(kinds[1:], chance.randrange(3)),
        "techniques": chance.sample(words, chance.randrange(3)),
    }
    return edit.change(_case(chance, reference__gt=""), fields, by=officer(), reason="So it is.")


def _link(chance: Random) -> object:
    later, earlier = _case(chance, reference__gt=""), _case(chance, reference__gt="")
    kind = LineageKind.CONTINUES
    return lineage.link(later=later, earlier=earlier, kind=kind, by=officer())


def _unlink(chance: Random) -> object:
    found = Lineage.objects.filter(ended_at=None).order_by("recorded_at").first()
    if found is not None:
        lineage.unlink(found, by=officer(), reason="Not so.")
    return found


def _merge(chance: Random) -> object:
    twin = make_institution()
    recorded_case(institution=twin)
    return merge_institutions(twin, _bank(chance), by=officer(), reason="The same.")


def _void_result(chance: Random) -> object:
    found = list(Result.objects.filter(voided_at=None).order_by("recorded_at"))
    return measure.void_result(chance.choice(found), reason="Wrong.", by=officer())


def _ask(chance: Random) -> object:
    case = _case(chance, stage=Stage.ASSESSING)
    asked(case)
    return answered(case) if chance.random() < 0.5 else None


def _propose(chance: Random) -> object:
    return proposed_decision(_case(chance, stage=Stage.ASSESSING))


ACTS: tuple[Act, ...] = (
    *(_make, _make, _recall, _recall, _hand_in, _hand_in, _name, _name, _drop, _void, _correct),
    *(_transfer, _record, _reclassify, _reclassify, _link, _link, _unlink, _merge),
    *(_void_result, _ask, _propose),
)


def something(chance: Random) -> str:
    """Do something that is allowed; return what it was."""
    while True:
        act = chance.choice(ACTS)
        try:
            act(chance)
        except (Refused, IndexError):
            continue  # nothing of this kind is there, or it may not be done now
        return act.__name__
