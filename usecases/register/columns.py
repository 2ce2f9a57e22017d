"""The columns of each list of the register."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.register.cells import About, Cell, Column, day_said, moment_said
from usecases.register.titles import address_of, short_title
from usecases.register.words import other_names, readable, source_said, stage_said
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage
from usecases.vocabulary.events import EventKind, FollowOnKind, FollowOnState
from usecases.vocabulary.publications import Kind

Content = Mapping[str, Any]


def named(kind: str, content: Content, note: str = "") -> Cell:
    """Return a record's title, leading to its page, with its names in other languages."""
    stem = "title" if kind == Kind.DOCUMENT else "name"
    more = tuple(Cell(name, lang=lang) for name, lang in other_names(content, stem))
    return Cell(short_title(kind, content), address_of(kind, content), note, more=more)


def phase_cell(code: str | None, about: About) -> Cell:
    """Return a phase by its code; its name stands beside it where there is room."""
    known = about.words.phases.get(code or "")
    if not code or known is None:
        return Cell(code or "")
    return Cell(code, address_of(Kind.PHASE, known))


def phases_cell(codes: Sequence[str], about: About) -> Cell:
    """Return several phases."""
    return Cell(more=tuple(phase_cell(each, about) for each in codes))


def _firm(content: Content, about: About) -> Cell:
    found = about.firms.get(content["institution"] or "")
    name = content["institution_name"]
    return Cell(name, address_of(Kind.INSTITUTION, found) if found else "")


def _when(content: Content, about: About) -> Cell:
    zone = about.words.zone(content.get("programme") or None)
    return Cell(moment_said(content["happened_on"], content["precision"], zone))


def _choice(name: str, choices: Any) -> Any:
    labels = dict(choices)
    return lambda content, _about: Cell(str(labels.get(content[name], "")))


def _category(content: Content, about: About) -> Cell:
    code = content["category"]
    return Cell(about.words.said("category", code)) if code else Cell()


def _stood(content: Content, about: About) -> Cell:
    return phases_cell(about.stood.get(content["id"], []), about)


def _number(name: str) -> Any:
    def cell(content: Content, _about: About) -> Cell:
        return Cell("" if content[name] is None else f"{content[name]:,}")

    return cell


def _source(content: Content, _about: About) -> Cell:
    text, kind = source_said(content)
    return Cell(text, badge=kind)


def _finding(content: Content, about: About) -> Cell:
    return named(Kind.FINDING, content)


def _plain(name: str) -> Any:
    return lambda content, _about: Cell(str(content[name] or ""))


def _day(name: str) -> Any:
    """A day in words; what was said vaguely as it was said."""
    return lambda content, _about: Cell(
        day_said(str(content[name] or "")) or str(content[name] or "")
    )


_PHASE = Column("phase", _("Phase"), lambda c, about: phase_cell(c["phase"], about))
COLUMNS: dict[str, tuple[Column, ...]] = {
    "phases": (
        Column("name", _("Phase"), lambda c, a: named(Kind.PHASE, c, str(c["theme"] or ""))),
        Column("code", _("Code"), _plain("code")),
        Column(
            "programme",
            _("Programme"),
            lambda c, a: Cell(a.words.said("programme", c["programme"])),
        ),
        Column(
            "opens",
            _("Applications from"),
            lambda c, a: Cell(
                moment_said(c["opens_at"], c["window_precision"], a.words.zone(c["programme"]))
            ),
        ),
        Column(
            "closes",
            _("Until"),
            lambda c, a: Cell(
                moment_said(c["closes_at"], c["window_precision"], a.words.zone(c["programme"]))
            ),
        ),
        Column("announced", _("Announced"), lambda c, a: Cell(day_said(c["announced_on"]))),
    ),
    "institutions": (
        Column("name", _("Institution"), lambda c, a: named(Kind.INSTITUTION, c, c["legal_name"])),
        Column("sector", _("Sector"), lambda c, a: Cell(readable(c["sector"]))),
        Column("phases", _("Took part in"), _stood),
    ),
    "technology-partners": (
        Column("name", _("Technology partner"), lambda c, a: named(Kind.TECHNOLOGY_PARTNER, c)),
        Column("phases", _("Took part in"), _stood),
    ),
    "use-cases": (
        Column("title", _("Use case"), lambda c, a: named(Kind.USE_CASE, c, c["reference"])),
        Column("institution", _("Institution"), _firm),
        _PHASE,
        Column("category", _("Category"), _category),
        Column("stage", _("Status"), lambda c, a: Cell(stage_said(c["stage"]))),
        Column("partners", _("Technology partners"), lambda c, a: Cell("; ".join(c["partners"]))),
    ),
    "findings": (
        Column("statement", _("Finding"), _finding),
        Column(
            "topic", _("Topic"), lambda c, a: Cell(c.get("topic_label_en") or readable(c["topic"]))
        ),
        _PHASE,
        Column("cited", _("Document"), _plain("cited")),
        Column("section", _("Section"), _plain("section")),
        Column("page", _("Printed page"), _plain("page")),
    ),
    "documents": (
        Column("title", _("Document"), lambda c, a: named(Kind.DOCUMENT, c)),
        Column("kind", _("Kind"), _choice("kind", DocumentKind.choices)),
        Column("language", _("Language"), _choice("language", DocumentLanguage.choices)),
        _PHASE,
        Column("issued_on", _("Issued"), lambda c, a: Cell(day_said(c["issued_on"]))),
    ),
    "events": (
        Column("name", _("Event"), lambda c, a: named(Kind.EVENT, c)),
        Column("kind", _("Kind"), _choice("kind", EventKind.choices)),
        Column("happened_on", _("When"), _when),
        _PHASE,
        Column("attendance", _("Attendance as announced"), _plain("attendance_text"), number=True),
    ),
    "follow-ons": (
        Column("name", _("Follow-on"), lambda c, a: named(Kind.FOLLOW_ON, c)),
        Column("kind", _("Kind"), _choice("kind", FollowOnKind.choices)),
        Column("state", _("State"), _choice("state", FollowOnState.choices)),
        Column("happened_on", _("Since"), _when),
        Column("partners", _("Partners"), lambda c, a: Cell("; ".join(c["partners"]))),
        Column("phases", _("Grew from"), lambda c, a: phases_cell(c["phases"], a)),
    ),
    "other-cohorts": (
        Column("sandbox", _("Sandbox"), _plain("sandbox")),
        Column("cohort", _("Cohort"), _plain("cohort")),
        Column("opened", _("Opened"), _day("opened"), when=True),
        Column("closed", _("Closed"), _day("closed"), when=True),
        Column("announced", _("Announced"), _day("announced"), when=True),
        Column("applications", _("Applications"), _plain("applications_text"), number=True),
        Column("accepted", _("Accepted"), _number("accepted"), number=True),
        Column("testing", _("Testing"), _number("testing"), number=True),
        Column("exited", _("Exited"), _number("exited"), number=True),
        Column("source", _("Source"), _source),
    ),
}
