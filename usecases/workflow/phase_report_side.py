"""The public side of a phase report: everything it says, frozen with its moments and a digest."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from usecases.audit.writing import current
from usecases.models.phase_reports import PhaseReport
from usecases.models.publications import Publication
from usecases.reporting.phase_report import asked_of, facts_of
from usecases.reporting.phase_report_columns import columns_of
from usecases.rules.phase_reports import texts_of
from usecases.text.digest import digest
from usecases.vocabulary.publications import Kind
from usecases.workflow.errors import invalid

NOT_PUBLIC = _("The phase is not public yet: publish it first.")


def content_of(record: PhaseReport, as_at: datetime, known_at: datetime) -> dict[str, Any] | None:
    """Return everything a report says at two moments; nothing while its phase is not public.

    The digest is of the facts alone: how columns are called is kept beside them.
    """
    asked = asked_of(record.phase.code, as_at, known_at)
    if asked is None:
        return None
    facts = facts_of(asked, texts_of(record))
    with translation.override(facts["language"]):
        words = columns_of(facts)
    return {
        "id": str(record.pk),
        "edition": _edition(record),
        "digest": digest(facts),
        "facts": facts,
        "columns": words,
    }


def phase_report_side(record: PhaseReport) -> tuple[Kind, dict[str, Any], dict[str, Any]]:
    """Return what is published of a report as it stands now; inside `writing()`."""
    opened, phase = current(), record.phase
    content = content_of(record, opened.moment, opened.now)
    if content is None:
        raise invalid("phase", "not-public", NOT_PUBLIC)
    columns = {
        "code": phase.code,
        "phase": phase.code,
        "programme": phase.programme.code,
        "sort": f"{phase.programme.code} {phase.number:03d}",
        "happened_on": opened.moment,
    }
    return Kind.PHASE_REPORT, content, columns


def _edition(record: PhaseReport) -> int:
    """Return the number of the next edition that the public reads."""
    return Publication.objects.filter(record=record.pk, published_at__isnull=False).count() + 1
