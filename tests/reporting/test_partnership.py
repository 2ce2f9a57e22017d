"""How use cases are shared among technology partners, against a count of each in plain Python."""

from collections import Counter
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest

from tests.factories.base import add
from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import open_phase, phase
from tests.factories.usecases import recorded_case
from tests.keeping import kept
from tests.people import ANONYMOUS, officer
from tests.reporting.asked import Asked, ask, params, unexplained
from usecases.models.parties import Party
from usecases.models.usecases import UseCase
from usecases.reporting.catalogue import REPORTS
from usecases.selection.errors import BadParameters

pytestmark = pytest.mark.django_db

NAMES = ("Delta", "Echo", "Foxtrot", "Golf", "Hotel")


def _furnish() -> None:
    random = Random(3)  # noqa: S311  # the same world every time
    partners = [make_partner(name) for name in NAMES]
    where, banks = [phase(), open_phase("GS2")], [make_institution() for _number in range(2)]
    for number in range(12):
        stage = "declined" if number % 6 == 5 else "accepted"
        chosen = random.sample(partners, random.choice([0, 1, 1, 2]))
        when = datetime(2025, 1 + number % 4, 5, 4, tzinfo=UTC)
        case = recorded_case(
            stage,
            phase=where[number % 2],
            institution=banks[0],
            partners=chosen,
            happened_on=when,
        )
        if number % 3 == 0:  # a joint institution is no partner
            add(Party(use_case=case, institution=banks[1], role="joint"))
    officer()


_world = kept(_furnish)
SCOPES: list[Asked] = [
    {},
    {"phase": "GS2"},
    {"as_at": "2025-02-20"},
    {"from": "2025-02-01", "to": "2025-03-31"},
    {"as_at": "2024-12-31"},
]


def _inside(case: UseCase, asked: Asked) -> bool:
    day = case.stage_changes.get().happened_on.date().isoformat()
    phases = asked.get("phase", case.phase.code)
    first, last, at = (str(asked.get(name, day)) for name in ("from", "to", "as_at"))
    held = first <= day <= min(last, at)
    return held and case.phase.code in phases and case.stage == "accepted"


def _who(case: UseCase) -> list[str]:
    return [party.partner.name for party in case.parties.all() if party.partner]


def _share(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


@pytest.mark.parametrize("asked", SCOPES)
def test_shares(asked: Asked) -> None:
    cases = [_who(case) for case in UseCase.objects.all() if _inside(case, asked)]
    found = Counter(name for names in cases for name in names)
    most = sorted(found, key=lambda name: (-found[name], name))[:3]
    top = sum(bool({*names} & {*most}) for names in cases)
    total = ask(officer(), "participation", **asked).total
    assert total is not None
    names = ("use_cases", "without_partner", "top_three", "top_three_share")
    wanted: tuple[Any, ...] = (len(cases), cases.count([]), top, _share(top, len(cases)))
    assert tuple(total.values[name] for name in names) == wanted
    told = {
        row.values["name"]: (row.values["use_cases"], row.values["share"])
        for row in ask(officer(), "participation", by="partner", **asked).rows
    }
    assert told == {name: (n, _share(n, len(cases))) for name, n in found.items()}
    for by in ({}, {"by": "partner"}):
        assert unexplained(officer(), "participation", **asked, **by) == []


def test_outsiders_are_not_told_of_shares() -> None:
    columns = REPORTS["participation"].columns(REPORTS["participation"].scope(ANONYMOUS, {}))
    assert "use_cases" not in {column.name for column in columns}
    with pytest.raises(BadParameters):
        REPORTS["participation"].run(ANONYMOUS, params({"by": "partner"}))
