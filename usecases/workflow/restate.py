"""What is public follows a record that moved, was void, or gave its place to another."""

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.notices.webhooks import tell_publication
from usecases.rules.visibility_register import published
from usecases.text.said import said
from usecases.vocabulary.webhooks import WITHDRAWN
from usecases.workflow.publish import frozen, supersede

# What the public side of a record says of where it belongs.
BELONGING = (
    *("reference", "phase", "programme", "sector", "name"),
    *("institution", "institution_name", "partner", "partners"),
)


_COPIED = (
    *("kind", "sort", "code", "programme", "phase", "institution", "partner", "sector"),
    *("category", "stage", "role", "topic", "happened_on", "words"),
)


def restate(record: Record, *, by: Person) -> None:
    """Say anew to whom a public record belongs, and nothing else of it, after it has moved.

    What else the regulator has edited since waits for a publication of its own.
    """
    with writing(by=by) as opened:
        known = published(Publication.objects.filter(record=record.pk)).first()
        if known is None:
            return
        fresh = frozen(record, by)
        told = {name: fresh.content[name] for name in BELONGING if name in fresh.content}
        fresh.content = {**known.content, **told}
        fresh.words = said(fresh.content)
        for name in ("category", "stage", "happened_on"):
            setattr(fresh, name, getattr(known, name))
        if fresh.content == known.content:
            return
        supersede(fresh, opened)
        fresh.source, fresh.published_at = opened.reason, opened.now
        trail.add(fresh)


def retract(record: Record) -> None:
    """Take a record out of public view, with what is proposed of it, as it is no longer so."""
    for publication in Publication.objects.filter(record=record.pk, withdrawn_at=None):
        trail.amend(publication, {"withdrawn_at": current().moment})
        if publication.published_at is not None and publication.superseded_at is None:
            tell_publication(publication, WITHDRAWN)


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
