"""How to apply: only published phases that are open, with eligibility, criteria, dates and form."""

import pytest
from django.test import Client

from tests import people
from tests.factories.assessments import make_criterion
from tests.factories.phases import closed_phase, open_phase, programme
from tests.factories.publications import loaded
from tests.factories.questions import every_kind, make_question
from tests.factories.usecases import use_case_at
from tests.portal.visits import words
from usecases.models.phases import Phase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def published_phase() -> Phase:
    loaded(programme())
    phase = open_phase("GS7", eligibility="Licensed banks.", contact="ask@regulator.example")
    loaded(phase)
    return phase


def test_an_open_phase_says_all_an_applicant_must_know() -> None:
    phase = published_phase()
    make_criterion(phase, label_en="Innovation")
    every_kind(phase)
    client = Client()
    listed = client.get("/apply/")
    assert "/apply/GS7/" in listed.content.decode()
    assert "/accounts/request/" in listed.content.decode()
    page = client.get("/apply/GS7/")
    told = words(page)
    for text in (
        "Licensed banks.",
        "ask@regulator.example",
        "31 December 2099, 08:00 HKT",
        "Time zone Asia/Hong_Kong",
        "Innovation",
        "Summary",
        "At most 150 words",
        "What of q-one? Our own Rented",
        "Assists",
    ):
        assert text in told, text
    assert "/accounts/request/?phase=GS7" in page.content.decode()
    assert 'href="/apply/GS7/"' in client.get("/").content.decode()


def test_what_is_not_published_not_open_or_not_there_is_not_found() -> None:
    published_phase()
    open_phase("GS8")  # open, and nobody published it
    loaded(closed_phase("GS9"))
    client = Client()
    pages = [client.get(f"/apply/{code}/") for code in ("GS8", "GS9", "NEVER", "%00")]
    assert {(page.status_code, page.content) for page in pages} == {(404, pages[0].content)}
    listed = client.get("/apply/").content.decode()
    assert ("GS8" in listed, "GS9" in listed) == (False, False)


def test_what_is_only_being_prepared_is_not_shown() -> None:
    phase = published_phase()
    make_question("cloud", phase=phase, required=False)
    use_case_at(Stage.SUBMITTED, phase=phase)
    make_question("canary4711", phase=phase)
    page = Client().get("/apply/GS7/")
    assert ("What of cloud?" in words(page), b"canary4711" in page.content) == (True, False)


def test_everybody_gets_the_same_bytes() -> None:
    published_phase()
    signed_in = Client()
    user = people.signatory().user
    assert user is not None
    signed_in.force_login(user)
    for path in ("/apply/", "/apply/GS7/"):
        assert signed_in.get(path).content == Client().get(path).content
        assert Client().post(path).status_code == 405
