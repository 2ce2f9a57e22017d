"""How documents, events, follow-ons and other regulators' cohorts are selected."""

from usecases.models.documents import Document
from usecases.models.events import Event
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_events import (
    documents_for,
    events_for,
    follow_ons_for,
    other_cohorts_for,
)
from usecases.rules.visibility_register import authorities_for, phases_for, programmes_for
from usecases.rules.visibility_trials import findings_for
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import FilterSet, Moment, Several, SeveralChoices, SeveralTexts
from usecases.selection.strict import Subject
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage
from usecases.vocabulary.events import EventKind, FollowOnKind, FollowOnState


@by_columns(
    *("issued_on", "effective_from", "effective_to", "version", "pages", "paraphrased"),
    "source_kind",
    staff_only=STAMPS,
)
class DocumentFilters(FilterSet):
    """Documents."""

    kind = SeveralChoices(field_name="kind", choices=DocumentKind.choices)
    language = SeveralChoices(field_name="language", choices=DocumentLanguage.choices)
    programme = Several("programme", programmes_for)
    phase = Several("phase", phases_for)
    authority = Several("authority", authorities_for)
    supersedes = Several("supersedes", documents_for, key="pk")
    translation_of = Several("translation_of", documents_for, key="pk")

    class Meta:
        model = Document
        fields: tuple[str, ...] = ()


@by_columns(
    *("happened_on", "precision", "ends_at", "attendance_lower", "attendance_upper"),
    *("attendance_counted", "source_kind"),
    staff_only=STAMPS,
)
class EventFilters(FilterSet):
    """Events, as they had begun by `as_at`."""

    kind = SeveralChoices(field_name="kind", choices=EventKind.choices)
    programme = Several("programme", programmes_for)
    phase = Several("phase", phases_for)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()


@by_columns("happened_on", "precision", "source_kind", staff_only=STAMPS)
class FollowOnFilters(FilterSet):
    """Follow-ons, as they had begun by `as_at`."""

    kind = SeveralChoices(field_name="kind", choices=FollowOnKind.choices)
    state = SeveralChoices(field_name="state", choices=FollowOnState.choices)
    document = Several("document", documents_for, key="pk")
    finding = Several("findings", findings_for, key="pk", many=True)
    use_case = Several("use_cases", use_cases_for, key="pk", many=True)
    programme = Several("phases__programme", programmes_for, many=True)
    phase = Several("phases", phases_for, many=True)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")

    class Meta:
        model = FollowOn
        fields: tuple[str, ...] = ()


@by_columns(
    *("order", "applications_lower", "applications_upper", "accepted", "testing"),
    *("institutions", "technology_partners", "exited", "source_kind"),
    staff_only=STAMPS,
)
class OtherCohortFilters(FilterSet):
    """Cohorts of other regulators' sandboxes."""

    sandbox = SeveralTexts(field_name="programme")

    class Meta:
        model = OtherCohort
        fields: tuple[str, ...] = ()


_SUMMARIES = ("summary_en", "summary_zh_hant", "summary_zh_hans")
_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
DOCUMENTS = Subject(
    "documents",
    documents_for,
    DocumentFilters,
    ("title_en", "title_zh_hant", "title_zh_hans", *_SUMMARIES),
    {"issued_on": "issued_on", "title": "title_en", "updated_at": "updated_at"},
    ("authority", "programme", "phase__programme"),
)
EVENTS = Subject(
    "events",
    events_for,
    EventFilters,
    (*_NAMES, *_SUMMARIES, "venue", "organisers"),
    {"happened_on": "happened_on", "updated_at": "updated_at"},
    ("programme", "phase__programme"),
)
FOLLOW_ONS = Subject(
    "follow-ons",
    follow_ons_for,
    FollowOnFilters,
    (*_NAMES, *_SUMMARIES, "partners"),
    {"happened_on": "happened_on", "updated_at": "updated_at"},
)
OTHER_COHORTS = Subject(
    "other-cohorts",
    other_cohorts_for,
    OtherCohortFilters,
    ("programme", "cohort"),
    {"sandbox": "programme"},
)
