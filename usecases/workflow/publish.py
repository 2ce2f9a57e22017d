"""Publishes: freezes the public side of a record. Nothing else is ever shown to the public."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import Writing, current
from usecases.models.base import Record
from usecases.models.findings import Finding
from usecases.models.person import Person
from usecases.models.phase_reports import PhaseReport
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.grants import independent
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import publications_for, published
from usecases.vocabulary.actions import Action
from usecases.vocabulary.publications import Kind
from usecases.workflow.clear import refuse_uncleared
from usecases.workflow.errors import NotAllowed, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.grounds import refuse_telling, rests_on_cases
from usecases.workflow.phase_report_fit import refuse_unfit
from usecases.workflow.public_side import public_side

# What the public side of a record says of where it belongs.
BELONGING = (
    *("reference", "phase", "programme", "sector", "name"),
    *("institution", "institution_name", "partner", "partners"),
)


_COPIED = (
    *("kind", "sort", "code", "programme", "phase", "institution", "partner", "sector"),
    *("category", "stage", "role", "topic", "happened_on"),
)


def propose(record: Record, *, by: Person) -> Publication:
    """Propose to publish a record as it stands; of a live use case what its bank agreed to."""
    with writing(by=by):
        require(by, Action.PROPOSE_PUBLICATION)
        if isinstance(record, UseCase):
            case = fetch_use_case(record, by)
            require(by, Action.PROPOSE_PUBLICATION, case)
            refuse_uncleared(case, public_side(case)[1])
        if isinstance(record, Finding):
            refuse_telling(record.pk, by)
        fresh = _frozen(record, by)
        if isinstance(record, PhaseReport):
            refuse_unfit(fresh.content)
        return trail.add(fresh)


def confirm(publication: Publication, *, by: Person) -> Publication:
    """Publish what somebody else proposed; it takes the place of the version before."""
    with writing(by=by) as opened:
        require(by, Action.CONFIRM_PUBLICATION)
        found = _found(publication, by)
        require(independent(by, found.proposed_by_id), Action.CONFIRM_PUBLICATION)
        if found.published_at is not None or found.withdrawn_at is not None:
            raise WrongStage
        if _newer_in_force(found):
            raise Stale
        if by.user is None or by.user.pk == found.proposed_by_id:
            raise NotAllowed
        if found.kind == Kind.USE_CASE:
            refuse_uncleared(fetch(use_cases_for(by), found.record), found.content)
        if found.kind == Kind.FINDING:
            _as_it_stands(found, refuse_telling(found.record, by))
        if found.kind == Kind.PHASE_REPORT:
            refuse_unfit(found.content)
        _supersede(found, opened)
        trail.amend(found, {"confirmed_by": by.user, "published_at": opened.moment})
        return found


def load(record: Record, *, source: str, by: Person) -> Publication:
    """Publish a fact of the public record, whose source stands in for the second person.

    Where the same content is public already, nothing is written.
    """
    with writing(by=by) as opened:
        if not by.system:
            raise NotAllowed
        if not source.strip():
            raise invalid("source", "required", _("What is published from a source names it."))
        if isinstance(record, Finding) and rests_on_cases(record):
            raise NotAllowed  # no source stands in for what was learned of a bank's trial
        fresh = _frozen(record, by)
        known = published(Publication.objects.filter(record=record.pk)).first()
        if known is not None and known.content == fresh.content:
            return known
        if isinstance(record, UseCase):
            refuse_uncleared(record, fresh.content)
        _supersede(fresh, opened)
        fresh.source, fresh.published_at = source, opened.now
        return trail.add(fresh)


def restate(record: Record, *, by: Person) -> None:
    """Say anew to whom a public record belongs, and nothing else of it, after it has moved.

    What else the regulator has edited since waits for a publication of its own.
    """
    with writing(by=by) as opened:
        known = published(Publication.objects.filter(record=record.pk)).first()
        if known is None:
            return
        fresh = _frozen(record, by)
        told = {name: fresh.content[name] for name in BELONGING if name in fresh.content}
        fresh.content = {**known.content, **told}
        for name in ("category", "stage", "happened_on"):
            setattr(fresh, name, getattr(known, name))
        if fresh.content == known.content:
            return
        _supersede(fresh, opened)
        fresh.source, fresh.published_at = opened.reason, opened.now
        trail.add(fresh)


def retract(record: Record) -> None:
    """Take a record out of public view, with what is proposed of it, as it is no longer so."""
    for publication in Publication.objects.filter(record=record.pk, withdrawn_at=None):
        trail.amend(publication, {"withdrawn_at": current().moment})


def hand_on(old: Record | None, new: Record | None) -> None:
    """Let the row that takes another's place be as public as that was, with the same words."""
    opened = current()
    rows = Publication.objects.filter(record=old.pk) if old else Publication.objects.none()
    for known in published(rows):
        trail.amend(known, {"withdrawn_at": opened.moment})
        if new is not None:
            copied = {name: getattr(known, name) for name in _COPIED}
            content = {**known.content, "id": str(new.pk)}
            row = Publication(record=new.pk, version=1, content=content, **copied)
            row.proposed_by, row.published_at = opened.user, opened.now
            row.source = "The same fact in another row."
            trail.add(row)


def withdraw(publication: Publication, *, by: Person, reason: str) -> None:
    """Take a publication out of public view."""
    with writing(by=by, reason=reason) as opened:
        require(by, Action.CONFIRM_PUBLICATION)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        found = _found(publication, by)
        if found.withdrawn_at is not None:
            raise WrongStage
        trail.amend(found, {"withdrawn_at": opened.moment})


def _found(publication: Publication, by: Person) -> Publication:
    """Return the publication; that of a case is left to whoever decides on the case's authority."""
    found = fetch(publications_for(by), publication.pk)
    if found.kind == Kind.USE_CASE:
        case = fetch(use_cases_for(by), found.record)
        require(by, Action.CONFIRM_PUBLICATION, case)
    return found


def _as_it_stands(proposal: Publication, finding: Finding) -> None:
    """Raise `Stale` when what is proposed is no longer what the finding says and rests on."""
    if proposal.content != public_side(finding)[1]:
        raise Stale


def _frozen(record: Record, by: Person) -> Publication:
    """Return the next version of the record's public side as it is stored, not yet written."""
    stored = fetch(type(record)._base_manager.all(), record.pk)
    kind, content, columns = public_side(stored)
    version = Publication.objects.filter(record=record.pk).count() + 1
    fields: dict[str, Any] = {"kind": kind, "content": content, **columns}
    return Publication(record=record.pk, version=version, proposed_by=by.user, **fields)


def _newer_in_force(proposal: Publication) -> bool:
    """Whether a later version is public already; an older one never takes its place."""
    rows = published(Publication.objects.filter(record=proposal.record))
    return rows.filter(version__gt=proposal.version).exists()


def _supersede(publication: Publication, opened: Writing) -> None:
    known = published(Publication.objects.filter(record=publication.record)).first()
    if known is not None:
        trail.amend(known, {"superseded_at": opened.moment})
