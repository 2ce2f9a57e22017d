"""What a list and a page show is as precise as it is known, and cut in the programme's zone."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.admin.test_pages import address, signed_in
from tests.factories.monitoring import bank_note, reported_incident
from tests.factories.phases import make_programme, open_phase
from tests.factories.trials import make_cycle, measured
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import metric
from tests.people import officer
from usecases.models.base import Record
from usecases.models.outcomes import Outcome
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.stages import Stage
from usecases.workflow.edit import create

pytestmark = pytest.mark.django_db


def in_london(stage: str) -> UseCase:
    """Return a use case of a programme in another zone than the console's."""
    programme = make_programme("LON", time_zone="Europe/London")
    return use_case_at(stage, phase=open_phase("LON1", programme=programme))


def asked(model: str, column: str) -> str:
    """Return the query of a list with one column, of all its rows."""
    return f"?_cols={column}" + ("&_active=0" if model == "incident" else "")


def cells(model: str, column: str) -> list[str]:
    """Return what a column of a list shows."""
    page = signed_in("officer").get(address(model, "changelist") + asked(model, column))
    whole = page.content.decode().split(f"field-{column}")[1:]
    return [each.split(">", 1)[1].split("</td>")[0] for each in whole]


def exported(model: str, column: str) -> list[str]:
    """Return the same column of the same list as a file."""
    path = address(model, "export", "csv") + asked(model, column)
    answer: Any = signed_in("officer").get(path)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [line.rsplit(",", 1)[-1] for line in text.splitlines()[1:]]


def page_of(model: str, row: Record) -> str:
    """Return a record's page."""
    return signed_in("officer").get(address(model, "change", row.pk)).content.decode()


def test_a_moment_is_told_in_its_programmes_zone_which_is_named() -> None:
    at = reported_incident(in_london(Stage.TRIALLING)).detected_at
    local = at.astimezone(ZoneInfo("Europe/London"))
    assert cells("incident", "detected") == [f"{local:%-d %b %Y, %H:%M %Z}"]
    here = at.astimezone(ZoneInfo("Asia/Hong_Kong"))  # a file has one zone for all its rows
    assert exported("incident", "detected") == [f"{here.replace(microsecond=0).isoformat()}"]


@pytest.mark.parametrize(
    ("stage", "model", "column"),
    [(Stage.CLARIFYING, "clarification", "asked"), (Stage.SCREENING, "submission", "signed")],
)
def test_so_are_the_moments_of_what_is_asked_and_signed(
    stage: str, model: str, column: str
) -> None:
    case = in_london(stage)
    row: Any = getattr(case, f"{model}s").get()
    local = getattr(row, f"{column}_at").astimezone(ZoneInfo("Europe/London"))
    assert cells(model, column) == [f"{local:%-d %b %Y, %H:%M %Z}"]


def test_a_day_known_to_the_month_is_told_as_a_month() -> None:
    case = recorded_case(Stage.COMPLETED)
    told = {"use_case": case, "result": "in-production", "told_by": "A report", "source": "It"}
    vague = {"precision": Precision.MONTH, "basis": Basis.RECORDED}
    create(Outcome(**told, **vague, happened_on=datetime(2021, 5, 1, tzinfo=UTC)), by=officer())
    assert cells("outcome", "happened") == exported("outcome", "happened") == ["May 2021"]


def test_numbers_have_no_zeros_that_say_nothing() -> None:
    case = use_case_at(Stage.TRIALLING)
    cycle = make_cycle(case, model_size=Decimal("7.000"), temperature=Decimal("0.20"))
    assert (cells("cycle", "size"), cells("cycle", "heat")) == (["7"], ["0.2"])
    page = page_of("cycle", cycle)
    assert ('<div class="readonly">7</div>' in page, "7.000" in page) == (True, False)
    assert str(measured(cycle, metric())).endswith(": 92 %")


def test_a_page_says_a_moment_as_people_do_and_a_dash_for_nothing() -> None:
    case = use_case_at(Stage.TRIALLING)
    page = page_of("note", bank_note(case))
    assert "+00:00" not in page.split("<form")[-1]
    question = use_case_at(Stage.CLARIFYING).clarifications.get()
    page = page_of("clarification", question)
    assert '<div class="readonly">None</div>' not in page
