"""Where a bank's use case stands, what comes next, and what has happened."""

from typing import Any

from django.http import HttpRequest

from usecases.portal.ahead import ahead
from usecases.portal.cases import bank_steps
from usecases.portal.place import Place
from usecases.portal.questions import asked_about
from usecases.portal.tab_decision import decided_of
from usecases.portal.tab_outcome import outcomes_of
from usecases.portal.timeline import timeline
from usecases.rules.visibility import submissions_for
from usecases.vocabulary.verbs import Verb


def status_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show the status in plain words, what comes next and whose turn it is, and the timeline."""
    case, person = place.case, place.person
    steps = bank_steps(case, person)
    submissions = list(submissions_for(person).filter(use_case=case))
    decided = decided_of(place)
    outcomes = outcomes_of(place) if place.placed else []
    asked = asked_about(case, person)
    return {
        "step": steps.get(Verb.WITHDRAW),
        "recall": steps.get(Verb.RECALL),
        "answer_step": steps.get(Verb.ANSWER),
        "coming": ahead(place, asked["questions"]),
        "events": timeline(place, submissions, decided, outcomes),
        **asked,
    }
