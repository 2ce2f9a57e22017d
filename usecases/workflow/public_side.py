"""The public side of each kind of record: its content, and the columns it is filtered by."""

from collections.abc import Callable
from typing import Any

from usecases.models.base import Labelled, Record
from usecases.models.documents import Document
from usecases.models.events import Event
from usecases.models.figures import PublishedFigure
from usecases.models.findings import Finding
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.models.frozen import FrozenTable
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phase_reports import PhaseReport
from usecases.models.phases import Participation, Phase, Programme
from usecases.models.usecases import UseCase
from usecases.models.words import Category, Technique
from usecases.rules.deadlines import day_end
from usecases.text.digest import plain
from usecases.vocabulary.publications import Kind
from usecases.workflow import public_events
from usecases.workflow.phase_report_side import phase_report_side
from usecases.workflow.public_finding import finding
from usecases.workflow.public_text import cleared_content

Side = tuple[Kind, dict[str, Any], dict[str, Any]]

_NAMES = ("name_zh_hant", "name_zh_hans")
_SOURCED = ("source", "source_kind")


def _take(record: Record, *names: str) -> dict[str, Any]:
    return {"id": str(record.pk), **{name: plain(getattr(record, name)) for name in names}}


def _programme(record: Programme) -> Side:
    names = ("code", "name_en", *_NAMES, "family", "host", "round_word", "time_zone", "invented")
    content = {**_take(record, *names), "lead": record.lead.code}
    content["co_authorities"] = sorted(each.code for each in record.co_authorities.all())
    return Kind.PROGRAMME, content, {"code": record.code, "sort": record.code}


def _phase(record: Phase) -> Side:
    names = (
        *("code", "number", "name_en", *_NAMES, "theme", "eligibility", "contact"),
        *("opens_at", "closes_at", "window_precision", "announced_on"),
        *("trials_from_earliest", "trials_from", "trials_from_words"),
        *("trials_to_earliest", "trials_to", "trials_to_words", *_SOURCED),
    )
    programme = record.programme.code
    content = {**_take(record, *names), "programme": programme}
    columns = {"code": record.code, "programme": programme, "phase": record.code}
    return Kind.PHASE, content, {**columns, "sort": f"{programme} {record.number:03d}"}


def _published_figure(record: PublishedFigure) -> Side:
    names = ("measure", "text", "lower", "upper", "said_by", "said_on", *_SOURCED)
    programme, phase = record.programme.code, record.phase.code if record.phase else ""
    content = {**_take(record, *names), "programme": programme, "phase": phase}
    columns: dict[str, Any] = {"programme": programme, "phase": phase, "code": record.measure}
    if record.said_on:
        columns["happened_on"] = day_end(record.said_on, record.programme)
    return Kind.PUBLISHED_FIGURE, content, {**columns, "sort": f"{phase} {record.measure}"}


def _institution(record: Institution) -> Side:
    names = ("legal_name", "short_name", *_NAMES, "aliases", "website", *_SOURCED)
    content = {
        **_take(record, *names),
        "sector": record.sector.code,
        "kind": record.kind.code if record.kind else None,
        "authority": record.authority.code if record.authority else None,
    }
    columns = {"institution": record.pk, "sector": record.sector.code}
    return Kind.INSTITUTION, content, {**columns, "sort": record.short_name}


def _technology_partner(record: TechnologyPartner) -> Side:
    content = _take(record, "name", *_NAMES, "aliases", *_SOURCED)
    content["kind"] = record.kind.code if record.kind else None
    return Kind.TECHNOLOGY_PARTNER, content, {"partner": record.pk, "sort": record.name}


def _participation(record: Participation) -> Side:
    names = ("role", "since", "since_precision", "until", "basis", *_SOURCED)
    who = record.institution or record.partner
    content = {
        **_take(record, *names),
        "phase": record.phase.code,
        "programme": record.phase.programme.code,
        "institution": plain(record.institution_id),
        "partner": plain(record.partner_id),
        "name": str(who),
    }
    columns = {
        "phase": record.phase.code,
        "programme": record.phase.programme.code,
        "institution": record.institution_id,
        "partner": record.partner_id,
        "sector": record.institution.sector.code if record.institution else "",
        "role": record.role,
        "happened_on": record.since,
    }
    return Kind.PARTICIPATION, content, {**columns, "sort": f"{record.phase.code} {who}"}


def _use_case(record: UseCase) -> Side:
    category = record.category.code if record.category else None
    told = record.outcomes.order_by("happened_on", "recorded_at").last()
    content = {
        **_take(record, "reference", "stage", "uncategorised_reason", "basis", *_SOURCED),
        "title": record.public_title,
        "summary": record.public_summary,
        "phase": record.phase.code,
        "programme": record.phase.programme.code,
        "institution": str(record.institution_id),
        "institution_name": record.institution.short_name,
        "sector": record.institution.sector.code,
        "category": category,
        "partners": sorted(str(each) for each in record.parties.filter(partner__isnull=False)),
        "outcome": told.result if told else None,
    }
    last = record.stage_changes.standing().order_by("-happened_on", "-row").first()
    columns = {
        "code": record.reference,
        "phase": record.phase.code,
        "programme": record.phase.programme.code,
        "institution": record.institution_id,
        "sector": record.institution.sector.code,
        "category": category or "",
        "stage": record.stage,
        "happened_on": last.happened_on if last else None,
    }
    return Kind.USE_CASE, content, {**columns, "sort": record.reference}


def _frozen_table(record: FrozenTable) -> Side:
    names = (
        *("report", "by", "title", "phases", "as_at", "known_at", "smallest_cell"),
        *("columns", "digest"),
    )
    *rows, total = record.rows
    programme = record.programme.code
    content = {**_take(record, *names), "programme": programme, "rows": rows, "total": total}
    columns = {"code": record.report, "programme": programme, "happened_on": record.as_at}
    return Kind.FROZEN_TABLE, content, {**columns, "sort": f"{programme} {record.title}"}


def _word(kind: Kind) -> Callable[[Labelled], Side]:
    def side(record: Labelled) -> Side:
        content = _take(record, "code", "label_en", "label_zh_hant", "label_zh_hans", "order")
        return kind, content, {"code": record.code, "sort": f"{record.order:05d} {record.code}"}

    return side


_SIDES: dict[type[Record], Callable[[Any], Side]] = {
    Programme: _programme,
    Phase: _phase,
    PublishedFigure: _published_figure,
    Institution: _institution,
    TechnologyPartner: _technology_partner,
    Participation: _participation,
    UseCase: _use_case,
    Finding: finding,
    PhaseReport: phase_report_side,
    FrozenTable: _frozen_table,
    Category: _word(Kind.CATEGORY),
    Technique: _word(Kind.TECHNIQUE),
    Document: public_events.document,
    Event: public_events.event,
    FollowOn: public_events.follow_on,
    OtherCohort: public_events.other_cohort,
}


def public_side(record: Record) -> Side:
    """Return kind, public content and filter columns of a record that can be public; of its texts
    only what people read.
    """
    kind, content, columns = _SIDES[type(record)](record)
    return kind, cleared_content(kind, content)[0], columns


def taken_out(record: Record) -> list[str]:
    """Return what nobody would read in a record's texts, and what was left out of its file."""
    kind, content, _columns = _SIDES[type(record)](record)
    of_file = record.taken_out.splitlines() if isinstance(record, Document) else []
    return [*of_file, *cleared_content(kind, content)[1]]
