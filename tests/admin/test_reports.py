"""Reports in the console: figures that open their records, errors in words, files."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.admin.test_pages import signed_in
from tests.factories.access import make_token
from tests.factories.base import add
from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import (
    closed_phase,
    make_participation,
    make_programme,
    make_published_figure,
    open_phase,
)
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category, make_technique
from tests.people import officer
from usecases.admin.figures import MODELS
from usecases.models.casefile import Lineage
from usecases.reporting.catalogue import REPORTS
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a class="figure-link" href="([^"]+)">([\d,]+)</a>')
DRAWN = re.compile(r'<a href="([^"]+)" aria-label="([^"]+)">')
READERS, OTHERS = ("officer", "approver", "auditor"), ("administrator", "assessor")


def furnish() -> None:
    """Make two real phases and an invented one, with cases that came differently far."""
    bank = make_institution("Gamma Bank")
    real = closed_phase("HS1"), open_phase("HS2")
    invented = open_phase("INV1", programme=make_programme("INV", invented=True))
    for phase in (*real, invented):
        make_participation(phase, bank)
        make_participation(phase, make_partner())
        make_published_figure(phase, text="15")
    earlier = [
        recorded_case(Stage.COMPLETED, phase=real[0], institution=bank, category=category()),
        recorded_case(Stage.DECLINED, phase=real[0]),
    ]
    technique = make_technique("agents")
    for stage in (Stage.SUBMITTED, Stage.ACCEPTED, Stage.TRIALLING, Stage.WITHDRAWN):
        later = use_case_at(stage, phase=real[1], techniques=[technique])
        for first, kind in zip(earlier, ("continues", "resubmitted"), strict=True):
            add(Lineage(earlier=first, later=later, kind=kind))
    for stage in (Stage.ASSESSING, Stage.WAITLISTED):
        use_case_at(stage, phase=invented, institution=bank)


def figures(html: str) -> list[tuple[int, str]]:
    """Return every figure of a page, in the table and in the charts, with its address."""
    told = [(text, url) for url, text in NUMBER.findall(html)]
    told += [(re.sub(r"^.*: ([\d,]+) .*$", r"\1", text), url) for url, text in DRAWN.findall(html)]
    return [(int(text.replace(",", "")), unescape(url)) for text, url in told]


def counted(url: str) -> int:
    """Count what the list of a figure holds, without its page."""
    address = urlsplit(url)
    (subject,) = (s for s, m in MODELS.items() if f"/{m}/" in address.path)
    asked = parse_qs(parse_qs(address.query)["figure"][0])
    return SUBJECTS[subject].select(officer(), asked).count()


# Of many columns: each of their counts is followed in `tests/reporting/test_watched.py`.
WATCHED = ("incidents", "compliance", "workload", "compute")
ASKED = (
    *(f"{name}/" for name in REPORTS if name not in WATCHED),
    "workload/",
    "incidents/?phase=HS2",
    "compliance/?phase=HS2&columns=deliverables&columns=questions&columns=use_cases",
    "funnel/?programme=GS",
    "funnel/?by=category&programme=GS",
    "funnel/?by=technique&programme=GS",
    "funnel/?by=kind&programme=GS&as_at=2030-01-01",
    "matrix/?by=technique",
    "matrix/?by=sector&phase=HS2&phase=INV1",
    "matrix/?category=risk-management",
    "participation/?programme=GS&by=phases_taken",
    "phases/?phase=HS2&known_at=2099-01-01",
    "funnel/?programme=GS&every=quarter",
    "matrix/?programme=GS&every=year&counted=event",
    "outcomes/?by=category&from=2020-01-01",
    "durations/?phase=HS1&against.phase=HS2",
    "matrix/?phase=HS1&against.phase=HS2",
    "phases/?phase=HS1&against.phase=HS2&against.as_at=2030-01-01",
    "participation/?phase=HS1&against.phase=HS2&against.from=2020-01-01",
)


def test_every_figure_is_the_count_of_its_records() -> None:
    furnish()
    client = signed_in("officer")
    for asked in ASKED:
        answer = client.get(f"/admin/reports/{asked}")
        found = figures(answer.content.decode())
        assert (asked, answer.status_code, len(found) > 2) == (asked, 200, True)
        differ = [(number, url) for number, url in found if number != counted(url)]
        assert (asked, differ) == (asked, [])


def test_every_figure_opens_the_list_of_its_records() -> None:
    furnish()
    client = signed_in("officer")
    html = client.get("/admin/reports/participation/?phase=HS2").content.decode()
    found = set(figures(html))
    opened = {(client.get(url).context["cl"].result_count, url) for _number, url in found}
    assert (opened, len(found) > 3) == (found, True)


@pytest.mark.parametrize("role", READERS)
def test_who_reads_reports(role: str) -> None:
    client = signed_in(role)
    addresses = ["/admin/reports/", *(f"/admin/reports/{name}/" for name in REPORTS)]
    assert [client.get(each).status_code for each in addresses] == [200] * len(addresses)
    assert client.get("/admin/reports/nothing/").status_code == 404


@pytest.mark.parametrize("role", OTHERS)
def test_for_others_there_are_none(role: str) -> None:
    client = signed_in(role)
    for each in ("", "funnel/", "funnel/?format=csv", "nothing/"):
        assert client.get(f"/admin/reports/{each}").status_code == 404


def test_the_newest_phase_stands_first_and_real_and_invented_apart() -> None:
    furnish()
    page = signed_in("officer").get("/admin/reports/funnel/").context
    assert [(head.label, head.invented) for head in page["sheet"].heads] == [
        ("INV1", True),
        ("HS2", False),
        ("HS1", False),
    ]
    assert [chart.series for chart in page["charts"]] == [("HS2", "HS1"), ("INV1",)]
    assert (page["mixed"], page["sheet"].total) == (True, False)
    one = signed_in("officer").get("/admin/reports/funnel/?programme=GS").context
    assert (one["mixed"], one["sheet"].heads[-1].label) == (False, "All in scope")


def test_what_is_wrong_stands_beside_its_field() -> None:
    furnish()
    client = signed_in("officer")
    answer = client.get("/admin/reports/funnel/?as_at=tomorrow")
    faulty = {field.name: field.errors for field in answer.context["fields"] if field.errors}
    assert answer.status_code == 400
    assert faulty == {"as_at": ("Give a date or a moment as in ISO 8601.",)}
    assert 'value="tomorrow"' in answer.content.decode()
    for query, name in (("phase=NONE", "phase"), ("by=nothing", "by"), ("by=kind", "programme")):
        page = client.get(f"/admin/reports/funnel/?{query}").context
        assert [field.name for field in page["fields"] if field.errors] == [name]
    page = client.get("/admin/reports/funnel/?colour=red").context
    assert [fault.field for fault in page["strangers"]] == ["colour"]


def test_what_was_asked_stays_filled_in_and_empty_asks_for_nothing() -> None:
    furnish()
    client = signed_in("officer")
    page = client.get("/admin/reports/funnel/?phase=HS1&phase=HS2&by=&as_at=&known_at=").context
    chosen = {field.name: field.values for field in page["fields"] if field.values}
    assert chosen == {"phase": ("HS1", "HS2")}
    assert [head.label for head in page["sheet"].heads] == ["HS2", "HS1", "All in scope"]


def test_files_hold_the_rows_of_the_api() -> None:
    furnish()
    client, user = signed_in("officer"), officer().user
    assert user is not None
    _token, secret = make_token(user, "read", "report")
    api = Client(headers={"Authorization": f"Bearer {secret}"})
    for name in REPORTS:
        query = "?programme=GS&format="
        theirs = _csv(api.get(f"/api/v1/reports/{name}/{query}csv").content)
        answer = client.get(f"/admin/reports/{name}/{query}csv")
        assert _csv(answer.content) == theirs
        assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
        file = client.get(f"/admin/reports/{name}/{query}xlsx").content
        book = load_workbook(BytesIO(file))
        cells = [["" if cell is None else cell for cell in row] for row in book[name].values]
        assert [[_plain(cell) for cell in row] for row in cells] == [
            [_plain(cell) for cell in row] for row in theirs
        ]
        assert book.sheetnames == [name, "columns"]


def _csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode())))


def _plain(cell: object) -> object:
    """Return a number for what reads as one, so that 1 in a workbook is 1.0 in a text."""
    try:
        return float(str(cell))
    except ValueError:
        return cell


def test_a_chart_comes_as_a_drawing_of_its_own() -> None:
    furnish()
    client = signed_in("officer")
    for name in REPORTS:
        page = client.get(f"/admin/reports/{name}/")
        for chart in page.context["charts"]:
            answer = client.get(f"/admin/reports/{name}/?format=svg&chart={chart.name}")
            if chart.empty:
                assert answer.status_code == 404
                continue
            assert answer["Content-Type"] == "image/svg+xml"
            ElementTree.fromstring(answer.content)  # noqa: S314 - our own drawing
            assert f"format=svg&amp;chart={chart.name}" in page.content.decode()
    for wrong in ("format=svg", "format=svg&chart=x", "format=pdf"):
        assert client.get(f"/admin/reports/funnel/?{wrong}").status_code == 404


def test_an_empty_scope_says_what_will_appear() -> None:
    client = signed_in("officer")
    for name in REPORTS:
        assert "Nothing is in this scope" in client.get(f"/admin/reports/{name}/").content.decode()
