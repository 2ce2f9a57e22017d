"""What staff read and pull by a program is noted; a bank's own is not."""

import pytest

from tests import people
from tests.api.clients import address, client
from tests.factories.phases import make_authority
from tests.factories.usecases import use_case_at
from usecases.models.trail import Viewing
from usecases.vocabulary.doors import Door
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def noted() -> list[tuple[str, str, str, int]]:
    rows = Viewing.objects.order_by("row")
    return [(row.kind, row.looked, row.what, row.number) for row in rows]


def test_details() -> None:
    case = use_case_at(Stage.COMPLETED)
    program, submission = client(people.officer()), case.submissions.get()
    tag = program.get(address("use-cases", case.pk))["ETag"]
    program.get(address("use-cases", case.pk), headers={"If-None-Match": tag})
    program.get(address("use-cases", case.pk, "readiness"))
    program.get(address("submissions", submission.pk))
    program.get(address("phases", case.phase_id))
    assert noted() == [("usecase", "opened", "", 1), ("submission", "opened", "", 1)]
    assert {(row.use_case, row.door) for row in Viewing.objects.all()} == {(case, Door.API)}


def test_lists() -> None:
    use_case_at(Stage.COMPLETED)
    use_case_at(Stage.SCREENING)
    program = client(people.officer())
    narrowed = {"stage": "completed", "ordering": "reference"}
    for asked in ({}, {"page_size": 1}, {"page": 1}, narrowed):
        assert program.get(address("use-cases"), asked).status_code == 200
    program.get(address("phases"))
    program.get(address("stage-changes"), {"page_size": 1})
    moves = program.get(address("stage-changes")).json()["count"]
    assert noted() == [
        ("usecase", "exported", "", 2),
        ("usecase", "exported", "ordering=reference&stage=completed", 1),
        ("stagechange", "exported", "", moves),
    ]


def test_a_banks_own_is_not() -> None:
    case, program = use_case_at(Stage.COMPLETED), client(people.signatory())
    assert program.get(address("use-cases", case.pk)).status_code == 200
    assert program.get(address("use-cases")).json()["count"] == 1
    assert noted() == []


def test_what_is_public_is_not() -> None:
    use_case_at(Stage.COMPLETED)
    client(people.officer()).get(address("use-cases"), {"published": "true"})
    client().get(address("use-cases"))
    assert noted() == []


def test_what_is_hidden_or_refused_is_not() -> None:
    case = use_case_at(Stage.COMPLETED)
    program = client(people.officer(authority=make_authority("SFC")))
    assert program.get(address("use-cases", case.pk)).status_code == 404
    assert program.get(address("use-cases"), {"stage": "nowhere"}).status_code == 400
    assert noted() == []
