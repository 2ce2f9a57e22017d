"""Documents, events, follow-ons and what other regulators announced of their sandboxes."""

from typing import Any
from uuid import UUID

from rest_framework import serializers

from usecases.api.serializers.base import Shown, code, key
from usecases.models.documents import Document
from usecases.models.events import Event, EventItem
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.rules.visibility import use_cases_for
from usecases.text.digest import plain

_STAMPS = ("recorded_at", "updated_at")
_SOURCED = ("source", "source_kind")
_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
_TITLES = ("title_en", "title_zh_hant", "title_zh_hans")
_SUMMARIES = ("summary_en", "summary_zh_hant", "summary_zh_hans")
_PART = ("anchor", "section", "heading", "page", "text")
_FILE = ("id", "name", "size", "sha256", "content_type")
_ITEM = ("id", "kind", *_TITLES, "summary_en", "speakers", "begins_at", "ends_at")
_LINKS = ("use_case", "institution", "partner")


class DocumentShown(Shown[Document]):
    """Guidance, a circular, a report or a fact sheet, with its text by sections."""

    authority = code(allow_null=True)
    programme = code(allow_null=True)
    phase = code(allow_null=True)
    supersedes = key("supersedes_id", allow_null=True)
    translation_of = key("translation_of_id", allow_null=True)
    sections = serializers.SerializerMethodField(help_text="Each with its anchor, which lasts.")
    file = serializers.SerializerMethodField(help_text="Name, size, SHA-256 and type.")
    prefetch = ("sections", "files")
    published = (
        *("id", "kind", *_TITLES, *_SUMMARIES, "language", "version", "issued_on"),
        *("effective_from", "effective_to", "pages", "paraphrased", "website", "authority"),
        "programme",
        *("phase", "supersedes", "translation_of", "sections", "file", *_SOURCED),
    )
    staff_only = _STAMPS

    class Meta:
        model = Document
        fields = (
            *("id", "kind", *_TITLES, *_SUMMARIES, "language", "version", "issued_on"),
            *("effective_from", "effective_to", "pages", "paraphrased", "website", "authority"),
            "programme",
            *("phase", "supersedes", "translation_of", "sections", "file", *_SOURCED, *_STAMPS),
        )

    def get_sections(self, document: Document) -> list[dict[str, Any]]:
        """Return the sections in their order."""
        return [{name: getattr(each, name) for name in _PART} for each in document.sections.all()]

    def get_file(self, document: Document) -> dict[str, Any] | None:
        """Return the file in use."""
        used = [each for each in document.files.all() if each.replaced_at is None]
        return {name: plain(getattr(used[0], name)) for name in _FILE} if used else None


class EventShown(Shown[Event]):
    """An event, with its sessions and exhibits; staff see who came, too."""

    programme = code(allow_null=True)
    phase = code(allow_null=True)
    items = serializers.SerializerMethodField(help_text="Sessions, exhibits, what came of it.")
    prefetch = ("items",)
    published = (
        *("id", "kind", *_NAMES, *_SUMMARIES, "happened_on", "precision", "ends_at", "venue"),
        *("organisers", "website", "attendance_text", "attendance_lower", "attendance_upper"),
        *("attendance_counted", "programme", "phase", "items", *_SOURCED),
    )
    staff_only = _STAMPS

    class Meta:
        model = Event
        fields = (
            *("id", "kind", *_NAMES, *_SUMMARIES, "happened_on", "precision", "ends_at"),
            *("venue", "organisers", "website", "attendance_text", "attendance_lower"),
            *("attendance_upper", "attendance_counted", "programme", "phase", "items"),
            *(*_SOURCED, *_STAMPS),
        )

    def get_items(self, event: Event) -> list[dict[str, Any]]:
        """Return the items, save those of cases that the reader does not see."""
        seen = self._seen()
        shown = (each for each in event.items.all() if each.use_case_id in seen)
        return [_item(each) for each in shown]

    def _seen(self) -> set[UUID | None]:
        """Return the cases that the reader sees, asked once for a list."""
        known: dict[str, Any] = vars(self.root)
        if "seen" not in known:
            rows = use_cases_for(self.person).filter(event_items__isnull=False)
            known["seen"] = {None, *rows.values_list("pk", flat=True)}
        seen: set[UUID | None] = known["seen"]
        return seen


def _item(item: EventItem) -> dict[str, Any]:
    told = {name: plain(getattr(item, name)) for name in _ITEM}
    return {**told, **{name: plain(getattr(item, f"{name}_id")) for name in _LINKS}}


class FollowOnShown(Shown[FollowOn]):
    """What the sandbox led to, and from what it grew."""

    partners = serializers.ListField(
        source="partner_names", child=serializers.CharField(), read_only=True
    )
    programmes = serializers.SerializerMethodField()
    phases = code(many=True)
    findings: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    use_cases: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    document = key("document_id", allow_null=True)
    prefetch = ("phases__programme", "findings", "use_cases")
    published = (
        *("id", "kind", "state", *_NAMES, *_SUMMARIES, "happened_on", "precision", "website"),
        *("partners", "programmes", "phases", "findings", "use_cases", "document", *_SOURCED),
    )
    staff_only = _STAMPS

    class Meta:
        model = FollowOn
        fields = (
            *("id", "kind", "state", *_NAMES, *_SUMMARIES, "happened_on", "precision"),
            *("website", "partners", "programmes", "phases", "findings", "use_cases"),
            *("document", *_SOURCED, *_STAMPS),
        )

    def get_programmes(self, record: FollowOn) -> list[str]:
        """Return the codes of the programmes of its phases."""
        return sorted({each.programme.code for each in record.phases.all()})


class OtherCohortShown(Shown[OtherCohort]):
    """What was announced of a cohort of another regulator's sandbox."""

    sandbox = serializers.CharField(source="programme", read_only=True)
    published = (
        *("id", "sandbox", "cohort", "order", "opened", "closed", "announced"),
        *("applications_text", "applications_lower", "applications_upper", "accepted"),
        *("testing", "institutions", "technology_partners", "exited", *_SOURCED),
    )
    staff_only = _STAMPS

    class Meta:
        model = OtherCohort
        fields = (
            *("id", "sandbox", "cohort", "order", "opened", "closed", "announced"),
            *("applications_text", "applications_lower", "applications_upper", "accepted"),
            *("testing", "institutions", "technology_partners", "exited", *_SOURCED),
            *_STAMPS,
        )
