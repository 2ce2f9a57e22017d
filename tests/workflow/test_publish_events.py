"""Publishing documents, events and follow-ons: what is private or unconfirmed is named, refused."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from tests.factories.base import add
from tests.factories.documents import make_document
from tests.factories.events import make_event, make_follow_on
from tests.factories.findings import cited_finding, finding_on
from tests.factories.phases import phase, programme
from tests.factories.publications import loaded, proposed_publication, published
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, assessor, officer
from usecases.models.base import Record
from usecases.models.document_files import DocumentFile
from usecases.models.events import EventItem
from usecases.text.digest import digest
from usecases.vocabulary.events import ItemKind
from usecases.vocabulary.stages import Stage
from usecases.workflow import document_files, edit, publish
from usecases.workflow.errors import NotAllowed, Refused, Stale
from usecases.workflow.public_side import public_side

pytestmark = pytest.mark.django_db


def faults(record: Record) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        publish.propose(record, by=officer())
    return [(fault.field, fault.code) for fault in refused.value.faults]


def test_what_is_linked_must_be_public_itself() -> None:
    case, lesson = recorded_case(), cited_finding()
    event = make_event({"kind": ItemKind.EXHIBIT, "use_case": case}, phase=phase())
    assert faults(event) == [("phase", "not-public"), ("items", "not-public")]
    assert faults(make_document(programme=programme())) == [("programme", "not-public")]
    grown = make_follow_on(phases=[phase()], use_cases=[case], findings=[lesson])
    assert faults(grown) == [
        *(("phases", "not-public"), ("findings", "not-public"), ("use_cases", "not-public"))
    ]
    for each in (programme(), phase(), case, lesson):
        loaded(each)
    told: tuple[Record, ...] = (event, grown)
    for one in told:
        assert published(one).published_at is not None


def test_a_use_case_beside_an_anonymous_finding_on_it_tells_whose_it_is() -> None:
    case = use_case_at(Stage.COMPLETED, public_title="For everybody", public_summary="It reads.")
    result = case.results.get()
    lesson = finding_on(result)
    published(lesson)
    published(case)
    grown = make_follow_on(use_cases=[case], findings=[lesson])
    assert faults(grown) == [("findings", "telling")]


def test_a_follow_on_is_linked_to_what_is_public_alone() -> None:
    grown, case = make_follow_on(), recorded_case()
    with pytest.raises(Refused):
        edit.change(grown, {"use_cases": [case]}, by=officer())
    loaded(case)
    edit.change(grown, {"use_cases": [case]}, by=officer())
    assert grown.use_cases.get() == case


def test_what_was_withdrawn_meanwhile_stops_the_confirmation() -> None:
    case = recorded_case()
    shown = loaded(case)
    proposal = proposed_publication(make_event({"kind": ItemKind.EXHIBIT, "use_case": case}))
    publish.withdraw(shown, by=approver(), reason="Wrong.")
    with pytest.raises(Refused):
        publish.confirm(proposal, by=approver())


def test_a_case_that_is_not_public_and_who_came_are_left_out() -> None:
    hidden, event = recorded_case(), make_event()
    add(EventItem(event=event, kind=ItemKind.ORIGIN, use_case=hidden))
    add(EventItem(event=event, kind=ItemKind.CAME, institution=hidden.institution))
    content = published(event).content
    assert [each["kind"] for each in content["items"]] == ["talk"]
    assert str(hidden.pk) not in str(content)
    assert str(hidden.institution_id) not in str(content)


def test_only_what_was_looked_at_is_proposed_and_only_over_what_was_compared() -> None:
    document = make_document()
    seen = digest(public_side(document)[1])
    edit.change(document, {"title_en": "Changed"}, by=officer())
    with pytest.raises(Stale):
        publish.propose(document, by=officer(), seen=seen)
    first = publish.propose(document, by=officer(), seen=digest(public_side_of(document)))
    second = publish.propose(document, by=officer("second"))
    publish.confirm(first, by=approver(), replaces=0)
    with pytest.raises(Stale):
        publish.confirm(second, by=approver("other"), replaces=0)
    publish.confirm(second, by=approver("other"), replaces=1)
    with pytest.raises(Refused):
        publish.confirm(second, by=approver(), replaces=2)


def public_side_of(document: Any) -> dict[str, Any]:
    return public_side(type(document).objects.get(pk=document.pk))[1]


def test_who_may_publish_what() -> None:
    event = make_event()
    with pytest.raises(NotAllowed):
        publish.propose(event, by=assessor())
    proposal = publish.propose(event, by=officer())
    for person in (officer(), officer("second")):
        with pytest.raises(NotAllowed):
            publish.confirm(proposal, by=person)
    with pytest.raises(NotAllowed):
        publish.confirm(proposal, by=assessor())


def _pdf() -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    page[NameObject("/LastModified")] = TextStringObject("D:20260101")
    writer.add_metadata({"/Author": "Canary Author", "/Creator": "Canary Office"})
    writer.add_attachment("canary.txt", b"Canary enclosure")
    found = BytesIO()
    writer.write(found)
    return found.getvalue()


def test_the_file_of_a_document_tells_nothing_of_its_author() -> None:
    document = make_document(title_en="Guidance on models")
    first = document_files.attach(document, _upload("guide.pdf"), by=officer())
    with first.file.open("rb") as kept:
        content = kept.read()
    assert b"Canary" in _pdf()
    assert b"Canary" not in content
    told_by: Any = PdfReader(BytesIO(content)).metadata
    assert dict(told_by) == {"/Title": "Guidance on models"}
    assert {"Author", "Creator", "Names"} <= set(first.stripped.split(", "))
    second = document_files.attach(document, _upload("guide-2.pdf"), by=officer())
    in_use = DocumentFile.objects.get(document=document, replaced_at__isnull=True)
    assert (in_use.pk, DocumentFile.objects.count()) == (second.pk, 2)
    told = public_side_of(document)["file"]
    assert (told["name"], told["sha256"]) == ("guide-2.pdf", second.sha256)


def _upload(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or _pdf())


@pytest.mark.parametrize(
    ("name", "content"),
    [("guide.txt", b"Plain"), ("guide.pdf", b"%PDF-1.7 nothing"), ("guide.pdf", b"Plain")],
)
def test_another_file_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        document_files.attach(make_document(), _upload(name, content), by=officer())
    assert DocumentFile.objects.count() == 0
