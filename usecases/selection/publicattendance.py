"""What every public list takes, and who took part in what by what is published."""

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import NumberFilter

from usecases.selection.filters import Moment, PeriodDay, SeveralChoices, SeveralTexts
from usecases.selection.happened import period_of
from usecases.selection.history import Times, any_of
from usecases.selection.participants import STANDINGS, attended, published_attendance
from usecases.selection.periods import Period
from usecases.selection.phaseorder import published_phases
from usecases.selection.publicchoices import Published, PublishedRecords
from usecases.selection.publicfilters import AnyPublic
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.publications import Kind

_ATTENDED = (
    *("phase", "programme", "standing", "phases_taken", "as_at", "known_at"),
    *("happened_from", "happened_to"),
)


def published_during(period: Period) -> Q:
    """The condition that what is published happened in a period, by the days of its programme."""
    if not period.bounded:
        return Q()
    codes: dict[str, list[str]] = {}
    for phase in published_phases():
        codes.setdefault(phase.time_zone, []).append(phase.programme)
    if not codes:
        return period.within("happened_on", TIME_ZONE)
    held = [Q(programme__in=c) & period.within("happened_on", z) for z, c in codes.items()]
    return any_of(held)


class PublicAttendance(AnyPublic):
    """Institutions and partners; `phase` and `programme` ask where they took part."""

    owner = "institution"
    phase = Published(None, Kind.PHASE)
    programme = Published(None, Kind.PROGRAMME)
    standing = SeveralChoices(choices=[(name, name) for name in STANDINGS])
    phases_taken = NumberFilter()
    happened_from = PeriodDay()
    happened_to = PeriodDay()
    as_at = Moment()
    known_at = Moment(method="as_known")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Apply what depends on participations together, the rest one by one."""
        wanted: dict[str, Any] = self.form.cleaned_data
        for name, value in wanted.items():
            if name not in _ATTENDED:
                queryset = self.filters[name].filter(queryset, value)
        times = Times(wanted.get("as_at"), wanted.get("known_at"))
        begun = published_during(period_of(wanted, "happened"))
        who = published_attendance(self.owner, times, begun)
        return attended(queryset, wanted, published_phases(), who)


class PublicInstitutions(PublicAttendance):
    """Institutions."""

    institution = PublishedRecords("institution", Kind.INSTITUTION)
    sector = SeveralTexts(field_name="sector")


class PublicPartners(PublicAttendance):
    """Technology partners."""

    owner = "partner"
