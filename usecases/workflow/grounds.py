"""What is looked at before a finding is written: its topic, and what it rests on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Record
from usecases.models.documents import Document
from usecases.models.events import Event
from usecases.models.findings import Finding
from usecases.models.follow_ons import FollowOn
from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.results import Result
from usecases.rules import anonymity
from usecases.rules.missing import Missing
from usecases.rules.publishable import obstacles, unpublished
from usecases.rules.visibility import outcomes_for
from usecases.rules.visibility_events import documents_for, events_for, follow_ons_for
from usecases.rules.visibility_trials import findings_for, results_for
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.terms import TermKind
from usecases.workflow.errors import Invalid, WrongStage, invalid
from usecases.workflow.fetch import fetch

# What hangs on cases, or may not be known to everybody on the staff, is published by who sees it.
_SEEN: dict[type[Record], Callable[[Person], QuerySet[Any]]] = {
    Document: documents_for,
    Event: events_for,
    FollowOn: follow_ons_for,
}
_OF_KIND: dict[str, type[Record]] = {
    Kind.DOCUMENT: Document,
    Kind.EVENT: Event,
    Kind.FOLLOW_ON: FollowOn,
}
_HELD = _("A version of it waits to be confirmed: let it be confirmed or withdrawn first.")


def ground(record: Record, many: Mapping[str, Sequence[Any]], by: Person) -> None:
    """Raise what is wrong with a finding or a follow-on as it would be, with these lists."""
    found: tuple[Missing, ...] = ()
    if isinstance(record, Finding):
        found = tuple(_faults(record, many, by))
    elif isinstance(record, FollowOn):
        found = tuple(unpublished(many))
    if found:
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
    if isinstance(record, FollowOn):
        names = ("findings", "use_cases")
        return {n: list(fields.get(n, getattr(record, n).all())) for n in names}
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


def refuse_private(record: Record, by: Person) -> None:
    """Raise what of a record that would become public is private, or is not confirmed."""
    rows = _SEEN.get(type(record))
    if rows is not None:
        fetch(rows(by), record.pk)
    if found := tuple(obstacles(record)):
        raise Invalid(*found)


def refuse_private_of(proposal: Publication) -> None:
    """Raise what stands in the way of a proposal by now: what it links to was withdrawn since."""
    model = _OF_KIND.get(proposal.kind)
    record = model._base_manager.filter(pk=proposal.record).first() if model else None
    if record is not None and (found := tuple(obstacles(record))):
        raise Invalid(*found)


def rests_on_cases(finding: Finding) -> bool:
    """Whether a finding rests on anything but a document."""
    return finding.results.exists() or finding.outcomes.exists()


def _faults(finding: Finding, many: Mapping[str, Sequence[Any]], by: Person) -> Iterator[Missing]:
    results, outcomes = list(many.get("results", ())), list(many.get("outcomes", ()))
    if finding.topic.kind != TermKind.TOPIC:
        yield Missing("topic", "invalid", _("This is not a topic."))
    if not finding.statement_en.strip():
        yield Missing("statement_en", "required", _("Say what was found."))
    if not results and not outcomes and not finding.cites.strip():
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
