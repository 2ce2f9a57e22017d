"""The sections of a document, taken from its file after somebody has read them over."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.documents import Document, DocumentSection
from usecases.models.person import Person
from usecases.rules.visibility_events import documents_for
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.validate import validate


def take_sections(
    document: Document,
    parts: Sequence[dict[str, Any]],
    *,
    by: Person,
    taken_out: Sequence[str] = (),
    reason: str = "",
) -> list[DocumentSection]:
    """Keep parts (`heading`, `page`, `text`) as the sections of a document that has none yet, and
    what was left out of its file, for whoever confirms its publication.

    Anchors are cited and never change: a document that has sections is followed by a new version
    that supersedes it.
    """
    require(by, Action.EDIT_REGISTER)
    found = fetch(documents_for(by), document.pk)
    if not parts:
        raise invalid("passages", "none", _("There is no text to take."))
    with writing(by=by, reason=reason):
        if DocumentSection.objects.filter(document=found).exists():
            text = _("This document has sections. Record a new version that supersedes it.")
            raise invalid("passages", "taken", text)
        rows = [
            DocumentSection(document=found, order=number, anchor=f"part-{number}", **part)
            for number, part in enumerate(parts, 1)
        ]
        for row in rows:
            validate(row)
            trail.add(row)
        if taken_out:
            lines = (" ".join(each.split()) for each in taken_out)
            trail.amend(found, {"taken_out": "\n".join(lines)})
    return rows
