"""One record as it stood: at a moment, and as known at a moment."""

from typing import Any

import pytest

from tests.api.clients import address, bare, client, told
from tests.conftest import Freeze
from tests.factories.institutions import bank_b
from tests.factories.outcomes import told_outcome
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import officer, signatory
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, draft, edit, submit

pytestmark = pytest.mark.django_db
BEFORE, FIRST, BETWEEN, AFTER = (f"2026-03-0{day}T09:00:00+08:00" for day in (1, 2, 3, 4))
NOTHING = (404, "not-found")


def _life(freeze: Freeze) -> UseCase:
    """Hand one in, edit it and move it on, each on a day of its own."""
    freeze(FIRST)
    case = use_case_at(Stage.SUBMITTED, title="As it was")
    edit.change(case, {"confidentiality": "restricted"}, by=officer(), reason="Sensitive.")
    freeze(AFTER)
    case = UseCase.objects.get(pk=case.pk)
    edit.change(case, {"confidentiality": "standard"}, by=officer(), reason="No longer.")
    assess.screen(UseCase.objects.get(pk=case.pk), by=officer())
    return case


def _asked(case: UseCase, person: Any = None, **moments: str) -> Any:
    return client(person or officer()).get(address("use-cases", case.pk), moments)


def test_a_use_case_as_it_stood_and_as_it_was_known(freeze: Freeze) -> None:
    case = _life(freeze)

    def told_of(**moments: str) -> tuple[str, str]:
        body = _asked(case, **moments).json()
        return body["stage"], body["confidentiality"]

    assert told_of() == ("screening", "standard")
    assert told_of(as_at=BETWEEN) == ("submitted", "standard")
    assert told_of(known_at=BETWEEN) == ("submitted", "restricted")
    assert told_of(as_at=BETWEEN, known_at=AFTER) == ("submitted", "standard")
    for moments in ({"as_at": BEFORE}, {"known_at": BEFORE}):
        assert told(_asked(case, **moments))[:2] == NOTHING
        assert told(_asked(case, signatory(), **moments))[:2] == NOTHING


def test_it_has_the_tag_of_what_is_shown(freeze: Freeze) -> None:
    case = _life(freeze)
    then, now = _asked(case, known_at=BETWEEN)["ETag"], _asked(case)["ETag"]
    assert then != now
    same = client(officer()).get(
        address("use-cases", case.pk), {"known_at": BETWEEN}, HTTP_IF_NONE_MATCH=then
    )
    assert same.status_code == 304


def test_a_draft_of_then_is_its_banks_alone(freeze: Freeze) -> None:
    freeze(FIRST)
    case = use_case_at(Stage.SUBMITTED, title="First")
    freeze(BETWEEN)
    submit.recall(case, by=signatory(), reason="Once more.")
    case = UseCase.objects.get(pk=case.pk)
    draft.write(case, fields={"title": "Written in between"}, by=signatory())
    freeze("2026-03-03T12:00:00+08:00")
    case = UseCase.objects.get(pk=case.pk)
    draft.write(case, fields={"title": "At last"}, by=signatory())
    freeze(AFTER)
    submit.submit(UseCase.objects.get(pk=case.pk), by=signatory())
    moment = "2026-03-03T11:00:00+08:00"
    assert told(_asked(case, known_at=moment))[:2] == NOTHING
    assert _asked(case, signatory(), known_at=moment).json()["title"] == "Written in between"
    assert _asked(case, known_at="2026-03-02T10:00:00+08:00").json()["title"] == "First"
    assert told(_asked(case, signatory(bank_b()), known_at=moment))[:2] == NOTHING


@pytest.mark.parametrize("name", ["as_at", "known_at"])
def test_moments_that_cannot_be(name: str) -> None:
    case, program = use_case_at(Stage.SUBMITTED), client(officer())
    where = address("use-cases", case.pk)
    assert told(program.get(where, {name: "soon"}))[0] == 400
    assert told(program.get(f"{where}?{name}=2026-01-01&{name}=2026-01-02"))[0] == 400
    other = program.get(address("phases", case.phase_id), {name: "2026-01-01"})
    assert told(other)[:2] == (400, "unknown")


def test_what_is_published_too(freeze: Freeze) -> None:
    freeze(FIRST)
    case = recorded_case()
    loaded(case)
    where = address("use-cases", case.pk)
    assert client().get(where, {"known_at": AFTER}).status_code == 200
    assert told(client().get(where, {"known_at": BEFORE}))[:2] == NOTHING
    assert bare(officer()).get(where, {"published": "true", "known_at": AFTER}).status_code == 200


def test_the_outcome_is_the_one_told_by_then(freeze: Freeze) -> None:
    freeze(FIRST)
    case = recorded_case(Stage.COMPLETED)
    told_outcome(case, "further-trial")
    freeze(AFTER)
    told_outcome(case, "in-production")
    lists = f"{address('use-cases')}?institution={case.institution_id}"

    def outcomes(**moments: str) -> tuple[Any, Any]:
        listed = client(officer()).get(lists, moments).json()["results"][0]
        return _asked(case, **moments).json()["outcome"], listed["outcome"]

    assert outcomes() == ("in-production", "in-production")
    assert outcomes(as_at=BETWEEN) == ("further-trial", "further-trial")
    assert outcomes(known_at=BETWEEN) == ("further-trial", "further-trial")
