"""The intake of open phases."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Freeze
from tests.factories.phases import closed_phase, make_phase, open_phase
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import administrator, officer
from usecases.reporting.catalogue import REPORTS
from usecases.selection.intake import came_in, open_phases
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_open_phases_closing_first_in_front() -> None:
    rolling = open_phase("ROLL", closes_at=None)
    later = open_phase("LATER", closes_at=NOW + timedelta(days=9))
    sooner = open_phase("SOON", closes_at=NOW + timedelta(days=2))
    closed_phase("SHUT")
    make_phase("NONE")
    assert open_phases(officer(), NOW) == [sooner, later, rolling]


def test_each_case_counts_when_it_first_came(freeze: Freeze) -> None:
    freeze(NOW)
    phase = open_phase("INTO")
    moments = [NOW - timedelta(days=n) for n in (1, 5, 9)]
    for moment, stage in zip(
        moments, (Stage.SUBMITTED, Stage.ACCEPTED, Stage.WITHDRAWN), strict=True
    ):
        use_case_at(stage, phase=phase, at=moment)
    empty_draft(phase=phase)
    found = came_in(officer(), [phase])
    assert found == {phase.pk: sorted(moments)}
    [row] = REPORTS["funnel"].run(officer(), {"phase": ["INTO"]}).rows
    assert row.values["submitted"] == len(found[phase.pk])


def test_who_reads_no_cases_learns_nothing() -> None:
    phase = open_phase("INTO")
    use_case_at(Stage.SUBMITTED, phase=phase)
    assert came_in(administrator(), [phase]) == {}
