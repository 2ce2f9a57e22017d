"""The public side of a use case, field by field, as a person reads it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.rules.visibility_register import categories_for, phases_for, terms_for
from usecases.vocabulary.basis import Basis, SourceKind
from usecases.vocabulary.stages import PLAIN
from usecases.vocabulary.terms import MissingCategory, OutcomeResult, TermKind

# In this order, each with its label; what is not named here is an id and is shown as nothing.
LABELS: dict[str, Promise] = {
    "title": _("Title"),
    "summary": _("Summary"),
    "institution_name": _("Institution"),
    "partners": _("Technology partners"),
    "reference": _("Reference"),
    "programme": _("Programme"),
    "phase": _("Phase"),
    "stage": _("Status"),
    "category": _("Category"),
    "uncategorised_reason": _("Why it has no category"),
    "outcome": _("Outcome"),
    "sector": _("Sector"),
    "basis": _("Basis"),
    "source": _("Source"),
    "source_kind": _("Kind of source"),
}
_KEYS = frozenset({"id", "institution"})


@dataclass(frozen=True)
class Said:
    """One field in words; empty where nothing is said."""

    name: str
    label: Promise | str
    text: str


def in_words(content: dict[str, Any], person: Person) -> list[Said]:
    """Return every field of a public side; none is left out but keys that only programs read."""
    names = [name for name in LABELS if name in content]
    names += [name for name in content if name not in LABELS and name not in _KEYS]
    words = _words(content, person)
    found = [
        Said(name, LABELS.get(name, name), words.get(name) or _text(content[name]))
        for name in names
    ]
    return [each for each in found if each.text]


def _words(content: dict[str, Any], person: Person) -> dict[str, str]:
    """Return the codes of a public side as people say them."""
    phase = phases_for(person).filter(code=content["phase"]).select_related("programme").first()
    category = categories_for(person).filter(code=content["category"] or "").first()
    sectors = terms_for(person).filter(kind=TermKind.SECTOR, code=content["sector"])
    stage = PLAIN.get(content["stage"])
    reason = content["uncategorised_reason"]
    return {
        "phase": str(phase or ""),
        "programme": str(phase.programme) if phase else "",
        "category": str(category or ""),
        "sector": str(sectors.first() or ""),
        "stage": str(stage[0]) if stage else "",
        "uncategorised_reason": str(dict(MissingCategory.choices).get(reason, "")),
        "basis": str(dict(Basis.choices).get(content["basis"], "")),
        "outcome": str(dict(OutcomeResult.choices).get(content.get("outcome") or "", "")),
        "source_kind": str(dict(SourceKind.choices).get(content.get("source_kind") or "", "")),
    }


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
