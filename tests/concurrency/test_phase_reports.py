"""Several people at one report: one edition is frozen, one confirmation publishes it."""

from functools import partial

import pytest
from django.db import connection

from tests.concurrency.race import race
from tests.factories.phase_reports import proposed_report, written_report
from tests.people import approver, officer
from usecases.models.phase_reports import PhaseReportText
from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.workflow import phase_reports

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
EIGHT = range(8)


@pytest.fixture(autouse=True)
def _on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


def test_of_eight_who_propose_at_once_one_does() -> None:
    report = written_report()
    people = [officer(f"officer-{n}") for n in EIGHT]
    done = race([partial(phase_reports.propose, report, by=each) for each in people])
    assert done.count("wrong-stage") == len(EIGHT) - 1
    assert Publication.objects.filter(record=report.pk).count() == 1


def test_of_eight_who_publish_at_once_one_does() -> None:
    waiting = proposed_report()
    people = [approver(f"approver-{n}") for n in EIGHT]
    done = race([partial(phase_reports.confirm, waiting, by=each) for each in people])
    assert done.count("wrong-stage") == len(EIGHT) - 1
    assert published(Publication.objects.filter(record=waiting.record)).count() == 1


def test_of_eight_who_write_at_once_one_does_and_the_others_are_told() -> None:
    report = written_report()
    people = [officer(f"officer-{n}") for n in EIGHT]
    acts = [
        partial(phase_reports.write, report, section="summary", text=f"By {n}.", by=each, seen=1)
        for n, each in enumerate(people)
    ]
    assert race(acts).count("stale") == len(EIGHT) - 1
    assert PhaseReportText.objects.count() == 2
