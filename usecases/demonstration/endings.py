"""Why invented cases were declined or withdrawn, and what became of the others."""

from usecases.demonstration.lives import Life
from usecases.vocabulary.terms import OutcomeResult

_DECLINED = (
    ("not-innovative", "Several products on the market do the same; a sandbox adds little."),
    ("little-contribution", "What would be learned applies to this institution only."),
    ("weak-safeguards", "It is not clear who stops the system, and when."),
    ("too-simple", "This can be tried without the host's computing and without our presence."),
    ("not-ready", "There are no data to test with before the trials end."),
    ("unfair-use", "The computing asked for is a third of what the host has for everybody."),
)
_ACCEPTED = (
    "The panel ranks it high; the host has room for it, beyond the places announced too.",
    "Others can learn from it. If places run short we ask the host for one more.",
    "The safeguards carry it. It is taken even where the places announced are gone.",
)
_WITHDRAWN = (
    "The project was merged with another one of the group.",
    "Our technology partner has left the project.",
    "Priorities have changed; we hope to apply again.",
)
_FIRST = (
    (OutcomeResult.PRODUCTION_PLANNED, "Reviewers needed less than half the time for one case."),
    (OutcomeResult.IN_PRODUCTION, "In use by two teams; nine drafts in ten need no correction."),
    (OutcomeResult.FURTHER_TRIAL, "Good on past cases; too few live ones to be sure."),
    (OutcomeResult.PRODUCTION_PLANNED, "Answers quote the right source in 96 per cent of tests."),
    (OutcomeResult.STOPPED_TECHNICAL, "Too slow for use during a call."),
    (OutcomeResult.STOPPED_BUSINESS, "It works, and saves less than it costs."),
)
_LATER = {
    OutcomeResult.PRODUCTION_PLANNED: (OutcomeResult.IN_PRODUCTION, "Released to all teams."),
    OutcomeResult.IN_PRODUCTION: (OutcomeResult.IN_PRODUCTION, "In use by all teams."),
    OutcomeResult.FURTHER_TRIAL: (OutcomeResult.PRODUCTION_PLANNED, "The second trial went well."),
}
_LESSONS = (
    "A smaller model, fine-tuned on good examples, did as well as a large one at a tenth the cost.",
    "Most wrong answers came from poor documents, not from the model.",
    "Asking the model to quote its source made reviewers faster and mistakes easier to see.",
    "Reviewers trusted it too early; showing its doubts helped.",
    "Masking personal data cost more time than everything else together.",
)


def reason_to_decline(life: Life) -> tuple[str, str]:
    """Return the coded reason and the text of a decline."""
    return _DECLINED[life.luck % len(_DECLINED)]


def reason_to_accept(life: Life) -> str:
    """Return why a case is taken, or put on the list."""
    return _ACCEPTED[life.luck % len(_ACCEPTED)]


def reason_to_withdraw(life: Life) -> str:
    """Return why a firm withdraws."""
    return _WITHDRAWN[life.luck % len(_WITHDRAWN)]


def result_of(life: Life, *, later: bool) -> tuple[str, str, str]:
    """Return what became of a case, its benefits and its lessons; later, half a year on."""
    result, benefits = _FIRST[life.luck % len(_FIRST)]
    if later:
        result, benefits = _LATER.get(result, (OutcomeResult.NO_REPLY, ""))
    return result, benefits, _LESSONS[life.luck % len(_LESSONS)]
