"""An invented case on which the template of a letter is shown."""

from datetime import date

from usecases.models.institutions import Institution
from usecases.models.letters import LetterTemplate
from usecases.models.phases import Phase, Programme
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.notices.decided import Paper, paper_of, slots_of
from usecases.rules.deadlines import day_start
from usecases.vocabulary.terms import DecisionOutcome

_DAY = date(2030, 3, 15)
_WORDS: dict[str, dict[str, str]] = {
    DecisionOutcome.ACCEPT: {"conditions": "A report every month.\nA person reviews each result."},
    DecisionOutcome.WAITLIST: {"text": "You are third on the list."},
    DecisionOutcome.DECLINE: {
        "text": "The safeguards do not yet carry a trial with customers.",
        "feedback": "What the assessment found:\n- Innovation: a known idea in a new place",
    },
}


def invented_paper(template: LetterTemplate) -> Paper:
    """Return a letter by this template about a case that there is not; nothing is written."""
    programme = Programme(code="EX", name_en="Example Sandbox", lead=template.authority)
    programme.languages = [*slots_of(template, template.outcome)]
    phase = Phase(programme=programme, code="EX1", name_en="First phase", contact="ask@example.org")
    bank = Institution(short_name="Example Bank", legal_name="Example Bank Limited")
    case = UseCase(
        phase=phase,
        institution=bank,
        authority=template.authority,
        reference="EX1-001",
        title="Answers about lending rules",
    )
    reason = Term(code="example", label_en="Not ready for a trial yet")
    declines = template.outcome == DecisionOutcome.DECLINE
    words = _WORDS[template.outcome]
    decision = Decision(
        use_case=case, outcome=template.outcome, reason=reason if declines else None, **words
    )
    slots = slots_of(template, template.outcome)
    return paper_of(decision, template.authority, slots, day_start(_DAY, programme))
