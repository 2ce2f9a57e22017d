"""What codes are called on the public pages: only by what is published of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.stages import PLAIN

_KINDS = (Kind.PROGRAMME, Kind.PHASE, Kind.CATEGORY)
ZH = (("zh_hant", "zh-Hant"), ("zh_hans", "zh-Hans"))


@dataclass(frozen=True)
class Words:
    """The published programmes, phases and categories, by their codes."""

    programmes: Mapping[str, dict[str, Any]]
    phases: Mapping[str, dict[str, Any]]
    categories: Mapping[str, dict[str, Any]]

    @property
    def invented(self) -> frozenset[str]:
        """The codes of the invented programmes."""
        return frozenset(c for c, each in self.programmes.items() if each["invented"])

    @property
    def real(self) -> list[str]:
        """The codes of the real programmes."""
        return [code for code in self.programmes if code not in self.invented]

    def is_invented(self, *, programme: str = "", phase: str = "") -> bool:
        """Whether a programme, or the one of a phase, is invented."""
        of = self.phases.get(phase, {}).get("programme", programme)
        return of in self.invented

    def zone(self, programme: str | None) -> str:
        """The time zone in which the days of a programme are cut."""
        found = self.programmes.get(programme or "") or next(iter(self.programmes.values()), {})
        return str(found.get("time_zone", "UTC"))

    def said(self, name: str, code: str) -> str:
        """Return what a code of one kind is called; an unknown one is made readable."""
        known = {
            "programme": self.programmes,
            "phase": self.phases,
            "category": self.categories,
        }.get(name, {})
        if code in known:
            stem = "label" if name == "category" else "name"
            return told(known[code], stem) or code
        return readable(code)


def words() -> Words:
    """Return what is published of programmes, phases and categories, in one query."""
    rows = published(Publication.objects.filter(kind__in=_KINDS)).order_by("sort", "id")
    found: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in _KINDS}
    for kind, code, content in rows.values_list("kind", "code", "content"):
        found[kind][code] = content
    return Words(found[Kind.PROGRAMME], found[Kind.PHASE], found[Kind.CATEGORY])


def told(content: Mapping[str, Any], stem: str) -> str:
    """Return a text of a content in the language in use, else in English."""
    suffix = (get_language() or "en").replace("-", "_").lower()
    return str(content.get(f"{stem}_{suffix}") or content.get(f"{stem}_en") or "")


def other_names(content: Mapping[str, Any], stem: str = "name") -> list[tuple[str, str]]:
    """Return the names in the other languages, as far as they are known, each with its own."""
    shown = told(content, stem)
    found = [(content.get(f"{stem}_{suffix}") or "", lang) for suffix, lang in ZH]
    return [(name, lang) for name, lang in found if name and name != shown]


def readable(code: str) -> str:
    """Return a code as people write it."""
    text = code.replace("-", " ")
    return text[:1].upper() + text[1:]


def stage_said(stage: str) -> str:
    """Return the plain word of a stage."""
    return str(PLAIN[stage][0]) if stage in PLAIN else readable(stage)


def source_said(content: Mapping[str, Any]) -> tuple[str, str]:
    """Return the source of a content and what kind it is, in words."""
    kind = content.get("source_kind") or ""
    label = str(dict(SourceKind.choices).get(kind, "")) if kind else ""
    return str(content.get("source") or ""), label
