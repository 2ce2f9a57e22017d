"""Feeds through the API: who is given them, in which forms, how they are asked, what is refused."""

import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any

import polars
import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tests.api.clients import address, client, told, world
from tests.factories.access import make_grant
from tests.factories.assessments import conflicted
from tests.factories.institutions import bank_a
from tests.factories.memory import once
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from tests.reporting.feed_copies import full
from usecases.api.views import feeds as views
from usecases.models.person import Person, person_for
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.reporting.feeds import FEEDS
from usecases.vocabulary.limits import FEED_SIZE_MOST
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, people
from usecases.workflow.correct import void

pytestmark = pytest.mark.django_db


def furnish() -> dict[str, UseCase]:
    """The cases of the API's world, the people asked for made beforehand."""
    for person in (officer, signatory, auditor, approver):
        person()
    return world()


def cases() -> dict[str, UseCase]:
    return once("feeds of the api", furnish)


_world = kept(cases)


def reporting(person: Person | None = None) -> APIClient:
    return client(person or officer(), "report")


def pulled(program: APIClient, name: str, **asked: Any) -> list[dict[str, Any]]:
    """Follow a feed to its end."""
    rows, at = [], address("feeds", name)
    body = program.get(at, asked).json()
    while True:
        rows += body["results"]
        if body["next"] is None:
            return rows
        body = program.get(body["next"]).json()


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_which_there_are() -> None:
    feeds = reporting().get(address("feeds")).json()["feeds"]
    assert [each["name"] for each in feeds] == list(FEEDS)
    for each in feeds:
        assert list(each) == ["name", "title", "nature", "definition", "url", "columns"]
        assert each["url"].endswith(address("feeds", each["name"]))
    cases = next(each for each in feeds if each["name"] == "use-cases")
    assert cases["columns"][2] == {
        "name": "phase_id",
        "type": "id",
        "unit": "",
        "definition": "The phase.",
        "key_of": "phases",
        "staff_only": False,
    }


def test_only_with_a_token_of_the_scope_and_somebody_who_is_given_feeds() -> None:
    for place in (address("feeds"), address("feeds", "use-cases"), address("feeds", "nothing")):
        assert told(client().get(place))[:2] == (401, "not-authenticated")
        assert told(client(officer(), "read").get(place))[:2] == (403, "scope")
        for person in (assessor(), administrator()):
            assert told(reporting(person).get(place)) == (403, "not-allowed", {})
    for person in (officer(), approver(), auditor(), signatory()):
        assert reporting(person).get(address("feeds", "use-cases")).status_code == 200
    assert told(reporting().get(address("feeds", "nothing"))) == (404, "not-found", {})


@pytest.mark.parametrize(
    ("asked", "name", "code"),
    [
        ({"page": "2"}, "page", "unknown"),
        ({"format": "xml"}, "format", "unknown"),
        ({"page_size": str(FEED_SIZE_MOST + 1)}, "page_size", "too-large"),
        ({"page_size": "0"}, "page_size", "invalid"),
        ({"page_size": "many"}, "page_size", "invalid"),
        ({"updated_since": "2025-02-30"}, "updated_since", "invalid"),
        ({"updated_since": "yesterday"}, "updated_since", "invalid"),
        ({"cursor": "made up"}, "cursor", "invalid"),
        ({"cursor": "A" * 5_000}, "cursor", "invalid"),
        ({"cursor": "x", "updated_since": "2026-01-01"}, "cursor", "both"),
        ({"cursor": ""}, "cursor", "empty"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, str], name: str, code: str) -> None:
    status, found, errors = told(reporting().get(address("feeds", "use-cases"), asked))
    assert (status, found, list(errors)) == (400, code, [name])


def test_a_cursor_is_of_one_feed_and_whole() -> None:
    cursor = reporting().get(address("feeds", "trials")).json()["cursor"]
    for wrong in (cursor[:-3], cursor[:50] + "x" + cursor[51:], cursor + "A"):
        asked = {"cursor": wrong}
        assert told(reporting().get(address("feeds", "trials"), asked))[:2] == (400, "invalid")
    other = reporting().get(address("feeds", "results"), {"cursor": cursor})
    assert told(other) == (400, "invalid", {"cursor": ["This is no cursor of this feed."]})
    assert reporting().get(address("feeds", "trials"), {"cursor": cursor}).status_code == 200


def test_a_cursor_tells_nothing() -> None:
    cursor = reporting(signatory()).get(address("feeds", "trials")).json()["cursor"]
    again = reporting(signatory()).get(address("feeds", "trials")).json()["cursor"]
    assert cursor != again
    assert "trials" not in cursor


class TestRights:
    def _refused(self, person: Person, cursor: str, name: str = "use-cases") -> bool:
        answer = reporting(person).get(address("feeds", name), {"cursor": cursor})
        if answer.status_code == 200:
            return False
        assert told(answer) == (410, "full-pull-due", {})
        assert "in full" in answer.json()["detail"]
        return True

    def _cursor(self, person: Person, name: str = "use-cases") -> str:
        return str(reporting(person).get(address("feeds", name)).json()["cursor"])

    def test_nothing_changed(self) -> None:
        assert not self._refused(officer(), self._cursor(officer()))

    def test_another_person(self) -> None:
        assert self._refused(auditor(), self._cursor(officer()))

    def test_a_role_that_reads_no_more_and_no_less(self) -> None:
        person, cursor = officer("third"), self._cursor(officer("third"))
        assert person.user
        make_grant(person.user, "approver")
        make_grant(person.user, "administrator")
        assert self._refused(person, cursor) is False

    def test_another_authority(self) -> None:
        limited = officer(authority=cases()["other"].authority)
        cursor = self._cursor(limited)
        assert limited.user
        make_grant(limited.user, "auditor")
        assert self._refused(limited, cursor)

    def test_a_conflict_declared_and_lifted(self) -> None:
        person = officer("fourth")
        cursor = self._cursor(person)
        conflicted(cases()["completed"], person)
        assert self._refused(person, cursor)
        rows = pulled(reporting(person), "use-cases")
        assert str(cases()["completed"].pk) not in {row["id"] for row in rows}

    def test_a_role_that_ended(self) -> None:
        person = officer("fifth")
        cursor = self._cursor(person)
        people.end_grant(person.grants[0], by=administrator(), reason="Left.")
        assert person.user
        asked = {"cursor": cursor}
        answer = reporting(person_for(person.user)).get(address("feeds", "trials"), asked)
        assert told(answer) == (403, "not-allowed", {})

    def test_a_word_is_renamed(self) -> None:
        category = cases()["completed"].category
        assert category
        cursor = self._cursor(officer())
        edit.change(category, {"code": "renamed"}, by=administrator(), reason="Better.")
        assert self._refused(officer(), cursor)
        assert pulled(reporting(), "use-cases")[0]["category_code"] == "renamed"


class TestForms:
    @pytest.mark.parametrize("name", [name for name in FEEDS if name != "dates"])
    def test_all_say_the_same(self, name: str) -> None:
        program, place = reporting(), address("feeds", name)
        pages = pulled(program, name, page_size=2)
        assert [row["id"] for row in pages] == list(full(name, officer()))
        lines = content(program.get(place, {"format": "ndjson"})).decode()
        assert [json.loads(line) for line in lines.splitlines()] == pages
        sheet = content(program.get(place, {"format": "csv"})).decode()
        table = list(csv.DictReader(io.StringIO(sheet)))
        assert [list(row) for row in table] == [FEEDS[name].head] * len(pages)
        for row, page in zip(table, pages, strict=True):
            assert {key: _read(row[key], value) for key, value in page.items()} == page
        frame = polars.read_parquet(content(program.get(place, {"format": "parquet"})))
        assert frame.columns == FEEDS[name].head
        assert frame["id"].to_list() == [row["id"] for row in pages]
        assert frame["updated_at"].dt.to_string("%Y-%m-%dT%H:%M:%S%.6fZ").to_list() == [
            row["updated_at"] for row in pages
        ]

    def test_by_the_header(self) -> None:
        answer = reporting().get(address("feeds", "trials"), headers={"accept": "text/csv"})
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="trials.csv"'
        assert answer["Cache-Control"] == "no-store"

    def test_parquet_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(views, "has_parquet", lambda: False)
        answer = reporting().get(address("feeds", "trials"), {"format": "parquet"})
        assert told(answer) == (406, "no-parquet", {})

    def test_what_a_spreadsheet_would_run(self) -> None:
        use_case_at(Stage.SUBMITTED, title='=HYPERLINK("http://evil.example")')
        sheet = content(reporting().get(address("feeds", "use-cases"), {"format": "csv"})).decode()
        titles = [row["title"] for row in csv.DictReader(io.StringIO(sheet))]
        assert titles[-1] == '\'=HYPERLINK("http://evil.example")'

    def test_the_days(self) -> None:
        rows = pulled(reporting(), "dates", page_size=5_000)
        assert (len(rows), rows[0]["id"], rows[-1]["id"]) == (18_263, "2000-01-01", "2049-12-31")
        day = next(row for row in rows if row["id"] == "2025-12-29")
        assert list(day.values())[1:-2] == ["2025-12-29", 2025, 4, 12, 29, 2026, 1, 1, False]
        cursor = reporting().get(address("feeds", "dates"), {"page_size": 5_000}).json()["cursor"]
        assert (
            content(
                reporting().get(address("feeds", "dates"), {"cursor": cursor, "format": "ndjson"})
            ).count(b"\n")
            == 13_263
        )


def _read(cell: str, value: Any) -> Any:
    """Read a cell as what it is in JSON."""
    if cell == "":
        return None
    if isinstance(value, bool):
        return cell == "true"
    return type(value)(cell) if isinstance(value, int | float) else cell


class TestOnlyWhatChanged:
    def test_from_the_cursor_of_the_end(self) -> None:
        program, place = reporting(), address("feeds", "use-cases")
        cursor = program.get(place).json()["cursor"]
        assert program.get(place, {"cursor": cursor}).json()["results"] == []
        void(cases()["assessing"], by=approver(), reason="Twice.")
        (gone,) = program.get(place, {"cursor": cursor}).json()["results"]
        assert list(gone) == ["id", "updated_at", "deleted_at"]
        assert gone["id"] == str(cases()["assessing"].pk)
        assert gone["updated_at"] == gone["deleted_at"]
        sheet = content(program.get(place, {"cursor": cursor, "format": "csv"})).decode()
        (row,) = csv.DictReader(io.StringIO(sheet))
        assert {name: cell for name, cell in row.items() if cell} == gone

    def test_from_the_header_of_a_file(self) -> None:
        program, place = reporting(), address("feeds", "stage-changes")
        answer = program.get(place, {"format": "csv"})
        assert content(answer)
        use_case_at(Stage.SUBMITTED)
        rows = program.get(place, {"cursor": answer["Feed-Cursor"]}).json()["results"]
        assert [row["verb"] for row in rows] == ["submit"]

    def test_since_a_moment(self) -> None:
        program, place = reporting(), address("feeds", "use-cases")
        rows = pulled(program, "use-cases")
        last = rows[-1]["updated_at"]
        assert pulled(program, "use-cases", updated_since=last) == rows[-1:]
        later = datetime.fromisoformat(last) + timedelta(microseconds=1)
        asked = {"updated_since": later.isoformat()}
        assert program.get(place, asked).json()["results"] == []
        assert pulled(program, "use-cases", updated_since="2000-01-01", page_size=1) == rows
        assert pulled(program, "use-cases", updated_since="2099-01-01") == []
        today = timezone.localdate().isoformat()
        assert pulled(program, "use-cases", updated_since=today) == rows


class TestConditional:
    def test_staff_are_told_when_nothing_was_written(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        program, place = reporting(), address("feeds", "use-cases")
        tag = program.get(place)["ETag"]
        with django_assert_num_queries(6):  # who, the conflicts, the stamp
            answer = program.get(place, headers={"if-none-match": tag})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
        assert (
            program.get(place, {"format": "csv"}, headers={"if-none-match": tag}).status_code == 200
        )
        assert reporting(auditor()).get(place, headers={"if-none-match": tag}).status_code == 200
        use_case_at(Stage.DRAFT)
        assert program.get(place, headers={"if-none-match": tag}).status_code == 200

    def test_a_bank_sees_no_hidden_act_by_it(self) -> None:
        program, place = reporting(signatory()), address("feeds", "use-cases")
        before = program.get(place)
        fields = {"public_title": "Another", "confidentiality": "restricted"}
        edit.change(cases()["assessing"], fields, by=officer(), reason="So it is.")
        proposed_decision(cases()["assessing"])
        after = program.get(place)
        assert after.json()["results"] == before.json()["results"]
        assert after["ETag"] == before["ETag"]
        answer = program.get(place, headers={"if-none-match": before["ETag"]})
        assert answer.status_code == 304
        cursor = before.json()["cursor"]
        assert program.get(place, {"cursor": cursor}).json()["results"] == []
        assert pulled(program, "decisions") == pulled(
            program, "decisions", updated_since="2000-01-01"
        )
        assert str(cases()["assessing"].pk) not in json.dumps(pulled(program, "decisions"))


class TestViewings:
    def test_staff_are_noted(self) -> None:
        reporting().get(address("feeds", "decisions"))
        row = Viewing.objects.get(kind="decision", by=officer().user)
        assert (row.looked, row.what, row.number) == ("exported", "feed=decisions", 2)
        assert content(reporting(auditor()).get(address("feeds", "trials"), {"format": "csv"}))
        assert Viewing.objects.get(kind="trial", by=auditor().user).number == 2

    def test_nobody_else_is(self) -> None:
        reporting(signatory(bank_a())).get(address("feeds", "decisions"))
        reporting().get(address("feeds", "institutions"))
        assert not Viewing.objects.exists()


# The token with its owner, roles, memberships, conflicts; codes and phases; the stamp and the last
# moment, of two tables each; the rows; whether it is written down already.
USUAL = 4 + 2 + 4 + 1
NOTED = 1
MORE = {"use-cases": 1, "use-case-categories": 3, "use-case-techniques": 2, "use-case-parties": 3}
PLAIN = {
    *("authorities", "programmes", "phases", "institutions", "technology-partners", "metrics"),
    *("categories", "techniques", "participations", "published-figures", "use-case-lineages"),
}


@pytest.mark.parametrize("name", [name for name in FEEDS if name != "dates"])
def test_queries(name: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    program = reporting()
    program.get(address("feeds", name))  # the first use of a token is noted
    for size in (1, 3):
        program.get(address("feeds", name), {"page_size": size})
        expected = USUAL + (0 if name in PLAIN else NOTED) + MORE.get(name, 0)
        with django_assert_num_queries(expected):
            program.get(address("feeds", name), {"page_size": size})
