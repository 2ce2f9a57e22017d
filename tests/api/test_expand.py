"""`expand`: related records in place of their ids and codes, as the reader may see them."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.api.clients import address, client, told
from tests.factories.institutions import bank_a, bank_b, make_institution, make_partner
from tests.factories.phases import make_participation, phase
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category, make_technique
from tests.people import officer, signatory
from usecases.api.expand import RELATED, expandable
from usecases.api.resources import RESOURCES
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db

EXPANDING = {
    "phases": ["programme"],
    "participations": ["phase", "programme", "institution", "partner"],
    "published-figures": ["programme", "phase"],
    "use-cases": ["phase", "programme", "institution", "category", "own_category"],
    "criteria": ["phase"],
    "results": ["use_case", "phase", "category"],
    "findings": ["phase", "programme"],
    "documents": ["programme", "phase"],
    "events": ["programme", "phase"],
    "interests": ["phase", "institution", "partner", "use_case"],
    **{
        name: ["use_case"]
        for name in (
            *("submissions", "clarifications", "assignments", "assessments", "decisions"),
            *("trials", "targets", "cycles", "amendments", "outcomes"),
            *("deliverables", "incidents", "notes", "stage-changes"),
            *("attachments", "materialities"),
            *("decision-replies", "clearances", "plan-proposals"),
        )
    },
}


def _phase() -> dict[str, Any]:
    return {"id": str(phase().pk), "code": "GS1", "name_en": phase().name_en}


def _bank() -> dict[str, Any]:
    bank = bank_a()
    return {"id": str(bank.pk), "short_name": bank.short_name, "legal_name": bank.legal_name}


def _case(case: UseCase) -> dict[str, Any]:
    case = UseCase.objects.get(pk=case.pk)
    return {"id": str(case.pk), "reference": case.reference, "title": case.title}


def test_what_can_be_expanded() -> None:
    found = {each.name: expandable(each.serializer.Meta.fields) for each in RESOURCES}
    assert {name: fields for name, fields in found.items() if fields} == {
        name: sorted(fields, key=found[name].index) for name, fields in EXPANDING.items()
    }


def test_with_a_token() -> None:
    case, program = use_case_at("completed"), client(signatory())
    for where in (address("use-cases"), address("use-cases", case.pk)):
        body = program.get(where, {"expand": "phase, institution,category"}).json()
        row = body["results"][0] if "results" in body else body
        word = {"id": str(category().pk), "code": category().code, "label_en": category().label_en}
        assert (row["phase"], row["institution"], row["category"]) == (_phase(), _bank(), word)
        assert row["programme"] == "GS"
    for name in ("submissions", "trials", "outcomes", "stage-changes", "decisions"):
        rows = program.get(address(name), {"expand": "use_case"}).json()["results"]
        assert rows[0]["use_case"] == _case(case), name


def test_without_one_as_it_is_published() -> None:
    case = recorded_case()
    for record in (phase(), category(), case):
        loaded(record)
    asked = {"expand": "phase,institution"}
    for body in (
        client().get(address("use-cases", case.pk), asked).json(),
        client(officer()).get(address("use-cases"), {**asked, "published": "true"}).json(),
    ):
        row = body["results"][0] if "results" in body else body
        assert row["phase"] == _phase()
        assert row["institution"] is None  # nothing is published of the bank yet
    loaded(case.institution)
    row = client().get(address("use-cases", case.pk), asked).json()
    assert row["institution"]["id"] == str(case.institution_id)


@pytest.mark.parametrize("name", ["case_officer", "nope", "stage", "phase,", "version"])
def test_what_cannot_be_is_named(name: str) -> None:
    fault = name.removeprefix("phase,")
    expected = (400, "unknown", {"expand": [f"This cannot be expanded: {fault}."]})
    for program in (client(), client(officer())):
        assert told(program.get(address("use-cases"), {"expand": name})) == expected
    missing = told(client(officer()).get(address("changes"), {"expand": "by"}))
    assert missing == (400, "unknown", {"expand": ["There is no such parameter."]})


def test_what_the_public_is_not_shown_it_cannot_expand() -> None:
    answer = told(client().get(address("use-cases"), {"expand": "own_category"}))
    assert answer[0] == 400


def test_with_fields() -> None:
    make_participation(phase(), bank_b())
    asked = {"expand": "institution,partner", "fields": "institution,partner"}
    (row,) = client(officer()).get(address("participations"), asked).json()["results"]
    assert (row["institution"]["short_name"], row["partner"]) == (bank_b().short_name, None)
    assert list(row) == ["institution", "partner"]


def test_the_etag_stays_the_records_and_saves_no_body() -> None:
    case, program = use_case_at("submitted"), client(officer())
    where, asked = address("use-cases", case.pk), {"expand": "phase"}
    tag = program.get(where)["ETag"]
    answer = program.get(where, asked, HTTP_IF_NONE_MATCH=tag)
    assert (answer.status_code, answer["ETag"]) == (200, tag)


def test_as_many_queries_for_three_rows_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    program, names = client(officer()), "phase,programme,institution,category,own_category"
    program.get(address("phases"))
    for rows in (1, 3):
        while UseCase.objects.count() < rows:
            bank, partners = make_institution(), [make_partner()]
            use_case_at(
                "completed", institution=bank, partners=partners, techniques=[make_technique()]
            )
        program.get(address("use-cases"), {"expand": names})  # that it is taken is noted once
        with django_assert_num_queries(9 + 5 + 1):
            answer = program.get(address("use-cases"), {"expand": names})
        assert len(answer.json()["results"]) == rows


def test_it_is_described() -> None:
    described = client().get(address("schema")).json()
    asked = described["paths"][address("trials")]["get"]["parameters"]
    (expand,) = (each for each in asked if each["name"] == "expand")
    assert (expand["schema"]["items"]["enum"], expand["explode"]) == (["use_case"], False)
    field = described["components"]["schemas"]["Trial"]["properties"]["use_case"]
    assert list(field["oneOf"][1]["properties"]) == list(RELATED["use_case"].shown)
