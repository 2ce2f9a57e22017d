"""What would break each constraint of reviews and trials, written behind every rule."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.factories.invitations import account_request, to_bank
from tests.models import bare, register, replies
from tests.models.behind import again, set_to

EARLY, LATE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)

VIOLATIONS: dict[str, Callable[[], Any]] = {
    "contributor_once": lambda: again(bare.contributor()),
    "contributor_dates": lambda: set_to(bare.contributor(), since=LATE, until=EARLY),
    "criterion_code": lambda: again(bare.criterion()),
    "criterion_scale": lambda: set_to(bare.criterion(), lowest=5, highest=5),
    "criterion_weight": lambda: set_to(bare.criterion(), weight=0),
    "assignment_once": lambda: again(bare.assignment()),
    "interest_in_one": lambda: set_to(bare.interest("use_case"), use_case=None),
    "interest_in_institution_once": lambda: again(bare.interest("institution")),
    "interest_in_partner_once": lambda: again(bare.interest("partner")),
    "interest_in_use_case_once": lambda: again(bare.interest("use_case")),
    "assessment_once": lambda: again(bare.assessment()),
    "assessment_submitted_recommends": lambda: set_to(bare.assessment(), submitted_at=LATE),
    "score_once": lambda: again(bare.score()),
    "materiality_says_why": lambda: set_to(bare.materiality(), reason=""),
    "clarification_closed_says_how": lambda: set_to(
        bare.clarification(), closed_at=LATE, answered=True
    ),
    "revision_open_once": lambda: again(bare.revision()),
    "letter_template_once": lambda: again(bare.letter_template()),
    "metric_code": lambda: again(bare.metric()),
    "metric_bounds": lambda: set_to(bare.metric(), lowest=1, highest=1),
    "target_once": lambda: again(bare.target()),
    "amendment_says_why": lambda: set_to(bare.amendment(), reason=""),
    "cycle_number": lambda: again(bare.cycle()),
    "cycle_dates": lambda: set_to(
        bare.cycle(), began_on=date(2020, 2, 1), ended_on=date(2020, 1, 31)
    ),
    "cycle_temperature": lambda: set_to(bare.cycle(), temperature=Decimal("-0.1")),
    "cycle_model_size": lambda: set_to(bare.cycle(), model_size=0),
    "result_range": lambda: set_to(bare.result(), upper=Decimal(90)),
    "result_range_operator": lambda: set_to(bare.result(), upper=Decimal(95), operator="less"),
    "result_denominator": lambda: set_to(bare.result(), denominator=0, numerator=None),
    "result_numerator": lambda: set_to(bare.result(), numerator=11),
    "result_percentage_of_what": lambda: set_to(bare.result(), numerator=None, denominator=None),
    "result_percentage": lambda: set_to(bare.result(), value=Decimal("100.1")),
    "result_recorded_has_source": lambda: set_to(bare.result(), basis="recorded"),
    "result_final_once": lambda: again(bare.result()),
    "benefit_range": lambda: set_to(bare.benefit(), upper=Decimal(1)),
    "deliverable_signed_off_was_handed_in": lambda: set_to(bare.deliverable(), signed_off_at=LATE),
    "deliverable_waived_says_why": lambda: set_to(bare.deliverable(), waived_at=LATE),
    "incident_reported": lambda: set_to(bare.incident(), reported_at=EARLY),
    "incident_resolved": lambda: set_to(bare.incident(), resolved_at=EARLY, action="Undone."),
    "incident_resolved_says_how": lambda: set_to(bare.incident(), resolved_at=LATE),
    "question_version": lambda: again(bare.question(), until_version=2),
    "question_code": lambda: again(bare.question(), since_version=2),
    "question_versions": lambda: set_to(bare.question(), until_version=1),
    "answer_once": lambda: again(bare.answer()),
    "permit_once": lambda: again(bare.permit()),
    "permit_says_why": lambda: set_to(bare.permit(), reason=""),
    "plan_proposal_open_once": lambda: again(bare.plan_proposal()),
    "plan_proposal_answered_says_how": lambda: set_to(bare.plan_proposal(), answered_at=LATE),
    "shared_answer_name": lambda: again(bare.shared_answer()),
    "invitation_for_one_trust": lambda: set_to(to_bank(), member_role=""),
    "invitation_accepted_by_somebody": lambda: set_to(to_bank(), accepted_at=LATE),
    "account_request_handled_says_how": lambda: set_to(account_request(), handled_at=LATE),
    "finding_page_of_document": lambda: set_to(bare.finding(), cited=""),
    "phase_report_text_number": lambda: again(bare.report_text()),
    "message_once": lambda: again(bare.reminder()),
    **replies.VIOLATIONS,
    **register.VIOLATIONS,
}
