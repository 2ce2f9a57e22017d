"""Parameters are read strictly: what is unknown, empty, repeated or hidden is refused by name."""

from typing import Any
from uuid import UUID

import pytest

from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import make_phase, phase
from tests.factories.usecases import use_case_at
from tests.people import ANONYMOUS, officer, signatory
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.selection.errors import BadParameters
from usecases.selection.public import PUBLIC, PublicSubject
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

Asked = dict[str, list[str]]
Refusal = list[tuple[str, str]]
LONG = "9" * 10_000
NOBODY = str(UUID(int=7))


def _refused(person: Person, subject: str, asked: Asked) -> list[tuple[str, str, str]]:
    try:
        SUBJECTS[subject].select(person, asked).count()
    except BadParameters as refusal:
        return [(fault.field, fault.code, str(fault.text)) for fault in refusal.faults]
    return []


def _codes(person: Person, subject: str, asked: Asked) -> Refusal:
    return [(name, code) for name, code, _ in _refused(person, subject, asked)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_unknown_and_empty(subject: str) -> None:
    asked = {"colour": ["red"], "ordering": [" "], "stage_": [""]}
    assert sorted(_codes(officer(), subject, asked)) == [
        ("colour", "unknown"),
        ("ordering", "empty"),
        ("stage_", "empty"),
        ("stage_", "unknown"),
    ]


@pytest.mark.parametrize("subject", PUBLIC)
def test_unknown_to_the_public(subject: str) -> None:
    with pytest.raises(BadParameters) as refusal:
        PUBLIC[subject].select({"colour": ["red"], "code": ["\x00"]})
    assert [(fault.field, fault.code) for fault in refusal.value.faults] == [
        ("colour", "unknown"),
        ("code", "empty"),
    ]


@pytest.mark.parametrize("report", REPORTS)
def test_unknown_to_reports(report: str) -> None:
    with pytest.raises(BadParameters) as refusal:
        REPORTS[report].run(officer(), {"stage": ["accepted"], "as_at": [""]})
    assert [(fault.field, fault.code) for fault in refusal.value.faults] == [
        ("stage", "unknown"),
        ("as_at", "empty"),
    ]


WRONG: list[tuple[str, str, str]] = [
    ("use-cases", "phase", "GS404"),
    ("use-cases", "stage", "acepted"),
    ("use-cases", "reached", "waiting"),
    ("use-cases", "decision", "maybe"),
    ("use-cases", "institution", "not-an-id"),
    ("use-cases", "customer_facing", "yes"),
    ("use-cases", "category", "fraud"),
    ("use-cases", "technique", "magic"),
    ("use-cases", "without", "title"),
    ("use-cases", "as_at", "yesterday"),
    ("use-cases", "as_at", "2026-02-30"),
    ("use-cases", "known_at", "2026-13-01T00:00:00Z"),
    ("use-cases", "as_at", "0001-01-01T00:00:00+14:00"),
    ("use-cases", "as_at", "9999-12-31T23:59:59-12:00"),
    ("use-cases", "submitted_after", "1"),
    ("institutions", "standing", "old"),
    ("institutions", "phases_taken", "two"),
    ("institutions", "phases_taken", "NaN"),
    ("participations", "role", "guest"),
    ("published-figures", "measure", "profit"),
    ("decisions", "released", "1"),
    ("stage-changes", "verb", "jump"),
]


@pytest.mark.parametrize(("subject", "name", "value"), WRONG)
def test_values_that_name_nothing(subject: str, name: str, value: str) -> None:
    assert _codes(officer(), subject, {name: [value]}) == [(name, "invalid")]


@pytest.mark.parametrize("name", ["as_at", "known_at", "customer_facing", "search", "ordering"])
def test_one_value_only(name: str) -> None:
    value = {"customer_facing": "true", "search": "a", "ordering": "title"}.get(name, "2026-01-01")
    assert _codes(officer(), "use-cases", {name: [value, value]}) == [(name, "repeated")]


def test_sorting_by_what_is_not_shown() -> None:
    assert _codes(officer(), "use-cases", {"ordering": ["-problem"]}) == [("ordering", "unknown")]


@pytest.mark.parametrize(
    "value", [LONG, "-" + LONG, "1e9999", "字" * 10_000, "a " * 5_000, "%" * 9_000]
)
@pytest.mark.parametrize("subject", ["use-cases", "institutions", "changes", "published-figures"])
def test_absurd_values_are_refused_or_find_nothing(subject: str, value: str) -> None:
    for name in sorted(SUBJECTS[subject].parameters):
        found = _codes(officer(), subject, {name: [value]})
        assert found == [] or {each for each, _ in found} == {name}


@pytest.mark.parametrize("value", [LONG, "字" * 10_000, "a " * 5_000])
def test_absurd_values_from_the_public(value: str) -> None:
    found = {
        (name, parameter): _found(subject, parameter, value)
        for name, subject in PUBLIC.items()
        for parameter in subject.parameters
    }
    assert {asked: answer for asked, answer in found.items() if answer not in (0, asked[1])} == {}


def _found(subject: PublicSubject, parameter: str, value: str) -> int | str:
    """Return how many are found, or the name of the parameter that is refused."""
    try:
        return subject.select({parameter: [value]}).count()
    except BadParameters as refusal:
        return " ".join({fault.field for fault in refusal.faults})


def _hidden() -> dict[str, str]:
    """Return values that exist and that the first bank must not see."""
    hidden = make_phase("GS9")
    case = use_case_at(Stage.SUBMITTED, institution=bank_b())
    return {"institution": str(bank_b().pk), "phase": hidden.code, "use_case": str(case.pk)}


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("use-cases", "institution"),
        ("use-cases", "phase"),
        ("participations", "institution"),
        ("institutions", "phase"),
        ("submissions", "use_case"),
        ("decisions", "use_case"),
        ("stage-changes", "use_case"),
        ("outcomes", "use_case"),
        ("trials", "institution"),
    ],
)
def test_what_is_hidden_is_refused_as_what_does_not_exist(subject: str, name: str) -> None:
    use_case_at(Stage.ACCEPTED)
    there = _hidden()[name]
    nowhere = "GS8" if name == "phase" else NOBODY
    told = _refused(signatory(bank_a()), subject, {name: [there]})
    assert len(told) == 1
    untold = _refused(signatory(bank_a()), subject, {name: [nowhere]})
    assert [str(each).replace(there, "?") for each in told] == [
        str(each).replace(nowhere, "?") for each in untold
    ]


def test_what_is_not_published_is_refused_as_what_does_not_exist() -> None:
    make_phase("GS9")
    texts = []
    for code in ("GS9", "GS8"):
        with pytest.raises(BadParameters) as refusal:
            REPORTS["phases"].run(ANONYMOUS, {"phase": [code]})
        texts.append(str(refusal.value).replace(code, "?"))
    assert texts[0] == texts[1]


def test_several_values_are_alternatives_and_parameters_all_hold() -> None:
    first, second = phase(), make_phase("GS9", opens_at="2020-01-01T00:00:00Z")
    for where, stage in ((first, Stage.SUBMITTED), (first, Stage.ACCEPTED)):
        use_case_at(stage, phase=where)
    use_case_at(Stage.ACCEPTED, phase=second)

    def found(**asked: Any) -> list[str]:
        rows = SUBJECTS["use-cases"].select(officer(), {**asked, "ordering": ["reference"]})
        return [row.reference for row in rows]

    assert found(phase=["GS1", "GS9"]) == ["GS1-001", "GS1-002", "GS9-001"]
    assert found(phase=["GS1", "GS9"], stage=["accepted"]) == ["GS1-002", "GS9-001"]
    assert found(stage=["accepted", "submitted"], phase=["GS1"]) == ["GS1-001", "GS1-002"]
