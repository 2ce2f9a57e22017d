"""One policy behind every door: the verb itself, the API, the console, the portal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.messages import get_messages

from tests.admin.test_pages import address as console
from tests.api.clients import address, client
from tests.factories.institutions import bank_b
from tests.factories.phases import make_authority
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import approver, editor, officer, signatory
from tests.portal.visits import at, visit
from tests.workflow.refusals import written
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.workflow import moves
from usecases.workflow.errors import NotAllowed, NotFound, Refused, Stale, WrongStage

pytestmark = pytest.mark.django_db

NOT_FOUND, NOT_ALLOWED = str(NotFound.text), str(NotAllowed.text)
STALE, WRONG_STAGE = str(Stale.text), str(WrongStage.text)
NO_PLAN = ["The trial has no plan yet.", "The trial has no planned start."]
NO_PLAN += ["The trial has no planned end.", "The trial has no target yet."]
# A page's own answer where it has no form to say it on.
PAGES = {403: NOT_ALLOWED, 404: NOT_FOUND}


@dataclass(frozen=True)
class Try:
    """A move that cannot be, who tries it, and what every door says; some in their own words."""

    who: Callable[[], Person]
    case: Callable[[], UseCase]
    verb: str
    told: str
    stale: bool = False
    page: str = ""


def staff_elsewhere() -> Person:
    return officer(authority=make_authority("SFC"))


def other_bank() -> Person:
    return signatory(bank_b())


def case_at(stage: str) -> Callable[[], UseCase]:
    return lambda: use_case_at(stage)


STAFF = {
    "wrong stage": Try(officer, case_at("submitted"), "start", WRONG_STAGE, page=NOT_FOUND),
    "not ready": Try(officer, case_at("accepted"), "start", " ".join(NO_PLAN)),
    "not allowed": Try(approver, case_at("submitted"), "screen", NOT_ALLOWED),
    "stale": Try(officer, case_at("submitted"), "screen", STALE, stale=True),
    "not found": Try(staff_elsewhere, case_at("submitted"), "screen", NOT_FOUND),
}
SEEN_DRAFT = "The draft changed after you opened this page. Read it again, then sign."
SEEN_CASE = "The status changed after you opened this page. Look at it, then decide again."
NOTHING, TWICE = (
    "At this stage there is nothing to withdraw.",
    "This was submitted already; nothing was sent twice.",
)
BANK = {
    "submit: wrong stage": Try(signatory, case_at("submitted"), "submit", WRONG_STAGE, page=TWICE),
    "submit: not ready": Try(signatory, empty_draft, "submit", ""),
    "submit: not allowed": Try(editor, case_at("draft"), "submit", NOT_ALLOWED),
    "submit: stale": Try(signatory, case_at("draft"), "submit", STALE, True, SEEN_DRAFT),
    "submit: not found": Try(other_bank, case_at("draft"), "submit", NOT_FOUND),
    "withdraw: wrong stage": Try(
        signatory, case_at("declined"), "withdraw", WRONG_STAGE, page=NOTHING
    ),
    "withdraw: not allowed": Try(editor, case_at("submitted"), "withdraw", NOT_ALLOWED),
    "withdraw: stale": Try(signatory, case_at("submitted"), "withdraw", STALE, True, SEEN_CASE),
    "withdraw: not found": Try(other_bank, case_at("submitted"), "withdraw", NOT_FOUND),
}


def by_verb(each: Try, person: Person, case: UseCase) -> str:
    with pytest.raises(Refused) as refused:
        moves.move(case, each.verb, by=person, reason="x", version=case.version - each.stale)
    return str(refused.value)


def by_api(each: Try, person: Person, case: UseCase) -> str:
    program, where = client(person), address("use-cases", case.pk)
    tag = program.get(where).get("ETag", "*")
    body = {"verb": each.verb, "reason": "x"}
    headers: dict[str, Any] = {"HTTP_IF_MATCH": '"before"' if each.stale else tag}
    answer = quietly(lambda: program.post(f"{where}moves/", body, **headers))
    assert answer.status_code >= 400
    problem = answer.json()
    texts = [text for texts in problem["errors"].values() for text in texts]
    return " ".join(texts) or str(problem["detail"])


def by_console(each: Try, person: Person, case: UseCase) -> str:
    data = {"version": case.version - each.stale, "reason": "x"}
    where = console("usecase", "act", case.pk, each.verb)
    return shown(quietly(lambda: visit(person).post(where, data)))


def by_portal(each: Try, person: Person, case: UseCase) -> str:
    data = {"version": case.version - each.stale, "reason": "x", "confirm": "on"}
    where = at("check" if each.verb == "submit" else each.verb, case.pk)
    return shown(quietly(lambda: visit(person).post(where, data)))


def quietly(act: Callable[[], Any]) -> Any:
    """Return what an act answers that writes nothing."""
    before = written()
    answer = act()
    assert written() == before
    return answer


def shown(answer: Any) -> str:
    """Return what a page says of a refusal."""
    if answer.status_code in PAGES:
        return PAGES[answer.status_code]
    if answer.status_code == 302:
        return " ".join(str(each) for each in get_messages(answer.wsgi_request))
    errors = answer.context["form"].errors
    return " ".join(text for texts in errors.values() for text in texts)


@pytest.mark.parametrize(
    ("name", "page"),
    [*((name, by_console) for name in STAFF), *((name, by_portal) for name in BANK)],
)
def test_the_same_verdict_at_every_door(
    name: str, page: Callable[[Try, Person, UseCase], str]
) -> None:
    each = {**STAFF, **BANK}[name]
    person, case = each.who(), each.case()
    before = written()
    told = by_verb(each, person, case)
    assert told == (each.told or told)
    assert written() == before
    assert by_api(each, person, case) == told
    assert page(each, person, case) == (each.page or told)
    kept = UseCase.objects.values_list("stage", "version").get(pk=case.pk)
    assert kept == (case.stage, case.version)
