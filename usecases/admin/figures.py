"""Figures open the list of exactly the records they count, in the console where it has one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from usecases.admin.person import person_of
from usecases.models.person import ANONYMOUS, Person
from usecases.reporting.table import Records
from usecases.selection.errors import BadParameters
from usecases.selection.fairness import assessors_for
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import UNCOUNTED, Stage

# The lists of the console in which a figure can be shown, by their names in the API.
MODELS: dict[str, str] = {
    "use-cases": "usecase",
    "institutions": "institution",
    "technology-partners": "technologypartner",
    "results": "result",
    "targets": "target",
    "trials": "trial",
    "deliverables": "deliverable",
    "incidents": "incident",
    "notes": "note",
    "clarifications": "clarification",
    "decisions": "decision",
    "assignments": "assignment",
    "stage-changes": "stagechange",
}
NAMES: dict[str, Promise] = {
    "programme": _("programme"),
    "phase": _("phase"),
    "authority": _("authority"),
    "category": _("category"),
    "technique": _("technique"),
    "institution": _("institution"),
    "sector": _("sector"),
    "kind": _("kind"),
    "newcomer": _("newcomer"),
    "assessor": _("assessed by"),
    "by": _("broken down by"),
    "metric": _("metric"),
    "verdict": _("verdict"),
    "deciding": _("by which a target is judged"),
    "locked": _("of a started trial"),
    "stage": _("stage"),
    "reached": _("ever reached"),
    "decision": _("decision"),
    "standing": _("standing"),
    "phases_taken": _("phases taken part in"),
    "without": _("without"),
    "severity": _("severity"),
    "cause": _("cause"),
    "open": _("open"),
    "state": _("state"),
    "in_time": _("in time"),
    "in_time_at_first": _("in time by the day fixed at first"),
    "past_due": _("open past its day"),
    "dated": _("with a day"),
    "late": _("late"),
    "answered": _("answered"),
    "basis": _("basis"),
    "to_stage": _("to stage"),
    "over_limit": _("over the limit of"),
    "case_officer": _("case officer"),
    "owed": _("owed"),
    "awaits": _("awaits"),
    "partner": _("technology partner"),
    "waits": _("what waits"),
    "whom": _("what waits, on whom"),
    "from": _("from"),
    "to": _("to"),
    "counted": _("counted by"),
    "every": _("as a series"),
    "submitted_from": _("submitted from"),
    "submitted_to": _("submitted by"),
    "undated": _("day of submission not known"),
    "happened_from": _("happened from"),
    "happened_to": _("happened by"),
    "measured": _("known how long"),
    "unmeasured": _("dates not known"),
    "decision_target": _("target"),
    "outcome": _("outcome"),
    "first_year": _("first year"),
    "follows": _("follows from an earlier one"),
    "earlier_stage": _("the earlier one"),
    "as_at": _("as at"),
    "known_at": _("as known at"),
}
_COUNTED = frozenset(stage.value for stage in Stage if stage not in UNCOUNTED)


def figure_url(records: Records) -> str:
    """Return the address of the list that holds exactly these records."""
    query = urlencode(records.params)
    model = MODELS.get(records.subject)
    if model is None:
        return f"{reverse(f'api:{records.subject}-list')}?{query}"
    return f"{reverse(f'admin:usecases_{model}_changelist')}?{urlencode({'figure': query})}"


def in_words(params: Mapping[str, list[str]], person: Person = ANONYMOUS) -> str:
    """Say what a figure counts; people by their names."""
    stages: dict[str, Any] = dict(Stage.choices)
    if "assessor" in params:
        stages |= {str(each.pk): str(each) for each in assessors_for(person)}
    parts = []
    for name, values in params.items():
        if name == "stage" and set(values) == _COUNTED:
            continue
        told = ", ".join(str(stages.get(value, value)) for value in values)
        parts.append(f"{NAMES.get(name, name)} {told}")
    return "; ".join(parts) or str(_("everything counted"))


class FigureFilter(SimpleListFilter):
    """Narrows a list to the records that a figure counts, as the selection of that figure says."""

    title = _("figure")
    parameter_name = "figure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one figure that the address names."""
        self.person = person_of(request)
        subjects = {model: subject for subject, model in MODELS.items()}
        self.subject = SUBJECTS[subjects[model_admin.opts.model_name]]
        asked = self.value()
        return [] if asked is None else [(asked, in_words(_read(asked), self.person))]

    def has_output(self) -> bool:
        """Take up no room unless a figure was followed."""
        return self.value() is not None

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to what is counted; what the selection refuses is answered as a wrong value is."""
        asked = self.value()
        if asked is None:
            return queryset
        try:
            counted = self.subject.select(self.person, _read(asked))
        except BadParameters as error:
            raise IncorrectLookupParameters(error) from error
        return queryset.filter(pk__in=counted.order_by().values("pk"))


def _read(asked: str) -> dict[str, list[str]]:
    return parse_qs(asked, keep_blank_values=True)
