"""The assistant's page: an answer with its sources, without scripts, the same for everybody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assistant import publicrecord
from tests.keeping import kept

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)


def page(client: Client, question: str = "") -> str:
    answer = client.get(reverse("register:ask"), {"q": question} if question else {})
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return answer.content.decode()


def test_it_says_what_can_be_asked(client: Client) -> None:
    shown = page(client)
    assert "3 phases, 24 institutions and 15 use cases" in shown
    assert "Which banks took part in both phases?" in shown
    assert "data-tier" not in shown


def test_a_figure_leads_to_its_records(client: Client) -> None:
    shown = page(client, "Which banks took part in both phases?")
    assert 'data-tier="A"' in shown
    assert "Recorded: 6 institutions." in shown
    address = f"{reverse('register:institutions')}?phase=GS1&amp;phase=GS2&amp;phases_taken=2"
    assert address in shown
    listed = client.get(address.replace("&amp;", "&")).content.decode()
    assert 'data-count="6"' in listed


def test_a_quote_opens_where_it_stands(client: Client) -> None:
    shown = page(client, "How are prompt injection attacks countered?")
    assert 'data-tier="A"' in shown
    address = shown.split('<li id="source-1"><a href="')[1].split('"')[0]
    place, _hash, anchor = address.partition("#")
    cited = client.get(place, follow=True).content.decode()
    assert f'id="{anchor}"' in cited
    assert "keep instructions, retrieved context and user input apart" in cited


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "{{ 7*7 }}", "' OR 1=1 --", "\u202eabc", "?" * 500]
)
def test_hostile_questions_are_text(client: Client, question: str) -> None:
    shown = page(client, question)
    assert 'data-tier="C"' in shown
    assert "<script>alert" not in shown


def test_too_long_a_question_is_refused_and_kept(client: Client) -> None:
    answer = client.get(reverse("register:ask"), {"q": "bank " * 200})
    assert answer.status_code == 400
    assert "500 characters at most" in answer.content.decode()


def test_it_is_read_only(client: Client) -> None:
    assert client.post(reverse("register:ask"), {"q": "x"}).status_code == 405


def test_queries(client: Client) -> None:
    page(client, "How is personal data masked?")
    with CaptureQueriesContext(connection) as caught:
        page(client, "How is personal data masked?")
    assert len(caught) == 2  # the last change: for the answer, and for what can be answered
