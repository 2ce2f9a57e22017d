"""Where the published facts come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.register.figures import Group
from usecases.selection.public import PUBLIC
from usecases.vocabulary.basis import SourceKind

TAKEN: dict[str, Promise] = {
    "phases": _("Phases and dates"),
    "published-figures": _("Announced figures"),
    "participations": _("Who took part"),
    "use-cases": _("Use cases"),
}
_COLUMNS = ("programme", "content__source", "content__source_kind")


@dataclass(frozen=True)
class Source:
    """One source, and whether whoever acted says so."""

    text: str
    primary: bool


def sources(groups: Iterable[Group]) -> list[tuple[Promise, list[Source]]]:
    """Return, for each kind of fact of real programmes, its sources, the primary first."""
    real = {each.code for group in groups if not group.invented for each in group.programmes}
    found = [(label, _of(subject, real)) for subject, label in TAKEN.items()]
    return [(label, several) for label, several in found if several]


def _of(subject: str, programmes: set[str]) -> list[Source]:
    rows = PUBLIC[subject].select({}).order_by().values_list(*_COLUMNS).distinct()
    told = {
        Source(text, kind == SourceKind.PRIMARY)
        for programme, text, kind in rows
        if programme in programmes and text
    }
    return sorted(told, key=lambda each: (not each.primary, each.text.casefold()))
