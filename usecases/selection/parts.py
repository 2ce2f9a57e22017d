"""How decisions, trials, outcomes and vocabularies are selected."""

from django.db.models import F, Q, QuerySet

from usecases.models.outcomes import Outcome
from usecases.models.reviews import Decision
from usecases.models.trials import Trial
from usecases.models.words import Category
from usecases.rules.visibility import (
    decisions_for,
    outcomes_for,
    submissions_for,
    trials_for,
)
from usecases.rules.visibility_register import (
    categories_for,
    people_for,
    techniques_for,
)
from usecases.rules.void import with_void
from usecases.selection.awaited import AWAITS, decision_awaits
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import (
    FilterSet,
    Moment,
    Several,
    SeveralChoices,
    SeveralTerms,
    SeveralTexts,
    YesNo,
)
from usecases.selection.history import any_of
from usecases.selection.lit import Lit
from usecases.selection.occurred import Occurring
from usecases.selection.of_case import OfCase
from usecases.selection.staff import for_staff
from usecases.selection.strict import Subject
from usecases.vocabulary.monitoring import LIMITED
from usecases.vocabulary.terms import FOLLOW_UPS, DecisionOutcome, OutcomeResult, TermKind

# What a trial may use up: what was used, and the limit.
OVER: dict[str, tuple[str, str]] = {
    used.partition("_")[0]: (used, limit) for used, limit, _label, _unit in LIMITED
}


@by_columns(
    *("digest", "basis", "released_at"),
    staff_only=(
        *("rank", "proposed_at", "confirmed_at", "refused_at", "void", "proposed_by"),
        *("confirmed_by", "refused_by", "released_by"),
        *STAMPS,
    ),
)
class DecisionFilters(OfCase):
    """Decisions, by outcome and by whether they are released."""

    outcome = SeveralChoices(field_name="outcome", choices=DecisionOutcome.choices)
    released = YesNo(field_name="released_at", lookup_expr="isnull", exclude=True)
    void = YesNo(field_name="void")
    submission = Several("submission", submissions_for, key="pk")
    reason = SeveralTerms("reason", TermKind.REASON)
    proposed_by = Several("proposed_by", people_for, key="pk")
    confirmed_by = Several("confirmed_by", people_for, key="pk")
    refused_by = Several("refused_by", people_for, key="pk")
    released_by = Several("released_by", people_for, key="pk")
    awaits = SeveralChoices(choices=[(name, name) for name in AWAITS], method="open_for")
    as_at = Moment(method="as_then")
    known_at = Moment(method="as_then")

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ()

    def open_for(self, rows: QuerySet[Decision], name: str, value: list[str]) -> QuerySet[Decision]:
        """Keep what awaited its confirmation or its release; that is for staff to know."""
        if value:
            for_staff(self.request, name)
        conditions = [decision_awaits(each, self.times) for each in value]
        return rows.filter(any_of(conditions)) if conditions else rows


@by_columns(
    *("planned_from", "planned_to", "compute_granted", "compute_used", "customers_limit"),
    *("customers_exposed", "transactions_limit", "transactions_made"),
    staff_only=STAMPS,
)
class TrialFilters(Lit, Occurring, OfCase):
    """Trials, by the light of those that run."""

    lit_path = "use_case"
    subject = "trials"
    environment = SeveralTerms("environment", TermKind.ENVIRONMENT)
    over_limit = SeveralChoices(choices=[(name, name) for name in OVER], method="over")
    as_at = Moment(method="as_then")
    known_at = Moment(method="as_then")

    class Meta:
        model = Trial
        fields: tuple[str, ...] = ()

    def over(self, rows: QuerySet[Trial], name: str, value: list[str]) -> QuerySet[Trial]:
        """Keep trials that have used more than they may."""
        conditions = [Q(**{f"{OVER[each][0]}__gt": F(OVER[each][1])}) for each in value]
        return rows.filter(any_of(conditions)) if conditions else rows


@by_columns("happened_on", "precision", "basis", "told_by", staff_only=STAMPS)
class OutcomeFilters(OfCase):
    """Outcomes, as they had happened by `as_at` and were recorded by `known_at`."""

    result = SeveralChoices(field_name="result", choices=OutcomeResult.choices)
    follow_up = SeveralChoices(field_name="follow_up", choices=FOLLOW_UPS)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")
    known_at = Moment(field_name="recorded_at", lookup_expr="lte")

    class Meta:
        model = Outcome
        fields: tuple[str, ...] = ()


@by_columns("order", staff_only=STAMPS)
class WordFilters(FilterSet):
    """Words of a vocabulary."""

    code = SeveralTexts(field_name="code")
    active = YesNo(field_name="active")

    class Meta:
        model = Category
        fields: tuple[str, ...] = ()


_CASE = ("use_case",)
_NAMED = ("use_case__reference", "use_case__title")
_LABELS = ("code", "label_en", "label_zh_hant", "label_zh_hans")

DECISIONS = Subject(
    "decisions",
    lambda person: with_void(decisions_for(person)),
    DecisionFilters,
    (*_NAMED, "text", "conditions"),
    {"released_at": "released_at"},
    (*_CASE, "reason", "submission"),
)
TRIALS = Subject(
    "trials",
    trials_for,
    TrialFilters,
    (*_NAMED, "plan"),
    {"planned_from": "planned_from", "updated_at": "updated_at"},
    (*_CASE, "environment"),
)
OUTCOMES = Subject(
    "outcomes",
    outcomes_for,
    OutcomeFilters,
    (*_NAMED, "benefits", "lessons", "public_lessons"),
    {"happened_on": "happened_on", "recorded_at": "recorded_at"},
    _CASE,
)
CATEGORIES = Subject("categories", categories_for, WordFilters, _LABELS, {"code": "code"})
TECHNIQUES = Subject("techniques", techniques_for, WordFilters, _LABELS, {"code": "code"})
