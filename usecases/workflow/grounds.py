"""What is looked at before a finding is written: its topic, and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.models.base import Record
from usecases.models.findings import Finding
from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.results import Result
from usecases.rules import anonymity
from usecases.rules.missing import Missing
from usecases.rules.visibility import outcomes_for
from usecases.rules.visibility_trials import findings_for, results_for
from usecases.vocabulary.terms import TermKind
from usecases.workflow.errors import Invalid, WrongStage, invalid
from usecases.workflow.fetch import fetch

_HELD = _("A version of it waits to be confirmed: let it be confirmed or withdrawn first.")


def ground(record: Record, many: Mapping[str, Sequence[Any]], by: Person) -> None:
    """Raise what is wrong with a finding as it would be, with these lists."""
    if isinstance(record, Finding) and (found := tuple(_faults(record, many, by))):
        raise Invalid(*found)


def open_to_edits(record: Record, by: Person, reason: str) -> None:
    """Raise unless a stored finding is seen, waits for nobody, and says why if it was public."""
    if not isinstance(record, Finding):
        return
    fetch(findings_for(by), record.pk)
    versions = Publication.objects.filter(record=record.pk)
    waiting = versions.filter(published_at=None, withdrawn_at=None, superseded_at=None)
    if waiting.exists():
        raise WrongStage(Missing("", "proposed", _HELD))
    if not reason.strip() and versions.filter(published_at__isnull=False).exists():
        raise invalid("reason", "required", _("It was public: say why it changes."))


def lists_of(record: Record, fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of a stored record as they would be."""
    if not isinstance(record, Finding):
        return {}
    return {
        "results": list(fields.get("results", record.results.all())),
        "outcomes": list(fields.get("outcomes", record.outcomes.all())),
    }


def refuse_telling(key: UUID, by: Person) -> Finding:
    """Return a stored finding that may be published; raise what it tells, word by word."""
    finding = fetch(findings_for(by).select_related("topic", "phase__programme"), key)
    if found := tuple(anonymity.faults(finding)):
        raise Invalid(*found)
    return finding


def rests_on_cases(finding: Finding) -> bool:
    """Whether a finding rests on anything but a document."""
    return finding.results.exists() or finding.outcomes.exists()


def _faults(finding: Finding, many: Mapping[str, Sequence[Any]], by: Person) -> Iterator[Missing]:
    results, outcomes = list(many.get("results", ())), list(many.get("outcomes", ()))
    if finding.topic.kind != TermKind.TOPIC:
        yield Missing("topic", "invalid", _("This is not a topic."))
    if not finding.statement_en.strip():
        yield Missing("statement_en", "required", _("Say what was found."))
    if not results and not outcomes and not finding.cited.strip():
        yield Missing("results", "required", _("Name what it rests on, or cite a document."))
    yield from _of_results(results, by)
    yield from _of_outcomes(outcomes, by)
    of = {each.use_case.phase_id for each in (*results, *outcomes)}
    if finding.phase_id is not None and of - {finding.phase_id}:
        text = _("It rests on what is of another phase too: leave the phase empty.")
        yield Missing("phase", "other", text)


def _of_results(results: list[Result], by: Person) -> Iterator[Missing]:
    seen = results_for(by).filter(pk__in=[each.pk for each in results]).values_list("pk", "final")
    final = dict(seen)
    if any(each.pk not in final for each in results):
        yield Missing("results", "unknown", _("There is no such result."))
    if not all(final.values()):
        yield Missing("results", "not-final", _("Only final results carry a finding."))


def _of_outcomes(outcomes: list[Outcome], by: Person) -> Iterator[Missing]:
    seen = outcomes_for(by).filter(pk__in=[each.pk for each in outcomes]).count()
    if seen < len({each.pk for each in outcomes}):
        yield Missing("outcomes", "unknown", _("There is no such outcome."))
