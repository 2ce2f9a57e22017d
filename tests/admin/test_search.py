"""Search from anywhere: a page, a piece of one, and a jump to what is named exactly."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.test_attacks import of_another_authority
from tests.admin.test_pages import address, signed_in
from tests.factories.institutions import make_institution
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
PAGE = "/admin/search/"


def titles(page: object) -> dict[str, list[str]]:
    groups = page.context["groups"]  # type: ignore[attr-defined]  # a test's response
    return {group.code: [hit.name for hit in group.hits] for group in groups}


def test_a_page_with_links_to_what_is_found() -> None:
    case = use_case_at(Stage.SUBMITTED, title="Reading letters")
    page = signed_in("officer").get(PAGE, {"q": "letters"})
    assert titles(page) == {"usecase": [str(case)]}
    (hit,) = page.context["groups"][0].hits
    assert hit.url == address("usecase", "change", case.pk)
    assert (hit.note, hit.stage, str(hit.word)) == ("Alpha Bank · GS1", "submitted", "Submitted")


def test_a_reference_opens_its_use_case() -> None:
    case = use_case_at(Stage.SUBMITTED)
    answer = signed_in("officer").get(PAGE, {"q": case.reference.lower()})
    assert answer["Location"] == address("usecase", "change", case.pk)
    part = signed_in("officer").get(PAGE, {"q": case.reference, "part": "1"})
    assert (part.status_code, titles(part)) == (200, {"usecase": [str(case)]})


def test_a_piece_of_a_page_is_no_page() -> None:
    make_institution("Harbour", name_zh_hant="港灣銀行")
    text = signed_in("officer").get(PAGE, {"q": "港灣", "part": "1"}).content.decode()
    assert ("<html" in text, "Harbour" in text, 'data-status="1 result"' in text) == (
        *(False, True, True),
    )


def test_more_than_is_shown_is_a_list_away() -> None:
    for number in range(7):
        make_institution(f"Many {number}")
    page = signed_in("officer").get(PAGE, {"q": "many", "part": "1"})
    (group,) = page.context["groups"]
    assert (len(group.hits), group.more) == (6, address("institution", "changelist") + "?q=many")
    listed = signed_in("officer").get(group.more)
    assert listed.context["cl"].result_count == 7


def test_a_hidden_case_is_answered_as_one_that_never_was() -> None:
    case = use_case_at(Stage.ASSESSING, title="Canary")
    proposed_decision(case)
    client = of_another_authority()
    for text in ("Canary", case.reference):
        for part in ({}, {"part": "1"}):
            page = client.get(PAGE, {"q": text, **part})
            assert (page.status_code, titles(page)) == (200, {})
            never = client.get(PAGE, {"q": "NEVER-1", **part}).content.decode()
            shown = page.content.decode()
            assert same(shown, text) == same(never, "NEVER-1")


def same(page: str, asked: str) -> str:
    """Return a page without what differs from one request to the next."""
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(lines).replace(asked, "…")


def test_what_is_typed_is_shown_as_text() -> None:
    page = signed_in("officer").get(PAGE, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_without_a_word_it_says_how() -> None:
    page = signed_in("officer").get(PAGE)
    assert (page.status_code, "Nothing asked yet" in page.content.decode()) == (200, True)


def test_it_is_for_staff() -> None:
    assert signed_in("signatory").get(PAGE, {"q": "a"}).status_code == 403
    assert Client().get(PAGE, {"q": "a"}).status_code == 302


@pytest.mark.parametrize("more", [{}, {"part": "1"}])
def test_it_asks_as_often_for_many_as_for_one(more: dict[str, str]) -> None:
    counts = set()
    for _times in range(3):
        proposed_decision(use_case_at(Stage.ASSESSING))
        client = signed_in("officer")
        client.get(PAGE, {"q": "alpha", **more})
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE, {"q": "alpha", **more}).status_code == 200
        counts.add(len(captured))
    assert UseCase.objects.count() == 3
    assert len(counts) == 1


def test_every_page_has_the_form_the_dialog_and_the_keys() -> None:
    page = signed_in("officer").get(address("phase", "changelist")).content.decode()
    assert page.count('action="/admin/search/"') == 2
    assert page.count("<dialog") == 2
    assert 'data-go="u"' in page
