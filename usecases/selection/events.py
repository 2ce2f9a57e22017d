"""How documents, events, follow-ons and other regulators' cohorts are selected."""

from django_filters import FilterSet

from usecases.models.documents import Document
from usecases.models.events import Event
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.rules.visibility_events import (
    documents_for,
    events_for,
    follow_ons_for,
    other_cohorts_for,
)
from usecases.rules.visibility_register import authorities_for, phases_for, programmes_for
from usecases.selection.filters import Moment, Several, SeveralChoices, SeveralTexts
from usecases.selection.strict import Subject
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage
from usecases.vocabulary.events import EventKind, FollowOnKind, FollowOnState


class DocumentFilters(FilterSet):
    """Documents."""

    kind = SeveralChoices(field_name="kind", choices=DocumentKind.choices)
    language = SeveralChoices(field_name="language", choices=DocumentLanguage.choices)
    programme = Several("programme", programmes_for)
    phase = Several("phase", phases_for)
    authority = Several("authority", authorities_for)

    class Meta:
        model = Document
        fields: tuple[str, ...] = ()


class EventFilters(FilterSet):
    """Events, as they had begun by `as_at`."""

    kind = SeveralChoices(field_name="kind", choices=EventKind.choices)
    programme = Several("programme", programmes_for)
    phase = Several("phase", phases_for)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()


class FollowOnFilters(FilterSet):
    """Follow-ons, as they had begun by `as_at`."""

    kind = SeveralChoices(field_name="kind", choices=FollowOnKind.choices)
    state = SeveralChoices(field_name="state", choices=FollowOnState.choices)
    programme = Several("phases__programme", programmes_for, many=True)
    phase = Several("phases", phases_for, many=True)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")

    class Meta:
        model = FollowOn
        fields: tuple[str, ...] = ()


class OtherCohortFilters(FilterSet):
    """Cohorts of other regulators' sandboxes."""

    sandbox = SeveralTexts(field_name="programme")

    class Meta:
        model = OtherCohort
        fields: tuple[str, ...] = ()


_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
DOCUMENTS = Subject(
    "documents",
    documents_for,
    DocumentFilters,
    ("title_en", "title_zh_hant", "title_zh_hans", "summary_en"),
    {"issued_on": "issued_on", "title": "title_en", "updated_at": "updated_at"},
    ("authority", "programme", "phase__programme"),
)
EVENTS = Subject(
    "events",
    events_for,
    EventFilters,
    (*_NAMES, "summary_en", "venue", "organisers"),
    {"happened_on": "happened_on", "updated_at": "updated_at"},
    ("programme", "phase__programme"),
)
FOLLOW_ONS = Subject(
    "follow-ons",
    follow_ons_for,
    FollowOnFilters,
    (*_NAMES, "summary_en", "partners"),
    {"happened_on": "happened_on", "updated_at": "updated_at"},
)
OTHER_COHORTS = Subject(
    "other-cohorts",
    other_cohorts_for,
    OtherCohortFilters,
    ("programme", "cohort"),
    {"sandbox": "programme"},
)
