"""How the trail is selected: moves and edits."""

from typing import Any

from django.db.models import Q, QuerySet

from usecases.models.trail import Change, StageChange
from usecases.rules.visibility import stage_changes_for, use_cases_for
from usecases.rules.visibility_register import changes_for, institutions_for, people_for
from usecases.selection.columns import by_columns
from usecases.selection.filters import (
    FilterSet,
    Moment,
    Several,
    SeveralChoices,
    SeveralTexts,
    YesNo,
)
from usecases.selection.history import stage_changes
from usecases.selection.occurred import Occurring
from usecases.selection.of_case import OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb


@by_columns("from_stage", "happened_on", "precision", staff_only=("door", "recorded_at", "by"))
class StageChangeFilters(Occurring, OfCase):
    """Stage changes, as they had happened by `as_at` and were recorded by `known_at`."""

    subject = "stage-changes"

    verb = SeveralChoices(field_name="verb", choices=Verb.choices)
    to_stage = SeveralChoices(field_name="to_stage", choices=Stage.choices)
    by = Several("by", people_for, key="pk")
    on_behalf_of = Several("on_behalf_of", institutions_for, key="pk")
    voids = Several("voids", stage_changes_for, key="uuid")
    basis = SeveralChoices(field_name="basis", choices=Basis.choices)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")
    known_at = Moment(field_name="recorded_at", lookup_expr="lte")
    standing = YesNo(method="stands")

    class Meta:
        model = StageChange
        fields: tuple[str, ...] = ()

    def stands(self, rows: QuerySet[StageChange], name: str, value: Any) -> QuerySet[StageChange]:
        """Keep what nothing had voided, or what something had."""
        if value is None:
            return rows
        kept = Q(pk__in=stage_changes(self.times).order_by().values("pk"))
        return rows.filter(kept if value else ~kept)


@by_columns("recorded_at", "door", "request")
class ChangeFilters(FilterSet):
    """Rows of the trail, by record."""

    kind = SeveralTexts(field_name="kind")
    record = SeveralTexts(field_name="record")
    use_case = Several("use_case", use_cases_for, key="pk")
    by = Several("by", people_for, key="pk")
    on_behalf_of = Several("on_behalf_of", institutions_for, key="pk")

    class Meta:
        model = Change
        fields: tuple[str, ...] = ()


_NAMED = ("use_case__reference", "use_case__title")

STAGE_CHANGES = Subject(
    "stage-changes", stage_changes_for, StageChangeFilters, _NAMED, {}, ("use_case", "by")
)
CHANGES = Subject("changes", changes_for, ChangeFilters, (), {}, ("by",))
