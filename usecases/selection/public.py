"""How what is published is selected: from `Publication`, and nothing else.

Anyone may read it, with a token too: `published=true` asks for it. Published figures are counted
by these same selections.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from usecases.models.person import ANONYMOUS
from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.selection.filters import (
    FilterSet,
    Moment,
    PeriodDay,
    SeveralChoices,
    SeveralTexts,
    read_moment,
)
from usecases.selection.happened import period_of
from usecases.selection.periods import Period
from usecases.selection.public_events import (
    PublicDocuments,
    PublicEvents,
    PublicFollowOns,
    PublicOtherCohorts,
)
from usecases.selection.publicattendance import (
    PublicInstitutions,
    PublicPartners,
    published_during,
)
from usecases.selection.publicchoices import Published, PublishedRecords
from usecases.selection.publicfilters import AnyPublic
from usecases.selection.strict import Params, filtered, one, ordered, refuse_unknown, searched
from usecases.text.names import folded
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import Measure, OutcomeResult, ParticipationRole

_DATED = {"happened_on": "happened_on"}


class PublicPhases(AnyPublic):
    """Phases."""

    programme = Published("programme", Kind.PROGRAMME)


class PublicFacts(PublicPhases):
    """What happened: by `as_at`, published by `known_at`."""

    phase = Published("phase", Kind.PHASE)
    happened_from = PeriodDay(method="begun")
    happened_to = PeriodDay(method="begun")
    as_at = Moment(field_name="happened_on", lookup_expr="lte")
    known_at = Moment(method="as_known")

    def begun(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what happened on this day or after it; or by it."""
        if value is None:
            return queryset
        period_of(self.form.cleaned_data, "happened")
        end = Period(last=value) if name == "happened_to" else Period(first=value)
        return queryset.filter(published_during(end))


class PublicUseCases(PublicFacts):
    """Use cases, by their public side."""

    institution = PublishedRecords("institution", Kind.INSTITUTION)
    sector = SeveralTexts(field_name="sector")
    category = Published("category", Kind.CATEGORY, column="category")
    without = SeveralChoices(choices=[("category", "category")], method="lacking")
    stage = SeveralChoices(field_name="stage", choices=Stage.choices)
    reference = SeveralTexts(field_name="code")
    basis = SeveralChoices(field_name="content__basis", choices=Basis.choices)
    outcome = SeveralChoices(field_name="content__outcome", choices=OutcomeResult.choices)

    def lacking(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep cases without a category."""
        return queryset.filter(category="")


class PublicParticipations(PublicFacts):
    """Participations."""

    institution = PublishedRecords("institution", Kind.INSTITUTION)
    partner = PublishedRecords("partner", Kind.TECHNOLOGY_PARTNER)
    sector = SeveralTexts(field_name="sector")
    role = SeveralChoices(field_name="role", choices=ParticipationRole.choices)


class PublicFigures(PublicFacts):
    """Published figures."""

    measure = SeveralChoices(field_name="code", choices=Measure.choices)


class PublicFindings(AnyPublic):
    """Findings."""

    topic = Published("topic", Kind.FINDING, column="topic")
    programme = Published("programme", Kind.PROGRAMME)
    phase = Published("phase", Kind.PHASE)
    known_at = Moment(method="as_known")


@dataclass(frozen=True)
class PublicSubject:
    """A kind of record that is public."""

    name: str
    kind: Kind
    filterset: type[FilterSet] = AnyPublic
    orderings: Mapping[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> frozenset[str]:
        """The names of the parameters that `select` takes."""
        return frozenset({*self.filterset.base_filters, "ordering", "search"})

    def select(self, params: Params) -> QuerySet[Publication]:
        """Return the publications in force that the parameters name."""
        refuse_unknown(params, self.parameters)
        known_at = read_moment(one(params, "known_at") or "")
        rows = published(Publication.objects.filter(kind=self.kind), known_at)
        rows = filtered(self.filterset, rows, ANONYMOUS, params)
        rows = searched(rows, ("words",), params, folded)
        orderings = {"name": "sort", "published_at": "published_at", **self.orderings}
        return ordered(rows, orderings, params)


PUBLIC: dict[str, PublicSubject] = {
    subject.name: subject
    for subject in (
        PublicSubject("programmes", Kind.PROGRAMME),
        PublicSubject("phases", Kind.PHASE, PublicPhases),
        PublicSubject("institutions", Kind.INSTITUTION, PublicInstitutions),
        PublicSubject("technology-partners", Kind.TECHNOLOGY_PARTNER, PublicPartners),
        PublicSubject("participations", Kind.PARTICIPATION, PublicParticipations),
        PublicSubject("published-figures", Kind.PUBLISHED_FIGURE, PublicFigures),
        PublicSubject("categories", Kind.CATEGORY),
        PublicSubject("techniques", Kind.TECHNIQUE),
        PublicSubject("use-cases", Kind.USE_CASE, PublicUseCases),
        PublicSubject("findings", Kind.FINDING, PublicFindings),
        PublicSubject("phase-reports", Kind.PHASE_REPORT, PublicPhases),
        PublicSubject("documents", Kind.DOCUMENT, PublicDocuments, {"issued_on": "happened_on"}),
        PublicSubject("events", Kind.EVENT, PublicEvents, _DATED),
        PublicSubject("follow-ons", Kind.FOLLOW_ON, PublicFollowOns, _DATED),
        PublicSubject("other-cohorts", Kind.OTHER_COHORT, PublicOtherCohorts),
    )
}
# Tables are read whole, at an address of their own: they are no list to be narrowed.
FROZEN_TABLES = PublicSubject("frozen-tables", Kind.FROZEN_TABLE)
