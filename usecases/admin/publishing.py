"""What of a record becomes public, field by field beside what is public now; and the acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.admin.public_terms import words_of_codes
from usecases.admin.public_words import is_key, name_said, value_said
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.rules.publishable import obstacles
from usecases.rules.visibility_register import publications_for, published
from usecases.text.digest import digest
from usecases.text.laidout import Compared, compared
from usecases.vocabulary.actions import Action
from usecases.workflow import publish
from usecases.workflow.public_side import public_side

_LEAD = _(
    "What stands below, and nothing else, is frozen and waits for another person to confirm it. "
    "Nothing is public before that."
)


class SeenForm(ActForm):
    """Carries what the person looked at: another content is not what they agreed to."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ReplacingForm(ActForm):
    """Carries which version was public when the person compared."""

    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Line:
    """One field in words, as it is public and as it would be."""

    label: str
    line: Compared


@dataclass(frozen=True)
class Outlook:
    """The public side of a record before it is public: lines, obstacles, versions."""

    lines: list[Line]
    content: dict[str, Any]
    faults: Sequence[Missing]
    versions: Sequence[Publication]

    @property
    def current(self) -> Publication | None:
        """The version that is public."""
        found = (v for v in self.versions if v.published_at and not v.superseded_at)
        return next((v for v in found if not v.withdrawn_at), None)

    @property
    def changed(self) -> int:
        """In how many lines it differs from what is public."""
        return sum(each.line.changed for each in self.lines)


def outlook(record: Record, person: Person) -> Outlook:
    """Return what of a stored record would be public, beside what is."""
    versions = publications_for(person).filter(record=record.pk).order_by("-version")
    kind, content, _columns = public_side(record)
    known = published(Publication.objects.filter(record=record.pk)).first()
    lines = labelled(kind, compared(known.content if known else None, content))
    return Outlook(lines, content, obstacles(record), list(versions))


def proposal_outlook(publication: Publication) -> list[Line]:
    """Return what is proposed beside what is public; of what is public, only itself."""
    rows = published(Publication.objects.filter(record=publication.record))
    waits = publication.published_at is None
    known = rows.exclude(pk=publication.pk).first() if waits else publication
    return labelled(
        publication.kind, compared(known.content if known else None, publication.content)
    )


def in_force(publication: Publication) -> int:
    """Return the number of the version that is public now, or 0."""
    rows = published(Publication.objects.filter(record=publication.record))
    return rows.values_list("version", flat=True).first() or 0


def labelled(kind: str, lines: list[Compared]) -> list[Line]:
    """Return lines with their names and values in words; identifiers are left to programs."""
    words = words_of_codes(kind, lines)

    def said(name: str, text: str) -> str:
        return words.get((name, text)) or value_said(text, kind, name)

    return [
        Line(
            name_said(kind, each.name),
            Compared(each.name, said(each.name, each.before), said(each.name, each.after)),
        )
        for each in lines
        if not is_key(each.after or each.before)
    ]


def propose_act(record: Record, person: Person) -> list[Act]:
    """Offer to propose it, with exactly what becomes public and what stands in the way."""
    if not may(person, Action.PROPOSE_PUBLICATION):
        return []
    return [
        Act(
            name="publish",
            label=_("Propose to publish"),
            lead=_LEAD,
            perform=lambda values: publish.propose(record, by=person, seen=values["seen"]),
            form=SeenForm,
            prepare=lambda: {"seen": digest(public_side(record)[1])},
            preview=lambda: outlook(record, person).lines,
            done=_("Proposed for publication."),
        )
    ]
