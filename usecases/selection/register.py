"""How programmes, phases, institutions, partners and participations are selected."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django_filters import NumberFilter

from usecases.models.figures import PublishedFigure
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Participation, Phase, Programme
from usecases.rules.visibility_register import (
    authorities_for,
    institutions_for,
    participations_ever_for,
    phases_for,
    programmes_for,
    published_figures_for,
    technology_partners_for,
)
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import (
    FilterSet,
    Moment,
    PeriodDay,
    Several,
    SeveralChoices,
    SeveralTerms,
    SeveralTexts,
    YesNo,
    last_day,
)
from usecases.selection.happened import period_of
from usecases.selection.history import Times, any_of
from usecases.selection.participants import (
    STANDINGS,
    attended,
    recorded_attendance,
    standing_then,
)
from usecases.selection.phaseorder import recorded_phases
from usecases.selection.strict import Subject
from usecases.vocabulary.terms import Measure, ParticipationRole, TermKind

_ATTENDED = (
    *("phase", "programme", "standing", "phases_taken", "as_at", "known_at"),
    *("happened_from", "happened_to"),
)


class AttendanceFilters(FilterSet):
    """Who took part: in which phases, new or returning there, in how many of them."""

    owner = "institution"
    phase = Several(None, phases_for)
    programme = Several(None, programmes_for)
    standing = SeveralChoices(choices=[(name, name) for name in STANDINGS])
    phases_taken = NumberFilter()
    happened_from = PeriodDay()
    happened_to = PeriodDay()
    as_at = Moment()
    known_at = Moment()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Apply what depends on participations together, the rest one by one."""
        wanted: dict[str, Any] = dict(self.form.cleaned_data)
        for name, value in wanted.items():
            if name not in _ATTENDED:
                queryset = self.filters[name].filter(queryset, value)
        for name in ("phase", "programme"):
            wanted[name] = [record.code for record in wanted.get(name) or ()]
        times = Times(wanted.get("as_at"), wanted.get("known_at"))
        begun = period_of(wanted, "happened").during("since", "phase__programme")
        who = recorded_attendance(self.owner, times, begun)
        return attended(queryset, wanted, recorded_phases(self.request), who)


@by_columns("lei", "source_kind", staff_only=("active", *STAMPS))
class InstitutionFilters(AttendanceFilters):
    """Institutions; `phase` and `programme` ask where they took part."""

    sector = SeveralTerms("sector", TermKind.SECTOR)
    kind = SeveralTerms("kind", TermKind.INSTITUTION_KIND)
    authority = Several("authority", authorities_for)
    institution = Several("pk", institutions_for, key="pk")
    active = YesNo(field_name="active")
    short_name = SeveralTexts(field_name="short_name")

    class Meta:
        model = Institution
        fields: tuple[str, ...] = ()


@by_columns("source_kind", staff_only=("active", "related_institution", *STAMPS))
class TechnologyPartnerFilters(AttendanceFilters):
    """Technology partners; `phase` and `programme` ask where they took part."""

    owner = "partner"
    kind = SeveralTerms("kind", TermKind.PARTNER_KIND)
    related_institution = Several("related_institution", institutions_for, key="pk")
    active = YesNo(field_name="active")

    class Meta:
        model = TechnologyPartner
        fields: tuple[str, ...] = ()


@by_columns("family", "time_zone", "target_days", "smallest_cell", "round_word", staff_only=STAMPS)
class ProgrammeFilters(FilterSet):
    """Programmes."""

    code = SeveralTexts(field_name="code")
    authority = Several("lead", authorities_for)
    invented = YesNo(field_name="invented")
    co_authority = Several("co_authorities", authorities_for, many=True)

    class Meta:
        model = Programme
        fields: tuple[str, ...] = ()


@by_columns(
    *("number", "opens_at", "closes_at", "window_precision", "announced_on", "trials_from"),
    *("trials_from_earliest", "trials_to", "trials_to_earliest", "report_due_on", "coverage"),
    "source_kind",
    staff_only=("capacity", "minimum_assessors", *STAMPS),
)
class PhaseFilters(FilterSet):
    """Phases."""

    code = SeveralTexts(field_name="code")
    programme = Several("programme", programmes_for)

    class Meta:
        model = Phase
        fields: tuple[str, ...] = ()


@by_columns("since", "since_precision", "until", "basis", "source_kind", staff_only=STAMPS)
class ParticipationFilters(FilterSet):
    """Participations, as they had begun by `as_at` and were recorded by `known_at`."""

    phase = Several("phase", phases_for)
    programme = Several("phase__programme", programmes_for)
    institution = Several("institution", institutions_for, key="pk")
    partner = Several("partner", technology_partners_for, key="pk")
    sector = SeveralTerms("institution__sector", TermKind.SECTOR)
    role = SeveralChoices(field_name="role", choices=ParticipationRole.choices)
    happened_from = PeriodDay()
    happened_to = PeriodDay()
    as_at = Moment()
    known_at = Moment()

    class Meta:
        model = Participation
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Apply both moments together, and both ends of the period; the rest one by one."""
        wanted: dict[str, Any] = dict(self.form.cleaned_data)
        times = Times(wanted.pop("as_at", None), wanted.pop("known_at", None))
        begun = period_of(wanted, "happened").during("since", "phase__programme")
        for name, value in wanted.items():
            if not name.startswith("happened_"):
                queryset = self.filters[name].filter(queryset, value)
        return queryset.filter(standing_then(times), begun)


@by_columns("lower", "upper", "said_by", "said_on", "text", "source_kind", staff_only=STAMPS)
class PublishedFigureFilters(FilterSet):
    """Published figures; those in force, unless asked otherwise by `superseded`."""

    phase = Several("phase", phases_for)
    programme = Several("programme", programmes_for)
    measure = SeveralChoices(field_name="measure", choices=Measure.choices)
    as_at = Moment(method="said_by")
    known_at = Moment(field_name="recorded_at", lookup_expr="lte")
    superseded = YesNo(field_name="superseded_by", lookup_expr="isnull", exclude=True)

    class Meta:
        model = PublishedFigure
        fields: tuple[str, ...] = ()

    def said_by(self, queryset: QuerySet[Any], name: str, value: datetime) -> QuerySet[Any]:
        """Keep what was said on a day that had ended by then, in the zone of its programme."""
        zones = set(queryset.order_by().values_list("programme__time_zone", flat=True))
        ended = {zone: last_day(value, zone) for zone in zones}
        return queryset.filter(
            any_of([Q(programme__time_zone=z, said_on__lte=day) for z, day in ended.items()])
        )


PROGRAMMES = Subject(
    "programmes",
    programmes_for,
    ProgrammeFilters,
    ("code", "name_en", "name_zh_hant", "name_zh_hans", "host"),
    {"code": "code"},
    ("lead",),
)
PHASES = Subject(
    "phases",
    phases_for,
    PhaseFilters,
    ("code", "name_en", "name_zh_hant", "name_zh_hans", "theme", "eligibility"),
    {"code": "code", "announced_on": "announced_on", "opens_at": "opens_at"},
    ("programme",),
)
INSTITUTIONS = Subject(
    "institutions",
    institutions_for,
    InstitutionFilters,
    ("legal_name", "short_name", "name_zh_hant", "name_zh_hans", "aliases"),
    {"legal_name": "legal_name", "short_name": "short_name", "updated_at": "updated_at"},
    ("sector", "kind", "authority"),
)
TECHNOLOGY_PARTNERS = Subject(
    "technology-partners",
    technology_partners_for,
    TechnologyPartnerFilters,
    ("name", "name_zh_hant", "name_zh_hans", "aliases"),
    {"name": "name", "updated_at": "updated_at"},
    ("kind",),
)
PARTICIPATIONS = Subject(
    "participations",
    participations_ever_for,
    ParticipationFilters,
    ("institution__short_name", "institution__legal_name", "partner__name", "source"),
    {"since": "since", "phase": "phase__code", "updated_at": "updated_at"},
    ("phase__programme", "institution", "partner"),
)
PUBLISHED_FIGURES = Subject(
    "published-figures",
    published_figures_for,
    PublishedFigureFilters,
    ("text", "said_by", "source"),
    {"said_on": "said_on"},
    ("programme", "phase"),
)
