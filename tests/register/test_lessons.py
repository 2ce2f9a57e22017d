"""What was learned stands on the front page once it is public, and without its evidence."""

import pytest
from django.test import Client

from tests.factories.findings import cited_finding
from tests.factories.publications import proposed_publication
from tests.people import approver
from usecases.workflow import publish

pytestmark = pytest.mark.django_db


def test_a_finding_is_listed_by_topic_once_it_is_public() -> None:
    proposal = proposed_publication(cited_finding(statement_en="Read it twice.", section="4.1"))
    assert "Read it twice." not in Client().get("/").content.decode()
    publish.confirm(proposal, by=approver())
    page = Client().get("/").content.decode()
    assert page.count("Read it twice.") == 1
    assert "<h3>Accuracy</h3>" in page
    assert "<cite>A report</cite>, section 4.1, page 4" in page
