"""Use cases and what was handed in."""

from collections.abc import Iterable
from uuid import UUID

from rest_framework import serializers

from usecases.api.serializers.base import Shown, code, key, text
from usecases.models.outcomes import Outcome
from usecases.models.parties import Party
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult

_SOURCED = ("source", "source_kind")
_STAMPS = ("recorded_at", "updated_at")
_PLACE = ("phase", "programme", "institution", "institution_name", "sector")


def _partners(keys: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {case: [] for case in keys}
    parties = Party.objects.filter(use_case__in=keys, partner__isnull=False)
    for case, name in parties.values_list("use_case", "partner__name"):
        found[case].append(name)
    return {case: sorted(names) for case, names in found.items()}


def _outcomes(keys: list[UUID]) -> dict[UUID, str]:
    told = Outcome.objects.filter(use_case__in=keys).order_by("happened_on", "recorded_at")
    return dict(told.values_list("use_case", "result"))


class UseCaseShown(Shown[UseCase]):
    """One use of AI by an institution in a phase. `stage` is the one at `as_at`, if given."""

    stage = serializers.SerializerMethodField()
    phase = code()
    programme = text("phase.programme.code")
    institution = key("institution_id")
    institution_name = text("institution.short_name")
    sector = text("institution.sector.code")
    authority = code(allow_null=True)
    category = code(allow_null=True)
    own_category = code(allow_null=True)
    further_categories = code(many=True)
    techniques = code(many=True)
    partners = serializers.SerializerMethodField()
    outcome = serializers.SerializerMethodField()
    case_officer = key("case_officer_id", allow_null=True)
    placed = {"stage": "stage"}
    listed = {"partners": _partners, "outcome": _outcomes}
    related = ("institution__sector",)
    prefetch = ("further_categories", "techniques", "parties__partner", "outcomes")
    staff_only = (
        *("public_title", "public_summary", "case_officer", "confidentiality"),
        *("uncategorised_reason", *_STAMPS),
    )
    published = (
        *("id", "reference", "stage", *_PLACE, "category", "uncategorised_reason"),
        *("partners", "outcome", "basis", *_SOURCED, "title", "summary"),
    )

    class Meta:
        model = UseCase
        fields = (
            *("id", "reference", "stage", "version", *_PLACE, "authority", "category"),
            *("uncategorised_reason", "further_categories", "techniques", "partners", "outcome"),
            *("basis", *_SOURCED),
            *(*BANK_FIELDS, "public_title", "public_summary", "case_officer"),
            *("confidentiality", *_STAMPS),
        )

    def get_stage(self, case: UseCase) -> Stage:
        """Return the stage, at the moment asked about."""
        return Stage(getattr(case, "stage_then", case.stage))

    def get_partners(self, case: UseCase) -> list[str]:
        """Return the names of the technology partners."""
        return _names(party.partner for party in case.parties.all() if party.partner)

    def get_outcome(self, case: UseCase) -> OutcomeResult | None:
        """Return what became of it, as told last by the moment asked about."""
        if hasattr(case, "outcome_then"):
            return OutcomeResult(case.outcome_then) if case.outcome_then else None
        told = max(case.outcomes.all(), key=lambda o: (o.happened_on, o.recorded_at), default=None)
        return OutcomeResult(told.result) if told else None


class SubmissionShown(Shown[Submission]):
    """One frozen version of everything handed in."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    signed_by = text("signed_by.name")
    content = serializers.DictField(read_only=True)

    class Meta:
        model = Submission
        fields = (
            *("id", "use_case", "reference", "number", "digest", "form_version"),
            *("signed_by", "signed_at", "content"),
        )


def _names(records: Iterable[object]) -> list[str]:
    return sorted(str(record) for record in records)
