"""The sidebar: the subjects, what waits in them, and where one is; each number its list."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.admin.test_attacks import of_another_authority
from tests.admin.test_pages import address, signed_in
from tests.factories.phases import open_phase
from tests.factories.publications import proposed_publication
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import recorded_case, use_case_at
from usecases.admin.waiting import MODELS
from usecases.selection.waiting import WAITING
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def waits(client: Client, path: str = "/admin/") -> dict[str, int]:
    """Return the numbers of the sidebar by name."""
    groups = client.get(path).context["sidebar"]
    links = [wait.link for group in groups for entry in group.entries for wait in entry.waits]
    return {link.name: link.number for link in links}


def busy() -> None:
    for stage in (Stage.SUBMITTED, Stage.SCREENING, Stage.ASSESSING, Stage.ACCEPTED):
        use_case_at(stage)
    proposed_decision(use_case_at(Stage.ASSESSING))
    confirmed_decision(use_case_at(Stage.ASSESSING))
    recorded_case(Stage.COMPLETED)
    proposed_publication(open_phase())


@pytest.mark.parametrize("role", ["officer", "approver", "auditor"])
def test_each_number_is_the_count_of_its_list(role: str) -> None:
    busy()
    client = signed_in(role)
    for name, number in waits(client).items():
        path = address(MODELS[WAITING[name].subject], "changelist")
        listed = client.get(path, {"waiting": name})
        assert listed.context["cl"].result_count == number, name


def test_what_waits_on_whom() -> None:
    busy()
    assert set(waits(signed_in("officer"))) == {
        *("to-screen", "to-assess", "to-propose", "to-start", "without-officer"),
    }
    assert set(waits(signed_in("approver"))) == {
        *("to-propose", "to-look-over", "to-confirm", "to-release", "to-publish"),
    }
    for role in ("assessor", "administrator"):
        assert waits(signed_in(role)) == {}


def test_of_another_authority_no_number_tells() -> None:
    client = of_another_authority()
    before = waits(client)
    busy()
    assert (before, waits(client)) == ({}, {})


def test_where_one_is() -> None:
    use_case_at(Stage.SUBMITTED)
    client, path = signed_in("officer"), address("usecase", "changelist")
    for query, current in (("", path), ("?waiting=to-screen", f"{path}?waiting=to-screen")):
        page = client.get(path + query).content.decode()
        assert page.count('aria-current="page"') >= 1
        assert f'href="{current}" aria-current="page"' in page
    phases = client.get(address("phase", "changelist")).content.decode()
    assert f'href="{address("phase", "changelist")}" aria-current="page"' in phases


def test_a_name_that_is_not_ones_own_is_a_wrong_value() -> None:
    use_case_at(Stage.SUBMITTED)
    for role, model, name in (
        ("officer", "decision", "to-confirm"),
        ("auditor", "usecase", "to-screen"),
        ("officer", "usecase", "nothing"),
        ("auditor", "publication", "to-publish"),
    ):
        answer = signed_in(role).get(address(model, "changelist"), {"waiting": name})
        assert (answer.status_code, "e=1" in answer["Location"]) == (302, True), name


def test_it_is_counted_in_few_queries() -> None:
    client, path = signed_in("approver"), address("category", "changelist")
    client.get(path)
    with CaptureQueriesContext(connection) as idle:
        client.get(path)
    busy()
    with CaptureQueriesContext(connection) as some:
        client.get(path)
    counting = [each["sql"] for each in some if "FILTER (WHERE" in each["sql"].upper()]
    assert len(counting) <= len(MODELS)
    assert len(some) == len(idle)


def test_numbers_are_kept_until_something_is_written(settings: Settings) -> None:
    settings.WAITING_SECONDS = 60
    busy()
    client, another = signed_in("officer"), signed_in("approver")
    with CaptureQueriesContext(connection) as first:
        numbers = waits(client, "/admin/usecases/category/")
    with CaptureQueriesContext(connection) as second:
        assert waits(client, "/admin/usecases/category/") == numbers
    assert len(second) < len(first)
    assert set(waits(another)) != set(numbers)
    use_case_at(Stage.SUBMITTED)
    assert waits(client)["to-screen"] == numbers["to-screen"] + 1
