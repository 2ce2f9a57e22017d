"""The files of documents, events, follow-ons, and of what other regulators announced."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from usecases.exchange.guidance import Guide
from usecases.exchange.loading import Loader
from usecases.exchange.reading import Row
from usecases.exchange.register import Register, sourced
from usecases.models.base import Record
from usecases.models.documents import Document, DocumentSection
from usecases.models.events import Event, EventItem
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.models.phases import Programme
from usecases.rules.deadlines import day_end
from usecases.vocabulary.basis import Precision, SourceKind
from usecases.workflow.publish import load as publish

_SOURCED = ("source", "source_kind")
_COUNTS = ("accepted", "testing", "institutions", "technology_partners", "exited")
_APPLICATIONS = ("applications_lower", "applications_upper")
_ATTENDANCE = ("attendance_lower", "attendance_upper")

DOCUMENTS: dict[str, tuple[str, ...]] = {
    "documents": (
        *("kind", "title_en", "summary_en", "language", "version", "authority", "programme"),
        *("phase", "issued_on", "pages", "website", "paraphrased", *_SOURCED),
    ),
    "document_sections": ("document", "order", "anchor", "section", "heading", "page", "text"),
}
HAPPENED: dict[str, tuple[str, ...]] = {
    "events": (
        *("kind", "name_en", "summary_en", "programme", "phase", "happened_on", "venue"),
        *("organisers", "attendance_text", *_ATTENDANCE, *_SOURCED),
    ),
    "event_items": ("event", "order", "kind", "title_en", "summary_en", "institution", "partner"),
    "follow_ons": (
        *("kind", "state", "name_en", "summary_en", "partners", "happened_on", "phases"),
        *_SOURCED,
    ),
    "other_cohorts": (
        *("programme", "cohort", "order", "opened", "closed", "announced", "applications_text"),
        *(*_APPLICATIONS, *_COUNTS, *_SOURCED),
    ),
}


class Happened:
    """Takes the rows; a record is published once it and its parts are loaded, if any is new."""

    def __init__(self, loader: Loader, register: Register) -> None:
        self._loader, self._register = loader, register
        self.documents: dict[str, Document] = {}
        self._events: dict[str, Event] = {}
        self._fresh: dict[Record, str] = {}

    def takers(self) -> dict[str, Callable[[Row], None]]:
        """Return what takes the rows of each file, in the order of loading."""
        return {
            "documents": self._document,
            "document_sections": self._section,
            "events": self._event,
            "event_items": self._item,
            "follow_ons": self._follow_on,
            "other_cohorts": self._other_cohort,
        }

    def publish(self) -> None:
        """Publish by its source whatever is new, or has a part that is."""
        for record, source in self._fresh.items():
            publish(record, source=source, by=self._loader.by)
        self._fresh.clear()

    def _document(self, row: Row) -> None:
        title = row.required("title_en")
        names = ("kind", "summary_en", "language", "website")
        fields = {
            **{name: row.text(name) for name in names},
            **self._place(row),
            "authority": row.one_or_none("authority", self._register.authorities),
            "issued_on": row.day("issued_on"),
            "pages": row.number("pages"),
            "paraphrased": row.text("paraphrased") == "yes",
            **sourced(row),
        }
        key = {"title_en": title, "version": row.text("version")}
        self.documents[title] = self._put(row, Document, key, fields)

    def guide(self, guide: Guide) -> None:
        """Take guidance in our own words, in one language; each section names its source."""
        cells = guide.document.cells
        names = ("kind", "title_zh_hant", "title_zh_hans", "source")
        fields: dict[str, Any] = {name: cells[name] for name in names}
        fields |= {"paraphrased": True, "source_kind": SourceKind.SECONDARY}
        key = {name: cells[name] for name in ("title_en", "language")}
        document = self._put(guide.document, Document, key, fields)
        for row in guide.sections:
            names = ("section", "heading", "page", "text")
            fields = {name: row.text(name) for name in names}
            fields["order"] = row.number("order") or 0
            section = {"document": document, "anchor": row.required("anchor")}
            self._put(row, DocumentSection, section, fields, whole=document)

    def _section(self, row: Row) -> None:
        document = row.one("document", self.documents)
        fields: dict[str, Any] = {
            name: row.text(name) for name in ("section", "heading", "page", "text")
        }
        key = {"document": document, "anchor": row.required("anchor")}
        fields["order"] = row.number("order") or 0
        self._put(row, DocumentSection, key, fields, whole=document)

    def _event(self, row: Row) -> None:
        name, place = row.required("name_en"), self._place(row)
        texts = ("kind", "summary_en", "venue", "organisers", "attendance_text")
        fields = {
            **{text: row.text(text) for text in texts},
            **{bound: row.number(bound) for bound in _ATTENDANCE},
            **place,
            "happened_on": _moment(row, place["programme"]),
            "precision": Precision.DAY,
            **sourced(row),
        }
        self._events[name] = self._put(row, Event, {"name_en": name}, fields)

    def _item(self, row: Row) -> None:
        event = row.one("event", self._events)
        fields = {
            "kind": row.required("kind"),
            "summary_en": row.text("summary_en"),
            "order": row.number("order") or 0,
            "institution": row.one_or_none("institution", self._register.institutions),
            "partner": row.one_or_none("partner", self._register.partners),
        }
        key = {"event": event, "title_en": row.required("title_en")}
        self._put(row, EventItem, key, fields, whole=event)

    def _follow_on(self, row: Row) -> None:
        names = ("kind", "state", "summary_en", "partners")
        fields = {
            **{name: row.text(name) for name in names},
            "happened_on": _moment(row, None),
            "precision": Precision.DAY,
            **sourced(row),
        }
        many = {"phases": row.many("phases", self._register.phases)}
        self._put(row, FollowOn, {"name_en": row.required("name_en")}, fields, many=many)

    def _other_cohort(self, row: Row) -> None:
        words = ("opened", "closed", "announced", "applications_text")
        fields = {
            **{name: row.text(name) for name in words},
            **{name: row.number(name) for name in (*_APPLICATIONS, *_COUNTS)},
            "order": row.number("order") or 0,
            **sourced(row),
        }
        key = {"programme": row.required("programme"), "cohort": row.required("cohort")}
        self._put(row, OtherCohort, key, fields)

    def _place(self, row: Row) -> dict[str, Any]:
        programme = row.one_or_none("programme", self._register.programmes)
        return {
            "programme": programme,
            "phase": row.one_or_none("phase", self._register.phases),
        }

    def _put(
        self,
        row: Row,
        model: type[Any],
        key: dict[str, Any],
        fields: dict[str, Any],
        *,
        whole: Any = None,
        many: dict[str, list[Any]] | None = None,
    ) -> Any:
        """Put a record, and note what is to be published if anything of it was written."""
        before = self._written()
        record = self._loader.put(row, model, key, fields, many=many)
        if self._written() > before:
            self._fresh[whole or record] = (whole or record).source
        return record

    def _written(self) -> int:
        return self._loader.done.created + self._loader.done.changed


def _moment(row: Row, programme: Programme | None) -> datetime | None:
    """Return the end of the day that a row tells of."""
    day = row.day("happened_on")
    return day_end(day, programme).astimezone(UTC) if day else None
