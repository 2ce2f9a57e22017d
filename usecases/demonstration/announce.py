"""What the invented regulator tells the public: each phase, its decisions, figures and cases."""

from collections.abc import Iterable
from datetime import date

from usecases.demonstration.acts import Acting
from usecases.demonstration.after import clear_for_publication, leave_open, settle_decision
from usecases.demonstration.calendar import Round
from usecases.demonstration.cast import Cast
from usecases.demonstration.world import INVENTED, World
from usecases.models.base import Record
from usecases.models.figures import PublishedFigure
from usecases.models.phases import Participation
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.terms import Measure, ParticipationRole
from usecases.workflow.decide import release
from usecases.workflow.edit import create
from usecases.workflow.publish import confirm, propose

_TEN = 10


class Announcer:
    """Publishes by two people: the officer proposes, the approver confirms."""

    def __init__(self, world: World, cast: Cast) -> None:
        self.world, self.cast = world, cast
        self._public: set[object] = set()

    def open(self, phase: Round) -> None:
        """A phase is open: tell the programme and the phase."""
        self.publish([self.world.programme, self.world.phases[phase.code]])

    def release(self, cases: Iterable[Acting]) -> None:
        """Release everything that is confirmed, together."""
        ready = [case for case in cases if case.confirmed]
        release([case.decision for case in ready], by=self.cast.approver)
        for case in ready:
            case.released()
            settle_decision(case.life, case.decision, self.cast)

    def announce(self, phase: Round, cases: list[Acting]) -> None:
        """Tell the figures, who takes part, and every second use case."""
        self.publish(self._figures(phase, cases))
        self.publish_participants(phase)
        accepted = [case for case in cases if case.accepted]
        self.publish(self._cleared(accepted[::2]))

    def release_late(self, phase: Round, cases: list[Acting]) -> None:
        """Release what was decided about the waiting list, and tell who takes part now."""
        self.release(cases)
        self.publish_participants(phase)

    def publish_participants(self, phase: Round) -> None:
        """Tell who takes part, and who brings technology."""
        rows = Participation.objects.filter(
            phase=self.world.phases[phase.code], voided_at__isnull=True
        )
        shown = rows.exclude(role=ParticipationRole.APPLICANT)
        for row in shown.select_related("institution__sector", "partner", "phase__programme"):
            self.publish(who for who in (row.institution or row.partner, row) if who)

    def conclude(self, cases: list[Acting]) -> None:
        """Tell again what was told of use cases that are complete now; one waits for approval."""
        done = [case for case in cases if case.case.pk in self._public and case.life.phase.age > 1]
        for case in self._cleared(done):
            self._publish(case)
        waiting = [case for case in cases if case.accepted and case.case.pk not in self._public]
        for case in self._cleared(waiting[:1]):
            propose(case, by=self.cast.officer)
        asked = waiting[1:][-2:]
        leave_open([*zip(self._current(asked), (a.life for a in asked), strict=True)], self.cast)

    def publish(self, records: Iterable[Record]) -> None:
        """Publish what is not public yet."""
        for record in records:
            if record.pk not in self._public:
                self._publish(record)

    def _publish(self, record: Record) -> None:
        confirm(propose(record, by=self.cast.officer), by=self.cast.approver)
        self._public.add(record.pk)

    def _cleared(self, cases: list[Acting]) -> list[UseCase]:
        """Return the use cases as they stand now, of which the firm agrees that they are public."""
        now = zip(self._current(cases), cases, strict=True)
        return [case for case, acting in now if clear_for_publication(case, acting.life, self.cast)]

    @staticmethod
    def _current(cases: list[Acting]) -> list[UseCase]:
        """Return the use cases as they stand now."""
        related = ("phase__programme", "institution__sector", "category")
        rows = UseCase.objects.select_related(*related)
        return [rows.get(pk=case.case.pk) for case in cases]

    def _figures(self, phase: Round, cases: list[Acting]) -> list[PublishedFigure]:
        """Return what is announced: applications in round numbers, the rest exactly."""
        accepted = [case.life for case in cases if case.accepted]
        applications = sum(case.submitted for case in cases)
        tens = applications // _TEN * _TEN
        partners = {name for life in accepted for name in life.partners}
        figures = (
            (Measure.APPLICATIONS, f"{tens}+" if tens else str(applications), tens or applications),
            (Measure.USE_CASES, "", len(accepted)),
            (Measure.INSTITUTIONS, "", len({life.firm for life in accepted})),
            (Measure.PARTNERS, "", len(partners)),
        )
        return [
            self._figure(phase, phase.announced, measure, text or str(lower), lower)
            for measure, text, lower in figures
        ]

    def _figure(
        self, phase: Round, said_on: date, measure: str, text: str, lower: int
    ) -> PublishedFigure:
        figure = PublishedFigure(
            programme=self.world.programme,
            phase=self.world.phases[phase.code],
            measure=measure,
            text=text,
            lower=lower,
            upper=None if text.endswith("+") else lower,
            said_by="Harbour Financial Authority",
            said_on=said_on,
            source=INVENTED,
            source_kind=SourceKind.PRIMARY,
        )
        return create(figure, by=self.cast.officer)
