"""The snippets of the documentation, run as they stand there against a server of their own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests.demonstration.world import NOW, PASSWORD, quiet
from tests.factories.access import make_token
from tests.people import approver, officer
from tests.reporting.asked import ask
from tests.reporting.feed_copies import NAMES, full
from usecases.demonstration.make import Size, make
from usecases.exchange.vocabularies import load_vocabularies
from usecases.models.usecases import UseCase
from usecases.reporting.feeds import FEEDS
from usecases.vocabulary.stages import PATH
from usecases.workflow.correct import void
from usecases.workflow.people import system

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "reporting-tools.md"

# What is added to a snippet, to see what it pulled.
TOTALS = {
    "pandas": """
cases, stood = tables["use-cases"], tables["participations"]
print(json.dumps({
    "rows": {name: len(table) for name, table in tables.items()},
    "reached": {
        stage: cases[cases["reached_" + stage]].groupby("phase_code").size().to_dict()
        for stage in STAGES
    },
    "institutions": stood[stood["role"] == "participant"]
        .groupby("phase_code")["institution_id"].nunique().to_dict(),
    "partners": stood[stood["role"] == "partner"]
        .groupby("phase_code")["technology_partner_id"].nunique().to_dict(),
    "days": float(cases["days_in_trial"].sum()),
}))
""",
    "polars": """
cases, stood = tables["use-cases"], tables["participations"]
def by_phase(table, column):
    return dict(table.group_by("phase_code").agg(polars.col(column).n_unique()).iter_rows())
print(json.dumps({
    "rows": {name: len(table) for name, table in tables.items()},
    "reached": {
        stage: by_phase(cases.filter(polars.col("reached_" + stage)), "id") for stage in STAGES
    },
    "institutions": by_phase(stood.filter(polars.col("role") == "participant"), "institution_id"),
    "partners": by_phase(stood.filter(polars.col("role") == "partner"), "technology_partner_id"),
    "days": float(cases["days_in_trial"].sum() or 0),
}))
""",
}


def snippet(heading: str) -> str:
    """Return the code under a heading of the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}\n+```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


@pytest.fixture
def place(live_server: LiveServer, tmp_path: Path) -> dict[str, str]:
    """The invented programme behind a server, and what a snippet is told of it."""
    with time_machine.travel(NOW, tick=False):
        load_vocabularies(settings.BASE_DIR / "fixtures" / "vocabularies", by=system())
        make(Size(phases=2, use_cases=10, seed=3), password=PASSWORD, progress=quiet)
    user = officer("reporter").user
    assert user
    _token, secret = make_token(user, "report")
    told = {"TRACKER": live_server.url, "TRACKER_TOKEN": secret, "TRACKER_COPY": str(tmp_path)}
    return os.environ | told


def run(command: list[str], place: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=place, cwd=place["TRACKER_COPY"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def totals(tool: str, place: dict[str, str]) -> dict[str, Any]:
    """Run the snippet of a tool, and return what stands in its tables."""
    script = f"{snippet(tool)}\nSTAGES = {[str(each) for each in PATH]}\n{TOTALS[tool]}"
    mine = {**place, "TRACKER_COPY": f"{place['TRACKER_COPY']}/{tool}"}
    Path(mine["TRACKER_COPY"]).mkdir(exist_ok=True)
    found: dict[str, Any] = json.loads(run([sys.executable, "-c", script], mine))
    return found


def reported() -> dict[str, Any]:
    """Return the same figures from the reports."""
    funnel = ask(officer("reporter"), "funnel").rows
    phases = ask(officer("reporter"), "phases").rows

    def of(rows: Any, column: str) -> dict[str, int]:
        return {row.values["phase"]: row.values[column] for row in rows if row.values[column]}

    cases = [dict(zip(FEEDS["use-cases"].head, row, strict=True)) for row in
             full("use-cases", officer("reporter")).values()]  # fmt: skip
    days = sum(float(str(row["days_in_trial"])) for row in cases if row["days_in_trial"])
    return {
        "rows": {name: len(full(name, officer("reporter"))) for name in NAMES} | {"dates": 18_263},
        "reached": {stage: of(funnel, stage) for stage in PATH},
        "institutions": of(phases, "institutions"),
        "partners": of(phases, "partners"),
        "days": pytest.approx(days),
    }


def test_pandas_polars_and_curl_reach_the_figures_of_the_reports(place: dict[str, str]) -> None:
    for tool in TOTALS:
        assert totals(tool, place) == reported(), tool
    run(["bash", "-ec", snippet("curl")], place)
    pulled = Path(place["TRACKER_COPY"], "copy")
    lines = (pulled / "use-cases.csv").read_text().splitlines()
    assert len(lines) == 1 + len(full("use-cases", officer("reporter")))
    assert len((pulled / "changes.csv").read_text().splitlines()) == 1
    case = UseCase.objects.filter(stage="completed").order_by("recorded_at")[0]
    void(case, by=approver("voider"), reason="Twice.")
    for tool in TOTALS:  # from the copies that they keep, and only what changed
        assert totals(tool, place) == reported(), tool
