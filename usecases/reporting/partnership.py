"""How use cases are shared among technology partners: of each, of the three with most, of none."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from usecases.models.parties import Party
from usecases.reporting.rates import percentage
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.vocabulary.stages import Stage

BY = "partner"
_MOST = 3
_ACCEPTED = {"reached": Stage.ACCEPTED.value}
_NONE = {"stage": Stage.DRAFT.value}  # of what was accepted, nothing

_USE_CASES = Column(
    "use_cases", Type.COUNT, _("Use cases ever accepted."), label=_("Use cases accepted")
)
COLUMNS = (
    _USE_CASES,
    Column(
        "without_partner",
        Type.COUNT,
        _("Of these, without a technology partner."),
        label=_("Without a partner"),
    ),
    Column(
        "top_three",
        Type.COUNT,
        _("Of these, with at least one of the three partners that have most."),
        label=_("With one of the top three"),
    ),
    Column(
        "top_three_share",
        Type.PERCENTAGE,
        _("Their share of the use cases accepted."),
        unit="%",
        label=_("Share of the top three"),
        rate=(("top_three",), ("use_cases",)),
    ),
)
BY_PARTNER = (
    Column(BY, Type.TEXT, _("Id of the technology partner."), label=_("Partner")),
    Column("name", Type.TEXT, _("Its name."), label=_("Name")),
    _USE_CASES,
    Column(
        "share",
        Type.PERCENTAGE,
        _("Of all use cases accepted in scope; one with several partners is counted under each."),
        unit="%",
        label=_("Share of use cases"),
    ),
)


class Shared:
    """Who is a partner in which accepted use case of a scope, in two queries."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        cases = scope.select("use-cases", **_ACCEPTED).order_by()
        self.phases: dict[UUID, str] = dict(cases.values_list("pk", "phase__code"))
        rows = Party.objects.filter(use_case__in=cases.values("pk"), partner__isnull=False)
        found = rows.annotate(
            who=Coalesce("partner__merged_into", "partner"),
            called=Coalesce("partner__merged_into__name", "partner__name"),
        )
        ordered = found.order_by("called", "who", "use_case")
        pairs = ordered.values_list("use_case", "who", "called").distinct()
        self.pairs: list[tuple[UUID, UUID, str]] = [*pairs]

    def added(self, row: Row, codes: Collection[str]) -> Row:
        """Return a row of these phases with what is told of partners."""
        cases = {key for key, code in self.phases.items() if code in codes}
        pairs = [(case, partner) for case, partner, _name in self.pairs if case in cases]
        most = [who for who, _n in Counter(partner for _c, partner in pairs).most_common(_MOST)]
        top = {case for case, partner in pairs if partner in most}
        told: dict[str, Any] = {
            "use_cases": len(cases),
            "without_partner": len(cases - {case for case, _partner in pairs}),
            "top_three": len(top),
            "top_three_share": percentage(len(top), len(cases)),
        }
        of_top: dict[str, Any] = {BY: [str(each) for each in most]} if most else _NONE
        asked = {"use_cases": {}, "without_partner": {"without": BY}, "top_three": of_top}
        records = {name: self._records(codes, **each) for name, each in asked.items()}
        return replace(row, values={**row.values, **told}, records={**row.records, **records})

    def _records(self, codes: Collection[str], **narrowed: Any) -> Records:
        asked: dict[str, Any] = {**_ACCEPTED, "phase": [*codes], **narrowed}
        return self.scope.records("use-cases", **asked)

    def by_partner(self, codes: Collection[str]) -> list[Row]:
        """Return a row a partner, the one with most use cases first."""
        inside = [each for each in self.pairs if self.phases[each[0]] in codes]
        whole = sum(code in codes for code in self.phases.values())
        found = Counter((partner, name) for _case, partner, name in inside)
        return [
            Row(
                {BY: str(partner), "name": name, "use_cases": n, "share": percentage(n, whole)},
                {"use_cases": self._records(codes, **{BY: str(partner)})},
            )
            for (partner, name), n in found.most_common()
        ]


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a partner; the total counts every accepted use case once."""
    scope.refuse_mixed()
    shared, codes = Shared(scope), [phase.code for phase in scope.phases()]
    total = shared.added(Row({}), codes)
    names = ("use_cases",)
    values = {name: total.values[name] for name in names}
    return shared.by_partner(codes), Row(values, {name: total.records[name] for name in names})
