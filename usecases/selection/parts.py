"""How decisions, trials, outcomes, vocabularies and the trail are selected."""

from django_filters import FilterSet

from usecases.models.outcomes import Outcome
from usecases.models.reviews import Decision
from usecases.models.trail import Change, StageChange
from usecases.models.trials import Trial
from usecases.models.words import Category
from usecases.rules.visibility import (
    decisions_for,
    outcomes_for,
    stage_changes_for,
    trials_for,
    use_cases_for,
)
from usecases.rules.visibility_register import (
    categories_for,
    changes_for,
    institutions_for,
    phases_for,
    techniques_for,
)
from usecases.rules.void import with_void
from usecases.selection.filters import Moment, Several, SeveralChoices, SeveralTexts, YesNo
from usecases.selection.lit import Lit
from usecases.selection.strict import Subject
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import FOLLOW_UPS, DecisionOutcome, OutcomeResult
from usecases.vocabulary.verbs import Verb


class OfCase(FilterSet):
    """Parts of use cases, by the case they belong to."""

    use_case = Several("use_case", use_cases_for, key="pk")
    phase = Several("use_case__phase", phases_for)
    institution = Several("use_case__institution", institutions_for, key="pk")


class DecisionFilters(OfCase):
    """Decisions, by outcome and by whether they are released."""

    outcome = SeveralChoices(field_name="outcome", choices=DecisionOutcome.choices)
    released = YesNo(field_name="released_at", lookup_expr="isnull", exclude=True)
    void = YesNo(field_name="void")

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ()


class TrialFilters(Lit, OfCase):
    """Trials, by the light of those that run."""

    lit_path = "use_case"

    class Meta:
        model = Trial
        fields: tuple[str, ...] = ()


class OutcomeFilters(OfCase):
    """Outcomes, as they had happened by `as_at` and were recorded by `known_at`."""

    result = SeveralChoices(field_name="result", choices=OutcomeResult.choices)
    follow_up = SeveralChoices(field_name="follow_up", choices=FOLLOW_UPS)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")
    known_at = Moment(field_name="recorded_at", lookup_expr="lte")

    class Meta:
        model = Outcome
        fields: tuple[str, ...] = ()


class StageChangeFilters(OfCase):
    """Stage changes, as they had happened by `as_at` and were recorded by `known_at`."""

    verb = SeveralChoices(field_name="verb", choices=Verb.choices)
    to_stage = SeveralChoices(field_name="to_stage", choices=Stage.choices)
    basis = SeveralChoices(field_name="basis", choices=Basis.choices)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")
    known_at = Moment(field_name="recorded_at", lookup_expr="lte")

    class Meta:
        model = StageChange
        fields: tuple[str, ...] = ()


class ChangeFilters(FilterSet):
    """Rows of the trail, by record."""

    kind = SeveralTexts(field_name="kind")
    record = SeveralTexts(field_name="record")
    recorded_after = Moment(field_name="recorded_at", lookup_expr="gt")

    class Meta:
        model = Change
        fields: tuple[str, ...] = ()


class WordFilters(FilterSet):
    """Words of a vocabulary."""

    code = SeveralTexts(field_name="code")
    active = YesNo(field_name="active")

    class Meta:
        model = Category
        fields: tuple[str, ...] = ()


_CASE = ("use_case",)
_LABELS = ("code", "label_en", "label_zh_hant", "label_zh_hans")
_HAPPENED = {"happened_on": "happened_on", "recorded_at": "recorded_at"}

DECISIONS = Subject(
    "decisions",
    lambda person: with_void(decisions_for(person)),
    DecisionFilters,
    (),
    {"released_at": "released_at"},
    (*_CASE, "reason", "submission"),
)
TRIALS = Subject(
    "trials",
    trials_for,
    TrialFilters,
    (),
    {"planned_from": "planned_from", "updated_at": "updated_at"},
    (*_CASE, "environment"),
)
OUTCOMES = Subject("outcomes", outcomes_for, OutcomeFilters, (), _HAPPENED, _CASE)
STAGE_CHANGES = Subject(
    "stage-changes", stage_changes_for, StageChangeFilters, (), _HAPPENED, (*_CASE, "by")
)
CHANGES = Subject(
    "changes", changes_for, ChangeFilters, (), {"recorded_at": "recorded_at"}, ("by",)
)
CATEGORIES = Subject("categories", categories_for, WordFilters, _LABELS, {"code": "code"})
TECHNIQUES = Subject("techniques", techniques_for, WordFilters, _LABELS, {"code": "code"})
