"""A document replaced by a newer version: the answer changes, cites the new one, names the old; on
the page, in the API and in `ask` itself.
"""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.assistant import publicrecord
from tests.factories.documents import make_document
from tests.factories.publications import published
from tests.keeping import kept
from tests.people import approver, officer
from usecases.assistant.ask import ask
from usecases.models.documents import Document
from usecases.models.publications import Publication
from usecases.workflow import publish, sections

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)
QUESTION = "How long are transcripts of tests with customers retained?"
OLD = "Transcripts of tests with customers are retained for twelve months."
NEW = "Transcripts of tests with customers are retained for thirty days."
_NAMED = "Guide to transcripts (replaces: Guide to transcripts 1)"


def version(number: str, text: str, supersedes: Document | None = None) -> Document:
    document = make_document(
        sections=0,
        title_en="Guide to transcripts",
        version=number,
        language="en",
        supersedes=supersedes,
        authority=None,
    )
    sections.take_sections(document, [{"text": text, "heading": "Retention"}], by=officer())
    published(document)
    return document


def by_ask() -> tuple[list[str], list[tuple[str, str]]]:
    answer = ask(QUESTION)
    return [each.text for each in answer.sentences], [(c.record, c.title) for c in answer.citations]


def by_page(client: Client) -> str:
    return unescape(client.post(reverse("register:ask"), {"q": QUESTION}).content.decode())


def by_api(client: Client) -> tuple[list[str], list[tuple[str, str]]]:
    sent = {"question": QUESTION}
    told = client.post("/api/v1/ask/", sent, content_type="application/json").json()
    cited = [
        (each["url"].split("/documents/")[1][:36], each["title"]) for each in told["citations"]
    ]
    return [each["text"] for each in told["sentences"]], cited


def test_the_answer_changes_cites_the_new_one_and_names_the_old(client: Client) -> None:
    old = version("1", OLD)
    told, cited = by_ask()
    assert told[0] == OLD
    assert cited[0] == (str(old.pk), "Guide to transcripts")
    assert OLD in by_page(client)
    assert by_api(client)[0][0] == OLD

    new = version("2", NEW, supersedes=old)
    told, cited = by_ask()
    assert (told[0], cited[0]) == (NEW, (str(new.pk), _NAMED))
    assert OLD not in told
    assert str(old.pk) not in [record for record, _title in cited]

    shown = by_page(client)
    assert NEW in shown
    assert OLD not in shown
    assert f"{_NAMED}</a>" in shown
    assert f"/documents/{old.pk}/" not in shown

    told, cited = by_api(client)
    assert (told[0], cited[0]) == (NEW, (str(new.pk), _NAMED))
    assert OLD not in told


def test_the_old_one_answers_again_when_the_new_one_is_withdrawn() -> None:
    old = version("1", OLD)
    new = version("2", NEW, supersedes=old)
    assert by_ask()[0][0] == NEW
    row = Publication.objects.get(record=new.pk)
    publish.withdraw(row, by=approver(), reason="A slip.")
    assert by_ask()[0][0] == OLD
