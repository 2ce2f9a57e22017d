"""An assessor declares, reads, scores and hands in, each page looked at by axe."""

import pytest

from tests.browser.conftest import Visit
from tests.factories.assessments import assigned, make_criterion
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import assessor
from usecases.models.assessments import Assessment
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_first_page_to_an_assessment_handed_in(visit: Visit) -> None:
    make_criterion(phase(), "innovation")
    case = use_case_at(Stage.ASSESSING, title="Loans explained")
    other = use_case_at(Stage.ASSESSING, title="Fraud found")
    for each in (case, other):
        assigned(each)
    me = visit(assessor())
    me.open("/admin/")
    me.press("My assessments")
    seen = [me.faults()]
    assert me.page.get_by_role("link", name="Loans explained").count() == 0
    me.page.locator("#content").get_by_role("link", name="Declare interests").click()
    seen.append(me.faults())
    me.page.get_by_label("This use case alone").nth(1).check()
    me.page.get_by_label("I have no conflict of interest").check()
    me.press("Declare")
    assert [word in me.text for word in ("Loans explained", "Fraud found")] == [True, False]
    me.press("Loans explained")
    seen.append(me.faults())
    me.page.get_by_label("4 – Good").check()
    me.fill(comment="Sound, and new here.")
    me.press("Check and hand in")
    assert "Say what you recommend." in me.text
    me.press("Back to the draft")
    assert me.page.get_by_label("4 – Good").is_checked()
    me.page.get_by_label("Accept", exact=True).check()
    me.press("Check and hand in")
    seen.append(me.faults())
    me.press("Hand in")
    assert "It changes no more." in me.text
    assert seen == [[], [], [], []]
    row = Assessment.objects.get()
    assert (row.use_case, row.recommendation, row.submitted_at is not None) == (
        case,
        "accept",
        True,
    )
