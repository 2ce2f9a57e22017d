"""Publishes: freezes the public side of a record. Nothing else is ever shown to the public."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import Writing
from usecases.models.base import Record
from usecases.models.findings import Finding
from usecases.models.person import Person
from usecases.models.phase_reports import PhaseReport
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.notices.webhooks import tell_publication
from usecases.rules.frozen import overtaken
from usecases.rules.grants import independent
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import publications_for, published
from usecases.text.digest import digest
from usecases.text.said import said
from usecases.vocabulary.actions import Action
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.webhooks import PUBLISHED, WITHDRAWN
from usecases.workflow.clear import refuse_uncleared
from usecases.workflow.errors import NotAllowed, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.grounds import (
    refuse_private,
    refuse_private_of,
    refuse_telling,
    rests_on_cases,
)
from usecases.workflow.phase_report_fit import refuse_unfit
from usecases.workflow.public_side import public_side, taken_out


def propose(record: Record, *, by: Person, seen: str = "") -> Publication:
    """Propose to publish a record as it stands; of a live use case what its bank agreed to.

    `seen` is the digest of the content that the person looked at: another one is not proposed.
    """
    with writing(by=by):
        require(by, Action.PROPOSE_PUBLICATION)
        if isinstance(record, UseCase):
            case = fetch_use_case(record, by)
            require(by, Action.PROPOSE_PUBLICATION, case)
            refuse_uncleared(case, public_side(case)[1])
        if isinstance(record, Finding):
            refuse_telling(record.pk, by)
        refuse_private(record, by)
        fresh = frozen(record, by)
        if seen and digest(fresh.content) != seen:
            raise Stale
        if isinstance(record, PhaseReport):
            refuse_unfit(fresh.content)
        return trail.add(fresh)


def confirm(publication: Publication, *, by: Person, replaces: int | None = None) -> Publication:
    """Publish what somebody else proposed; it takes the place of the version before.

    `replaces` is the version that was public when the person compared; 0 stands for none.
    """
    with writing(by=by) as opened:
        require(by, Action.CONFIRM_PUBLICATION)
        found = _found(publication, by)
        require(independent(by, found.proposed_by_id), Action.CONFIRM_PUBLICATION)
        if found.published_at is not None or found.withdrawn_at is not None:
            raise WrongStage
        if _newer_in_force(found) or replaces not in (None, _in_force(found)):
            raise Stale
        if by.user is None or by.user.pk == found.proposed_by_id:
            raise NotAllowed
        if found.kind == Kind.USE_CASE:
            refuse_uncleared(fetch(use_cases_for(by), found.record), found.content)
        if found.kind == Kind.FINDING:
            _as_it_stands(found, refuse_telling(found.record, by))
        if found.kind == Kind.PHASE_REPORT:
            refuse_unfit(found.content)
        if found.kind == Kind.FROZEN_TABLE and overtaken(found.record):
            raise Stale  # it was not held against the table that came out since
        refuse_private_of(found)
        supersede(found, opened)
        trail.amend(found, {"confirmed_by": by.user, "published_at": opened.moment})
        return tell_publication(found, PUBLISHED)


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
        fresh = frozen(record, by)
        known = published(Publication.objects.filter(record=record.pk)).first()
        if known is not None and known.content == fresh.content:
            return known
        if isinstance(record, UseCase):
            refuse_uncleared(record, fresh.content)
        refuse_private(record, by)
        supersede(fresh, opened)
        fresh.source, fresh.published_at = source, opened.now
        return tell_publication(trail.add(fresh), PUBLISHED)


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
        if found.published_at is not None and found.superseded_at is None:
            tell_publication(found, WITHDRAWN)


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


def frozen(record: Record, by: Person) -> Publication:
    """Return the next version of the record's public side as it is stored, not yet written."""
    stored = fetch(type(record)._base_manager.all(), record.pk)
    kind, content, columns = public_side(stored)
    version = Publication.objects.filter(record=record.pk).count() + 1
    fields: dict[str, Any] = {"kind": kind, "content": content, **columns, "words": said(content)}
    fields["taken_out"] = "\n".join(taken_out(stored))
    return Publication(record=record.pk, version=version, proposed_by=by.user, **fields)


def _newer_in_force(proposal: Publication) -> bool:
    """Whether a later version is public already; an older one never takes its place."""
    rows = published(Publication.objects.filter(record=proposal.record))
    return rows.filter(version__gt=proposal.version).exists()


def _in_force(proposal: Publication) -> int:
    """Return the number of the version that is public now, or 0."""
    rows = published(Publication.objects.filter(record=proposal.record))
    return rows.values_list("version", flat=True).first() or 0


def supersede(publication: Publication, opened: Writing) -> None:
    known = published(Publication.objects.filter(record=publication.record)).first()
    if known is not None:
        trail.amend(known, {"superseded_at": opened.moment})
