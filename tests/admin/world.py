"""A small world with a row of everything that the console lists, several times over."""

from collections.abc import Callable
from datetime import timedelta

from tests.factories.access import make_token, make_webhook
from tests.factories.assessments import handed_in, judged_once, make_criterion
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_follow_on, make_registration
from tests.factories.findings import finding_on
from tests.factories.institutions import make_institution, make_partner
from tests.factories.letters import make_template
from tests.factories.monitoring import watched
from tests.factories.phases import make_participation, make_published_figure, open_phase
from tests.factories.publications import proposed_publication
from tests.factories.questions import make_permit, make_question
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category, make_technique, make_term
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from usecases.models.access import User
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind
from usecases.workflow import phase_reports

PEOPLE: dict[str, Callable[[], Person]] = {
    "officer": officer,
    "approver": approver,
    "assessor": assessor,
    "administrator": administrator,
    "auditor": auditor,
    "signatory": signatory,
}


def account(person: Person) -> User:
    """Return the account of somebody who has one."""
    assert person.user is not None
    return person.user


def furnish(times: int = 1) -> UseCase:
    """Make so many rows of every kind, each with its own related records; return one case."""
    for person in PEOPLE.values():
        person()
    for _number in range(times):
        case = furnish_once()
    handed_in(use_case_at(Stage.ASSESSING, phase=case.phase, institution=case.institution))
    return case


def furnish_once() -> UseCase:
    """Make a case in trial with all that hangs on it, a fresh phase, bank and words."""
    phase = open_phase()
    assert phase.closes_at is not None
    bank, partner = make_institution(), make_partner()
    make_category(f"category-{phase.code.lower()}")
    make_technique(f"technique-{phase.code.lower()}")
    make_term(TermKind.REASON)
    make_criterion(phase)
    make_question("cloud", phase=phase, required=False)
    make_permit(phase, bank, until=phase.closes_at + timedelta(days=1))
    make_published_figure(phase)
    make_participation(phase, partner)
    proposed_publication(phase)
    make_template(phase.programme.lead)
    make_token(account(officer(phase.code.lower())))
    make_webhook(account(officer(phase.code.lower())))
    use_case_at(Stage.DRAFT, phase=phase, institution=bank)
    use_case_at(Stage.CLARIFYING, phase=phase, institution=bank)
    case = use_case_at(Stage.COMPLETED, phase=phase, institution=bank, partners=[partner])
    watched(case)
    judged_once(case)
    finding_on(case.results.get())
    phase_reports.draft(phase, by=officer())
    make_document(phase=phase)
    make_registration(make_event(phase=phase), institution=bank)
    make_follow_on(phases=[phase], use_cases=[case])
    make_other_cohort()
    return case
