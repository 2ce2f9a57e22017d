"""What is recorded after the fact in the invented programme, and what is mended since."""

from datetime import datetime, time, timedelta

from usecases.demonstration.calendar import Round
from usecases.demonstration.cast import Cast
from usecases.demonstration.names import FIRMS
from usecases.demonstration.world import INVENTED, World, clock
from usecases.models.institutions import TechnologyPartner
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import Precision, SourceKind
from usecases.workflow.correct import Truth, correct, void
from usecases.workflow.edit import create
from usecases.workflow.look_over import look_over
from usecases.workflow.merge import merge_partners
from usecases.workflow.people import deputise
from usecases.workflow.record import Reached, Told, record
from usecases.workflow.transfer import transfer
from usecases.workflow.views import save_view

_FIVE = ("submitted", "screening", "assessing", "accepted", "completed")
_TITLES = (
    "Reading of handwritten cheques",
    "Letters to customers in plain words",
    "Search in old minutes",
    "Search in old minutes",
)


def mend(world: World, cast: Cast, rounds: list[Round]) -> None:
    """Record four cases of the first phase from its paper files, and mend what went wrong."""
    first = rounds[0]
    cases = [_record(world, cast, first, number) for number in range(len(_TITLES))]
    right, wrong, twice, moved = cases
    look_over(right, by=cast.approver, reason="Compared with the paper file.")
    _correct(cast, wrong)
    void(moved, by=cast.approver, reason=f"The same as {twice.reference}, recorded twice.")
    if len(rounds) > 1:
        second = world.phases[rounds[1].code]
        transfer(twice, phase=second, by=cast.second_officer, reason="Its file says so.")
    _merge(world, cast)
    query = "_active=0&basis__exact=recorded&o=-recorded_at"
    save_view(subject="usecase", name="Recorded lately", query=query, shared=True, by=cast.officer)


def _record(world: World, cast: Cast, phase: Round, number: int) -> UseCase:
    opened = clock(phase, "opens", time(12))
    stages = [
        Reached(stage, _end(opened + timedelta(days=7 * (step + 1) + number)), Precision.DAY)
        for step, stage in enumerate(_FIVE)
    ]
    firm = FIRMS[2 + min(number, 2)]
    told = Told(
        phase=world.phases[phase.code],
        institution=world.institutions[firm],
        title=_TITLES[number],
        summary=INVENTED,
        category=world.categories["customer-experience"],
        source=f"Paper file {number + 1}. {INVENTED}",
        source_kind=SourceKind.PRIMARY,
        stages=stages,
    )
    return record(told, by=cast.second_officer, reason="From the paper files")


def _end(moment: datetime) -> datetime:
    return moment.replace(hour=23, minute=59, second=59, microsecond=999999)


def _correct(cast: Cast, case: UseCase) -> None:
    """The trial of this one was terminated."""
    trial = case.stage_changes.standing().get(to_stage="completed")
    started = Truth("trialling", trial.happened_on, Precision.DAY)
    correct(trial, started, by=cast.approver, reason="The file says that it runs on.")


def _merge(world: World, cast: Cast) -> None:
    name, stays = next(iter(world.partners.items()))
    twin = create(
        TechnologyPartner(
            name=f"{name} (HK)", kind=stays.kind, source=INVENTED, source_kind=SourceKind.PRIMARY
        ),
        by=cast.officer,
    )
    merge_partners(twin, stays, by=cast.officer, reason="One firm under two names.")


def lend(cast: Cast, until: datetime) -> None:
    """The second officer stands in for the first until then."""
    held, deputy = cast.officer.grants[0], cast.second_officer.user
    if deputy is not None:
        deputise(held, deputy, by=cast.system, until=until, reason="Annual leave")
