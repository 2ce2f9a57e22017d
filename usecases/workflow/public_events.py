"""The public side of documents, events, follow-ons, and other regulators' cohorts."""

from typing import Any

from usecases.models.document_files import DocumentFile
from usecases.models.documents import Document, DocumentSection
from usecases.models.events import Event, EventItem
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.models.phases import Phase, Programme
from usecases.rules.deadlines import day_end
from usecases.rules.publishable import public_items
from usecases.text.digest import plain
from usecases.vocabulary.publications import Kind

Side = tuple[Kind, dict[str, Any], dict[str, Any]]

_SOURCED = ("source", "source_kind")
_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
_TITLES = ("title_en", "title_zh_hant", "title_zh_hans")
_SUMMARIES = ("summary_en", "summary_zh_hant", "summary_zh_hans")


def taken(record: Any, *names: str) -> dict[str, Any]:
    """Return the id and these fields of a record, as JSON holds them."""
    return {"id": str(record.pk), **{name: plain(getattr(record, name)) for name in names}}


def document(record: Document) -> Side:
    """Say what it is, where it belongs, and all of its text."""
    names = ("kind", *_TITLES, *_SUMMARIES, "language", "version", "issued_on")
    more = ("effective_from", "effective_to", "pages", "paraphrased", "website")
    content = {
        **taken(record, *names, *more, *_SOURCED),
        **_belonging(record.programme, record.phase),
        "authority": record.authority.code if record.authority else None,
        "supersedes": plain(record.supersedes_id),
        "translation_of": plain(record.translation_of_id),
        "sections": [_section(each) for each in record.sections.all()],
        "file": _file(record.files.filter(replaced_at__isnull=True).first()),
    }
    columns = {**_places(record.programme, record.phase), "sort": record.title_en[:200]}
    if record.issued_on:
        columns["happened_on"] = day_end(record.issued_on, record.programme)
    return Kind.DOCUMENT, content, columns


def _section(section: DocumentSection) -> dict[str, Any]:
    return {
        name: getattr(section, name) for name in ("anchor", "section", "heading", "page", "text")
    }


def _file(file: DocumentFile | None) -> dict[str, Any] | None:
    return taken(file, "name", "size", "sha256", "content_type") if file else None


def event(record: Event) -> Side:
    """Say what it was and what happened there; who came is staff's to know."""
    names = ("kind", *_NAMES, *_SUMMARIES, "happened_on", "precision", "ends_at", "venue")
    counted = ("attendance_text", "attendance_lower", "attendance_upper", "attendance_counted")
    content = {
        **taken(record, *names, "organisers", "website", *counted, *_SOURCED),
        **_belonging(record.programme, record.phase),
        "items": [_item(each) for each in public_items(record)],
    }
    places = _places(record.programme, record.phase)
    columns = {**places, "happened_on": record.happened_on, "sort": record.name_en}
    return Kind.EVENT, content, columns


def _item(item: EventItem) -> dict[str, Any]:
    names = ("kind", *_TITLES, "summary_en", "speakers", "begins_at", "ends_at")
    links = {
        "use_case": plain(item.use_case_id),
        "institution": plain(item.institution_id),
        "partner": plain(item.partner_id),
    }
    return {**taken(item, *names), **links}


def follow_on(record: FollowOn) -> Side:
    """Say what it is, and from which phases, findings and use cases it grew."""
    names = ("kind", "state", *_NAMES, *_SUMMARIES, "happened_on", "precision", "website")
    phases = record.phases.select_related("programme").order_by("programme__code", "number")
    of = sorted({each.programme.code for each in phases})
    content = {
        **taken(record, *names, *_SOURCED),
        "partners": record.partner_names,
        "programmes": of,
        "phases": [each.code for each in phases],
        "findings": sorted(str(each.pk) for each in record.findings.all()),
        "use_cases": sorted(str(each.pk) for each in record.use_cases.all()),
        "document": plain(record.document_id),
    }
    columns = {"programme": of[0] if len(of) == 1 else "", "sort": record.name_en}
    if len(phases) == 1:
        columns["phase"] = phases[0].code
    return Kind.FOLLOW_ON, content, {**columns, "happened_on": record.happened_on}


def other_cohort(record: OtherCohort) -> Side:
    """Say what was announced of it."""
    names = (
        *("programme", "cohort", "order", "opened", "closed", "announced"),
        *("applications_text", "applications_lower", "applications_upper", "accepted"),
        *("testing", "institutions", "technology_partners", "exited", *_SOURCED),
    )
    content = taken(record, *names)
    content["sandbox"] = content.pop("programme")
    sort = f"{record.programme} {record.order:03d} {record.cohort}"[:200]
    return Kind.OTHER_COHORT, content, {"sort": sort}


def _belonging(programme: Programme | None, phase: Phase | None) -> dict[str, Any]:
    return {
        "programme": programme.code if programme else None,
        "phase": phase.code if phase else None,
    }


def _places(programme: Programme | None, phase: Phase | None) -> dict[str, Any]:
    return {
        "programme": programme.code if programme else "",
        "phase": phase.code if phase else "",
    }
