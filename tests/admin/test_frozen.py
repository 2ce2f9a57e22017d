"""Tables for outsiders in the console: looked at, frozen by one, published by another."""

from typing import Any

import pytest

from tests.admin.test_pages import signed_in
from tests.factories.frozen import proposed_table
from tests.keeping import kept
from tests.people import signatory
from tests.portal.visits import visit
from tests.reporting.frozen_world import CODES, build
from usecases.models.frozen import FrozenTable
from usecases.models.publications import Publication

pytestmark = pytest.mark.django_db
_kept = kept(build)
TABLES = "/admin/reports/tables/"
ASKED: dict[str, Any] = {
    "title": "How far they came",
    "report": "funnel",
    "phases": [*CODES],
    "by": "",
    "as_at": "",
}


def test_it_is_looked_at_before_it_is_frozen() -> None:
    client = signed_in("officer")
    page = client.get(f"{TABLES}freeze/", ASKED)
    assert page.context["withheld"] > 0
    assert "rests on too few institutions" in page.content.decode()
    assert FrozenTable.objects.count() == 0
    answer = client.post(f"{TABLES}freeze/", ASKED)
    table = FrozenTable.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{TABLES}{table.pk}/")
    shown = client.get(answer["Location"])
    assert "Waits for another person" in shown.content.decode()
    assert shown.context["withheld"] == page.context["withheld"]


def test_another_person_publishes_it_after_a_fresh_sign_in() -> None:
    proposed = proposed_table("funnel", CODES)
    act = f"/admin/usecases/publication/{proposed.pk}/act/confirm/"
    page = signed_in("approver").get(f"/admin/usecases/publication/{proposed.pk}/change/")
    assert page.status_code == 200
    [confirm] = [each for each in page.context["acts"] if each.name == "confirm"]
    assert (confirm.fresh, confirm.why_not) == (True, "")
    asked = signed_in("approver").get(act)
    table = FrozenTable.objects.get(pk=proposed.record)
    assert asked.context["table"]["withheld"] == sum(len(row["withheld"]) for row in table.rows)
    assert (asked.context["preview"], "rests on too few" in asked.content.decode()) == ((), True)
    assert Publication.objects.get(pk=proposed.pk).published_at is None


def test_what_cannot_be_frozen_is_said_beside_the_form() -> None:
    client = signed_in("officer")
    page = client.get(f"{TABLES}freeze/", {**ASKED, "as_at": "2090-01-01"})
    assert page.context["fault"] == "This date is in the future."
    empty = client.get(f"{TABLES}freeze/", {**ASKED, "phases": []})
    assert list(empty.context["form"].errors) == ["phases"]


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("approver", [200, 200, 200]),
        ("auditor", [200, 404, 200]),
        ("administrator", [404, 404, 404]),
        ("assessor", [404, 404, 404]),
    ],
)
def test_who_sees_which_page(role: str, statuses: list[int]) -> None:
    key = proposed_table().record
    client = signed_in(role)
    pages = (TABLES, f"{TABLES}freeze/", f"{TABLES}{key}/")
    assert [client.get(page).status_code for page in pages] == statuses


def test_a_bank_reads_in_the_portal_what_is_public() -> None:
    proposed = proposed_table("funnel", CODES)
    client = visit(signatory())
    page = "/portal/figures/others/"
    assert client.get(page).context["tables"] == []
    Publication.objects.filter(pk=proposed.pk).update(
        published_at=proposed.recorded_at, source="A test."
    )
    text = client.get(page).content.decode()
    assert "A table" in text
    assert "withheld" in text
