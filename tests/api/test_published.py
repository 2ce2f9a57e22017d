"""Without a token, exactly what is published; with one, on request."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, same, told
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_follow_on
from tests.factories.findings import cited_finding
from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import (
    authority,
    make_participation,
    make_published_figure,
    phase,
    programme,
)
from tests.factories.publications import loaded, proposed_publication, published
from tests.factories.usecases import recorded_case
from tests.factories.words import category, make_technique
from tests.people import approver, officer, signatory
from usecases.api.resources import RESOURCES, Resource
from usecases.models.base import Record
from usecases.selection.public import PUBLIC
from usecases.workflow import edit, publish

pytestmark = pytest.mark.django_db

OPEN = [resource for resource in RESOURCES if resource.public]


def _records() -> dict[str, Record]:
    partner = make_partner()
    return {
        "programmes": programme(),
        "phases": phase(),
        "institutions": bank_a(),
        "technology-partners": partner,
        "participations": make_participation(phase(), partner),
        "published-figures": make_published_figure(phase()),
        "categories": category(),
        "techniques": make_technique(),
        "use-cases": recorded_case(),
        "findings": cited_finding(),
        "documents": make_document(sections=2),
        "events": make_event(),
        "follow-ons": make_follow_on(),
        "other-cohorts": make_other_cohort(),
    }


def test_which_lists_are_public() -> None:
    own = {"phase-reports"}  # has pages, no list of its own here
    assert {resource.name for resource in OPEN} == set(PUBLIC) - own == set(_records())


@pytest.mark.parametrize("resource", OPEN, ids=lambda resource: resource.name)
def test_nothing_before_nothing_after_and_its_content_between(resource: Resource) -> None:
    record = _records()[resource.name]
    one, many = address(resource.name, record.pk), address(resource.name)
    none = same(client().get(address(resource.name, NOBODY)))
    assert same(client().get(one)) == none
    proposed = proposed_publication(record)
    assert same(client().get(one)) == none
    publish.confirm(proposed, by=approver())
    shown = client().get(one).json()
    assert shown == _nulls(proposed.content)
    assert client().get(many).json()["results"] == [shown]
    publish.withdraw(proposed, by=approver(), reason="Entered in error.")
    assert told(client().get(one))[:2] == (410, "withdrawn")
    assert client().get(many).json()["count"] == 0


def _nulls(content: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == "" else value for name, value in content.items()}


@pytest.mark.parametrize("resource", OPEN, ids=lambda resource: resource.name)
def test_a_published_field_is_named_as_the_private_one(resource: Resource) -> None:
    content = published(_records()[resource.name]).content
    assert set(resource.serializer.published) == set(content)
    assert set(resource.serializer.published) <= set(resource.serializer().fields)


def test_content_stays_as_published() -> None:
    bank = bank_a()
    published(bank)
    edit.change(bank, {"short_name": "Renamed"}, by=officer())
    asked = address("institutions", bank.pk)
    assert client().get(asked).json()["short_name"] == "Alpha Bank"
    assert client(officer()).get(asked).json()["short_name"] == "Renamed"
    public = client(officer()).get(asked, {"published": "true"})
    assert public.json() == client().get(asked).json()


def test_with_a_token_what_is_public_is_there_on_request() -> None:
    published(bank_a())
    asked = {"published": "true"}
    nobody = client().get(address("institutions"))
    for person in (officer(), signatory()):
        answer = client(person).get(address("institutions"), asked)
        assert answer.json() == nobody.json()


def test_filters_read_what_is_published_only() -> None:
    case = recorded_case()
    loaded(programme())
    loaded(phase())
    asked = address("use-cases")
    assert client().get(asked, {"phase": phase().code}).json()["count"] == 0
    published(case)
    assert client().get(asked, {"phase": phase().code}).json()["count"] == 1
    hidden = client().get(asked, {"institution": str(bank_a().pk)})
    assert hidden.status_code == 400
    assert client().get(asked, {"authority": authority().code}).status_code == 400
    assert client().get(asked, {"fields": "id,case_officer"}).status_code == 400
    assert client().get(asked, {"fields": "stage"}).json()["results"] == [{"stage": "accepted"}]
