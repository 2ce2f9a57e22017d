"""What would break each constraint of documents, events and follow-ons."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from tests.factories.access import make_user
from tests.factories.base import add
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_registration
from tests.factories.institutions import bank_a, make_partner
from tests.factories.usecases import recorded_case
from tests.models.behind import again, set_to
from usecases.models.document_files import DocumentFile
from usecases.models.events import EventItem
from usecases.vocabulary.events import ItemKind

EARLY = datetime(2019, 1, 1, tzinfo=UTC)


def _item(**fields: Any) -> EventItem:
    return make_event({"kind": ItemKind.TALK, "title_en": "A talk", **fields}).items.get()


def _origin() -> EventItem:
    return _item(kind=ItemKind.ORIGIN, title_en="", use_case=recorded_case())


def _file() -> DocumentFile:
    told = {"name": "a.pdf", "file": "a", "size": 1, "sha256": "0" * 64, "uploaded_by": make_user()}
    return add(DocumentFile(document=make_document(), content_type="application/pdf", **told))


def _itself(name: str) -> None:
    document = make_document()
    set_to(document, **{name: document})


VIOLATIONS: dict[str, Callable[[], Any]] = {
    "document_version": lambda: again(make_document()),
    "document_supersedes_another": lambda: _itself("supersedes"),
    "document_translates_another": lambda: _itself("translation_of"),
    "document_effect": lambda: set_to(
        make_document(), effective_from=date(2020, 2, 1), effective_to=date(2020, 1, 1)
    ),
    "document_section_anchor": lambda: again(make_document().sections.get()),
    "document_file_in_use": lambda: again(_file()),
    "event_dates": lambda: set_to(make_event(), ends_at=EARLY),
    "event_attendance": lambda: set_to(make_event(), attendance_lower=2, attendance_upper=1),
    "event_item_of_something": lambda: set_to(_item(), title_en=""),
    "event_item_origin_of_case": lambda: set_to(_item(), kind=ItemKind.ORIGIN),
    "event_item_somebody_came": lambda: set_to(_item(), kind=ItemKind.CAME),
    "event_item_origin_once": lambda: again(_origin()),
    "event_item_times": lambda: set_to(
        _item(begins_at=datetime(2020, 1, 1, tzinfo=UTC)), ends_at=EARLY
    ),
    "registration_once": lambda: again(
        make_registration(make_event(), email="a@b.example"), email="A@B.example"
    ),
    "registration_of_one": lambda: set_to(
        make_registration(make_event()), institution=bank_a(), partner=make_partner()
    ),
    "other_cohort_once": lambda: again(make_other_cohort()),
    "other_cohort_applications": lambda: set_to(
        make_other_cohort(), applications_lower=2, applications_upper=1
    ),
}
