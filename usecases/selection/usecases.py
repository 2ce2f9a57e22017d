"""How use cases are selected."""

from typing import Any

from django.db.models import Min, Q, QuerySet

from usecases.models.casefile import Alias, Lineage
from usecases.models.parties import Party
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import (
    authorities_for,
    categories_for,
    institutions_for,
    people_for,
    phases_for,
    programmes_for,
    techniques_for,
    technology_partners_for,
)
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.endings import FIRST_YEARS
from usecases.selection.fairness import APPLIED, assessors_for, fairness_filters
from usecases.selection.filters import (
    Moment,
    PeriodDay,
    Several,
    SeveralChoices,
    SeveralTerms,
    SeveralTexts,
    YesNo,
)
from usecases.selection.history import DECISIONS, Times
from usecases.selection.lit import Lit
from usecases.selection.moments import APPLIED as MOMENTS
from usecases.selection.moments import moment_filters
from usecases.selection.staff import for_staff
from usecases.selection.stretches import MEASURES, MET, MISSED
from usecases.selection.strict import Subject
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import Autonomy, OutcomeResult, TermKind

_TOGETHER = (*APPLIED, *MOMENTS)
_REACHED = [*Stage.choices, (OutcomeResult.IN_PRODUCTION.value, OutcomeResult.IN_PRODUCTION.label)]
# What a case may be without, as asked by `without`: the column that is empty.
WITHOUT: dict[str, str] = {
    "category": "category",
    "technique": "techniques",
    "kind": "institution__kind",
    "authority": "authority",
    "case_officer": "case_officer",
    "partner": "parties",
}


@by_columns(
    *("stage_of_development", "model_family", "model_size", "data_public", "data_proprietary"),
    *("data_synthetic", "data_personal", "compute_asked", "ai_against_ai", "source_kind"),
    "version",
    staff_only=(
        *("confidentiality", "uncategorised_reason", "case_officer", "public_title"),
        "public_summary",
        *STAMPS,
    ),
)
class UseCaseFilters(Lit):
    """Several values of one parameter are alternatives; several parameters all hold."""

    phase = Several("phase", phases_for)
    programme = Several("phase__programme", programmes_for)
    institution = Several("institution", institutions_for, key="pk")
    sector = SeveralTerms("institution__sector", TermKind.SECTOR)
    kind = SeveralTerms("institution__kind", TermKind.INSTITUTION_KIND)
    authority = Several("authority", authorities_for)
    category = Several("category", categories_for)
    further_category = Several("further_categories", categories_for, many=True)
    technique = Several("techniques", techniques_for, many=True)
    own_category = Several("own_category", categories_for)
    case_officer = Several("case_officer", people_for, key="pk")
    continues = Several(None, use_cases_for, key="pk", method="following")
    partner = Several("parties__partner", technology_partners_for, key="pk", many=True)
    without = SeveralChoices(choices=[(name, name) for name in WITHOUT], method="lacking")
    reference = SeveralTexts(method="known_as")
    stage = SeveralChoices(choices=Stage.choices)
    reached = SeveralChoices(choices=_REACHED)
    decision = SeveralChoices(choices=[(name, name) for name in DECISIONS])
    basis = SeveralChoices(field_name="basis", choices=Basis.choices)
    autonomy = SeveralChoices(field_name="autonomy", choices=Autonomy.choices)
    customer_facing = YesNo(field_name="customer_facing")
    looked_over = YesNo(method="looked")
    newcomer = YesNo()
    assessor = Several(None, assessors_for, key="pk")
    submitted_after = Moment(method="handed_in")
    submitted_before = Moment(method="handed_in")
    submitted_from = PeriodDay()
    submitted_to = PeriodDay()
    undated = YesNo()
    measured = SeveralChoices(choices=[(name, name) for name in MEASURES])
    unmeasured = SeveralChoices(choices=[(name, name) for name in MEASURES])
    decision_target = SeveralChoices(choices=[(MET, MET), (MISSED, MISSED)])
    outcome = SeveralChoices(choices=OutcomeResult.choices)
    first_year = SeveralChoices(choices=[(name, name) for name in FIRST_YEARS])
    follows = SeveralChoices(choices=LineageKind.choices)
    earlier_stage = SeveralChoices(choices=Stage.choices)
    happened_from = PeriodDay()
    happened_to = PeriodDay()
    decided_after = Moment(method="released")
    decided_before = Moment(method="released")
    as_at = Moment()
    known_at = Moment()

    class Meta:
        model = UseCase
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[UseCase]) -> QuerySet[UseCase]:
        """Apply what depends on the moment together, the rest one by one."""
        wanted: dict[str, Any] = self.form.cleaned_data
        for name, value in wanted.items():
            if name not in _TOGETHER:
                queryset = self.filters[name].filter(queryset, value)
        times = Times(wanted.get("as_at"), wanted.get("known_at"))
        queryset = fairness_filters(queryset, wanted, self.request, times)
        return moment_filters(queryset, wanted, self.request)

    def known_as(
        self, queryset: QuerySet[UseCase], name: str, value: list[str]
    ) -> QuerySet[UseCase]:
        """Compare the reference a case has, and those it had before it moved."""
        before = Alias.objects.filter(reference__in=value).values("use_case")
        return queryset.filter(Q(reference__in=value) | Q(pk__in=before))

    def lacking(
        self, queryset: QuerySet[UseCase], name: str, value: list[str]
    ) -> QuerySet[UseCase]:
        """Keep cases that have none of what is named; who has no officer is for staff to know."""
        if "case_officer" in value:
            for_staff(self.request, name)
        for each in value:
            if each == "partner":
                with_one = Party.objects.filter(partner__isnull=False)
                queryset = queryset.exclude(pk__in=with_one.values("use_case"))
            else:
                queryset = queryset.filter(**{f"{WITHOUT[each]}__isnull": True})
        return queryset

    def looked(self, queryset: QuerySet[UseCase], name: str, value: Any) -> QuerySet[UseCase]:
        """Keep recorded cases that an approver has looked over, or has not; staff alone may ask."""
        if value is None:
            return queryset
        for_staff(self.request, name)
        return queryset.filter(basis=Basis.RECORDED, looked_over_by__isnull=not value)

    def following(self, queryset: QuerySet[UseCase], name: str, value: Any) -> QuerySet[UseCase]:
        """Keep cases that continue one of these."""
        if not value:
            return queryset
        links = Lineage.objects.filter(ended_at=None, kind=LineageKind.CONTINUES, earlier__in=value)
        return queryset.filter(pk__in=links.values("later"))

    def handed_in(self, queryset: QuerySet[UseCase], name: str, value: Any) -> QuerySet[UseCase]:
        """Compare the first submission."""
        side = "gt" if name.endswith("after") else "lte"
        firsts = Submission.objects.values("use_case").annotate(first=Min("signed_at"))
        return queryset.filter(pk__in=firsts.filter(**{f"first__{side}": value}).values("use_case"))

    def released(self, queryset: QuerySet[UseCase], name: str, value: Any) -> QuerySet[UseCase]:
        """Compare the release of a decision."""
        side = "gt" if name.endswith("after") else "lte"
        return queryset.filter(
            Q(**{f"decisions__released_at__{side}": value}), decisions__released_at__isnull=False
        ).distinct()


USE_CASES = Subject(
    name="use-cases",
    visible=use_cases_for,
    filterset=UseCaseFilters,
    search=(
        *("reference", "title", "summary", "problem", "solution", "public_title"),
        *("public_summary", "institution__short_name"),
    ),
    orderings={
        "reference": "reference",
        "title": "title",
        "stage": "stage",
        "phase": "phase__code",
        "institution": "institution__short_name",
        "updated_at": "updated_at",
        "recorded_at": "recorded_at",
    },
    related=("phase__programme", "institution", "category", "authority", "own_category"),
)
