"""What became of use cases: rows that are added, never rewritten."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import moment_column
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.base import Record
from usecases.models.outcomes import Outcome
from usecases.rules.editing import may_add
from usecases.vocabulary.basis import Basis
from usecases.workflow import conclude
from usecases.workflow.edit import create

TOLD = ("result", "happened_on", "told_by", "benefits", "lessons", "public_lessons")


class OutcomeAdmin(ConsoleAdmin[Outcome]):
    """Statements of what became of a use case; the latest is its outcome."""

    list_display = ("use_case", "result", "happened", "told_by", "basis")
    list_filter = ("result", ("use_case__phase", VisibleRelated), "basis")
    list_select_related = ("use_case__phase__programme",)
    further_columns = ("source", "recorded_at")
    search_fields = ("use_case__reference", "use_case__title", "told_by")
    empty_text = _("What became of a use case after its trial will appear here.")
    happened = moment_column("happened_on", _("happened"))

    def sections(self, request: HttpRequest, obj: Outcome | None) -> list[Any]:
        """Say what became of it; a case recorded after the fact also names the source."""
        source = ("precision", "source", *(("basis",) if obj else ()))
        return [(None, ("use_case", *TOLD)), (_("For a case recorded after the fact"), source)]

    def around(self, request: HttpRequest, obj: Outcome) -> dict[str, Any]:
        """Lead on to a finding."""
        writes = may_add(person_of(request), "finding")
        return {**super().around(request, obj), "writes_findings": writes}

    def write_new(self, request: HttpRequest, record: Record, **many: Any) -> None:
        """Tell it of a live case, or record it with its source."""
        by = person_of(request)
        if not isinstance(record, Outcome):
            return
        if record.use_case.basis == Basis.RECORDED:
            record.basis = Basis.RECORDED
            create(record, by=by)
        else:
            fields = {name: getattr(record, name) for name in TOLD}
            conclude.tell(record.use_case, by=by, **fields)
