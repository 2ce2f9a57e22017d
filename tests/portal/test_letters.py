"""The bank reads what was decided, the feedback, and the letter exactly as it was sent."""

from html import unescape

import pytest

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.reviews import confirmed_decision, released_decision
from tests.factories.usecases import use_case_at
from tests.factories.words import reason
from tests.portal.visits import at, tab, visit
from usecases.models.letters import DecisionLetter
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def released(**words: str) -> DecisionLetter:
    case = use_case_at(Stage.ASSESSING)
    released_decision(case, "decline", reason=reason(), **words)
    return DecisionLetter.objects.get()


@pytest.mark.parametrize("role", ["viewer", "editor", "signatory"])
def test_the_page_of_the_use_case_holds_it_all(role: str) -> None:
    letter = released(text="Not yet.", feedback="Bring tests & <b>figures</b>.")
    client = visit(getattr(people, role)())
    page = client.get(tab(letter.use_case, "decision")).content.decode()
    wanted = ["Not yet.", "Bring tests &amp; &lt;b&gt;figures&lt;/b&gt;.", letter.letterhead]
    assert [each for each in wanted if each not in page] == []
    assert at("letter", letter.use_case_id, letter.pk) in page
    alone = client.get(at("letter", letter.use_case_id, letter.pk))
    assert alone.status_code == 200
    lines = [line for line in letter.body.splitlines() if line]
    told = unescape(alone.content.decode())
    assert [line for line in lines if line not in told] == []


def test_it_is_the_same_text_as_the_notice() -> None:
    letter = released()
    whole = "\n\n".join((letter.letterhead, letter.subject, letter.body))
    notice = letter.use_case.messages.get(letter="decided", channel="notice")
    assert notice.body == whole


def test_others_do_not_find_it() -> None:
    letter = released()
    where = at("letter", letter.use_case_id, letter.pk)
    other = visit(people.signatory(bank_b()))
    nothing = other.get(at("letter", letter.use_case_id, letter.use_case_id))
    assert (other.get(where).status_code, nothing.status_code) == (404, 404)
    assert other.get(where).content == nothing.content
    own = visit(people.viewer())
    second = use_case_at(Stage.ASSESSING)
    assert own.get(at("letter", second.pk, letter.pk)).status_code == 404


def test_a_letter_that_is_held_is_not_there() -> None:
    confirmed_decision(use_case_at(Stage.ASSESSING))
    letter = DecisionLetter.objects.get()
    client = visit(people.signatory())
    held = client.get(at("letter", letter.use_case_id, letter.pk))
    nothing = client.get(at("letter", letter.use_case_id, letter.use_case_id))
    assert (held.status_code, held.content) == (404, nothing.content)


def test_it_is_only_read() -> None:
    letter = released()
    where = at("letter", letter.use_case_id, letter.pk)
    assert visit(people.signatory()).post(where, {"body": "x"}).status_code == 405
