"""Makes the invented programme, if it is not there: everything or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.audit.context import lived_at
from usecases.demonstration.acts import Acting
from usecases.demonstration.announce import Announcer
from usecases.demonstration.asking import ask, ask_more, permit
from usecases.demonstration.banks import at_work
from usecases.demonstration.beside import stand_beside
from usecases.demonstration.calendar import CODE, ZONE, Round, rounds
from usecases.demonstration.cast import hire, send
from usecases.demonstration.enquired import enquire
from usecases.demonstration.happened import gather
from usecases.demonstration.lessons import learn
from usecases.demonstration.lives import plan
from usecases.demonstration.meetings import meet
from usecases.demonstration.mended import lend, mend
from usecases.demonstration.phase_reports import write_reports
from usecases.demonstration.programs import connect
from usecases.demonstration.reminded import be_reminded
from usecases.demonstration.tables import freeze_tables
from usecases.demonstration.together import write_together
from usecases.demonstration.ways_in import knock
from usecases.demonstration.world import World, build, clock
from usecases.models.institutions import Institution
from usecases.models.phases import Programme
from usecases.models.words import Category

SEED, PHASES, USE_CASES = 20240813, 3, 120
_MEETING = timedelta(days=25, hours=4)  # before the decisions are released
_PLACES = 20  # at least, in a phase
_SECOND_RELEASE = timedelta(days=20)

Progress = Callable[[str, int, int], None]


class NotPrepared(Exception):  # noqa: N818  # an answer to the operator, not a failure
    """Something that the demonstration rests on is not there."""


@dataclass(frozen=True)
class Size:
    """How much to make, and from which seed."""

    phases: int = PHASES
    use_cases: int = USE_CASES
    seed: int = SEED


@dataclass(frozen=True)
class Event:
    """Something that happens in the invented world."""

    moment: datetime
    happen: Callable[[], None]


def make(size: Size, *, password: str, progress: Progress) -> bool:
    """Make the invented programme and return whether it was not there yet."""
    if Programme.objects.filter(code=CODE).exists():
        return False
    if not Category.objects.exists():
        raise NotPrepared(_("There are no categories yet: run load_vocabularies first."))
    with transaction.atomic():
        _live(size, password, progress)
    return True


def _live(size: Size, password: str, progress: Progress) -> None:
    """Build the world and let everything happen in the order of time, up to now."""
    now = timezone.now()
    today = now.astimezone(ZoneInfo(ZONE)).date()
    choose = Random(size.seed)  # noqa: S311 - repeatable is what it must be, not secret
    phases = rounds(today, size.phases)
    lives = plan(phases, size.use_cases, today, choose)
    with lived_at(clock(phases[0], "opens", time(7))):
        cast = hire(password)
    places = max(_PLACES, size.use_cases // (2 * size.phases))
    world = build(cast, phases, places)
    send(cast, world.institutions, password)
    ask(world, cast, phases[-1])
    cases = [Acting(world, cast, life) for life in lives]
    announcer = Announcer(world, cast)
    events = [*_of_cases(cases), *_of_phases(phases, cases, announcer)]
    events = sorted((e for e in events if e.moment < now), key=lambda event: event.moment)
    for number, event in enumerate(events, 1):
        with lived_at(event.moment):
            event.happen()
        progress("make_demo", number, len(events))
    with lived_at(now):  # nobody is mailed about it
        announcer.conclude(cases)
        ask_more(world, cast, phases[-1])
        permit(world, cast, phases, now)
        at_work(world, cast)
        write_together(world, cast)
        stand_beside(world, cast, password)
        knock(world, cast)
        be_reminded(cast)
        connect(cast)
    mend(world, cast, phases)
    ended = [world.phases[phase.code] for phase in phases if phase.age > 1]
    learn(world, cast, ended)
    gather(world, cast, [phase for phase in phases if phase.age > 1], _guests_of(world))
    for phase in phases:
        if phase.announced < today:
            announcer.publish_participants(phase)
    running = [world.phases[phase.code] for phase in phases if phase.age == 1]
    freeze_tables(cast, [phase.code for phase in phases if phase.announced < today], now)
    write_reports(cast, ended, running)
    lend(cast, now + timedelta(days=14))
    enquire(cast)


def _guests_of(world: World) -> list[Institution]:
    """Return the institutions that are asked to workshops: every second one."""
    return sorted(world.institutions.values(), key=lambda bank: bank.short_name)[::2]


def _of_cases(cases: list[Acting]) -> Iterator[Event]:
    for case in cases:
        for moment, act in case.life.events:
            yield Event(moment, partial(case.perform, act))


def _of_phases(phases: list[Round], cases: list[Acting], announcer: Announcer) -> Iterator[Event]:
    for phase in phases:
        mine = [case for case in cases if case.life.phase == phase]
        released = clock(phase, "announced", time(10))
        later = released + _SECOND_RELEASE
        told = released + timedelta(hours=1)
        opens = clock(phase, "opens", time(9))
        yield Event(
            released - _MEETING, partial(meet, announcer.world, announcer.cast, phase, mine)
        )
        yield Event(opens, partial(announcer.open, phase))
        yield Event(released, partial(announcer.release, mine))
        yield Event(told, partial(announcer.announce, phase, mine))
        yield Event(later, partial(announcer.release_late, phase, mine))
