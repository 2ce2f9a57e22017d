"""The assistant's page: an answer with its sources, without scripts, the same for everybody."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assistant import publicrecord
from tests.conftest import Freeze
from tests.keeping import kept
from usecases.assistant.limit import MOST
from usecases.models.enquiries import Enquiry
from usecases.register.views.ask import EXAMPLES

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)


def page(client: Client, question: str = "") -> str:
    answer = client.get(reverse("register:ask"), {"q": question} if question else {})
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return answer.content.decode()


def test_it_says_what_can_be_asked(client: Client) -> None:
    shown = page(client)
    told = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<dd>(.+?)</dd>", shown)]
    counts = dict(zip(re.findall(r"<dt>(.+?)</dt>", shown), told, strict=True))
    assert list(counts) == [
        *("Published records", "Phases", "Institutions", "Use cases", "Documents"),
        *("Passages that can be quoted", "Last change"),
    ]
    assert (counts["Phases"], counts["Institutions"], counts["Use cases"]) == ("3", "24", "15")
    assert "data-tier" not in shown
    assert Enquiry.objects.count() == 0


def test_every_example_is_answered(client: Client) -> None:
    shown = page(client)
    linked = [unescape(each) for each in re.findall(r'<a href="([^"]+)" lang=', shown)]
    assert len(linked) == len(EXAMPLES) == 6
    tiers = [re.findall(r'data-tier="(.)"', client.get(each).content.decode()) for each in linked]
    assert tiers == [["A"]] * 6


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
    sentence = unescape(shown.split("<blockquote><p>")[1].split(" <a")[0])
    inline = shown.split('<a class="cite" href="')[1].split('"')[0]
    assert inline.startswith(f"{address}:~:text=")
    assert unquote(inline.partition(":~:text=")[2]) == sentence
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


def test_the_form_puts_the_question_into_no_address() -> None:
    strict = Client(enforce_csrf_checks=True)
    form = page(strict).split('<form class="ask-form"')[1].split("</form>")[0]
    assert form.startswith(' method="post" action="/ask/">')
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    question = "How are prompt injection attacks countered?"
    answer = strict.post(reverse("register:ask"), {"q": question, "csrfmiddlewaretoken": token})
    assert (answer.status_code, "Location" in answer) == (200, False)
    shown = answer.content.decode()
    assert 'data-tier="A"' in shown
    assert Enquiry.objects.count() == 1
    assert strict.post(reverse("register:ask"), {"q": question}).status_code == 403
    link = shown.split('<input id="link" type="text" readonly value="')[1].split('"')[0]
    assert link.startswith("http://testserver/ask/?q=")
    assert 'data-tier="A"' in strict.get(unescape(link)).content.decode()


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(reverse("register:ask"), "q=x").status_code == 405
    assert client.post(reverse("register:ask")).status_code == 200
    assert Enquiry.objects.count() == 0


def test_queries(client: Client) -> None:
    page(client, "How is personal data masked?")
    with CaptureQueriesContext(connection) as caught:
        page(client, "How is personal data masked?")
    # The last change, for the answer and for what can be answered; the question is kept.
    kept_one = ["SAVEPOINT", "INSERT", "RELEASE"]
    assert [each["sql"].split()[0] for each in caught] == ["SELECT", *kept_one, "SELECT"]


def _forms(shown: str) -> list[str]:
    return re.findall(r'method="post" action="(/ask/[^"]+)"', shown)


def test_of_use_or_not_and_why(client: Client) -> None:
    question = "How are prompt injection attacks countered?"
    yes, no = _forms(page(client, question))
    assert yes == no
    row = Enquiry.objects.get()
    sent = {"q": question, "useful": "no", "why": "old", "text": "Ask ada@bank.example"}
    answer = client.post(no, sent)
    assert "Thank you" in answer.content.decode()
    assert _forms(answer.content.decode()) == []
    row.refresh_from_db()
    assert (row.useful, row.why, row.why_text, row.gap) == (False, "old", "Ask [e-mail]", "open")
    client.post(yes, {"q": question, "useful": "yes"})
    row.refresh_from_db()
    assert (row.useful, row.why, row.gap) == (True, "", "")
    assert Enquiry.objects.count() == 1


def test_a_refusal_can_be_sent_to_the_team(client: Client) -> None:
    send = _forms(page(client, "How do I bake sourdough bread?"))[0]
    assert send.endswith("/send/")
    answer = client.post(send, {"q": "How do I bake sourdough bread?"})
    assert "Sent to the sandbox team" in answer.content.decode()
    row = Enquiry.objects.get()
    assert (row.sent_to_team, row.gap) == (True, "open")


def test_what_is_said_of_no_question_is_dropped(client: Client) -> None:
    for name in ("ask-useful", "ask-send"):
        address = reverse(f"register:{name}", args=[uuid4()])
        assert client.post(address, {"useful": "yes", "q": "bread"}).status_code == 200
        assert client.post(address, {"useful": "yes"}).headers["Location"] == reverse(
            "register:ask"
        )
        assert client.get(address).status_code == 405
    assert Enquiry.objects.count() == 0


def test_saying_so_wants_the_token_of_the_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    page(strict, "How do I bake sourdough bread?")
    address = reverse("register:ask-send", args=[Enquiry.objects.get().pk])
    assert strict.post(address, {"q": "x"}).status_code == 403
    assert not Enquiry.objects.get().sent_to_team


def test_the_answer_can_be_copied_with_its_citations(client: Client) -> None:
    shown = page(client, "How are prompt injection attacks countered?")
    lines = unescape(shown.split("data-copied=")[1].split(">")[1].split("</")[0]).splitlines()
    assert lines[0].startswith("“")
    assert lines[0].endswith("” [1]")
    source = next(each for each in lines if each.startswith("[1] "))
    assert re.fullmatch(r"\[1\] .+, version 1, http://testserver/documents/\S+#\S+", source)


def test_a_look_at_the_headers_asks_nothing(client: Client) -> None:
    assert client.head(reverse("register:ask"), {"q": "bread"}).status_code == 200
    assert Enquiry.objects.count() == 0


def test_a_flood_is_told_when_to_come_back(client: Client, settings: Any, freeze: Freeze) -> None:
    settings.THROTTLE = True
    cache.clear()
    freeze("2026-03-02T09:00:00+08:00")
    asked = {"q": "bread"}
    address = reverse("register:ask")
    assert [client.get(address, asked).status_code for _ in range(MOST)] == [200] * MOST
    answer = client.get(address, asked)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Ask again in 60 seconds" in answer.content.decode()
    assert Enquiry.objects.count() == MOST
    api = client.post("/api/v1/ask/", {"question": "x"}, content_type="application/json")
    assert api.status_code == 429
    assert client.get(address).status_code == 200
    cache.clear()
