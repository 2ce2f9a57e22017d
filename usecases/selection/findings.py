"""How findings are selected: by topic, by phase, by what they rest on, by what is public."""

from typing import Any

from django.db.models import Q, QuerySet

from usecases.models.findings import Finding
from usecases.models.publications import Publication
from usecases.rules.visibility import outcomes_for, use_cases_for
from usecases.rules.visibility_register import phases_for, programmes_for, published
from usecases.rules.visibility_trials import findings_for, results_for
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import FilterSet, Several, SeveralTerms, YesNo
from usecases.selection.strict import Subject
from usecases.vocabulary.terms import TermKind


@by_columns(
    "cited",
    "section",
    "page",
    "source_kind",
    staff_only=("on_result", "on_outcome", "use_case", *STAMPS),
)
class FindingFilters(FilterSet):
    """Several values of one parameter are alternatives; several parameters all hold."""

    topic = SeveralTerms("topic", TermKind.TOPIC)
    phase = Several("phase", phases_for)
    programme = Several("phase__programme", programmes_for)
    use_case = Several(None, use_cases_for, key="pk", method="resting_on")
    on_result = Several("results", results_for, key="pk", many=True)
    on_outcome = Several("outcomes", outcomes_for, key="pk", many=True)
    cites = YesNo(method="citing")
    public = YesNo(method="in_public")

    class Meta:
        model = Finding
        fields: tuple[str, ...] = ()

    def resting_on(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep findings that rest on a result or an outcome of one of the cases."""
        if not value:
            return rows
        keys = [case.pk for case in value]
        results = Finding.objects.filter(results__use_case__in=keys)
        outcomes = Finding.objects.filter(outcomes__use_case__in=keys)
        return rows.filter(pk__in=results.values("pk")) | rows.filter(pk__in=outcomes.values("pk"))

    def citing(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what cites a document, or what does not."""
        if value is None:
            return rows
        cites = ~Q(cited="") | Q(document__isnull=False)
        return rows.filter(cites if value else ~cites)

    def in_public(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what is public in some version, or what is not."""
        if value is None:
            return rows
        public = published(Publication.objects.all()).values("record")
        return rows.filter(pk__in=public) if value else rows.exclude(pk__in=public)


FINDINGS = Subject(
    "findings",
    findings_for,
    FindingFilters,
    (
        "statement_en",
        "statement_zh_hant",
        "statement_zh_hans",
        "cited",
        "document__title_en",
        "topic__label_en",
    ),
    {"recorded_at": "recorded_at", "updated_at": "updated_at", "topic": "topic__order"},
    ("topic", "phase__programme", "document"),
)
