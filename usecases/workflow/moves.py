"""Every verb by its name, for doors that are handed one: buttons and the API."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.vocabulary.verbs import BY_DECISION, Verb
from usecases.workflow import assess, clarify, conclude, correct, intervene, submit, trial
from usecases.workflow.errors import NotReady, invalid

BY_NAME: dict[str, Callable[..., Any]] = {
    Verb.SUBMIT: submit.submit,
    Verb.RECALL: submit.recall,
    Verb.SCREEN: assess.screen,
    Verb.ANSWER: clarify.answer,
    Verb.PROCEED: clarify.proceed,
    Verb.ASSESS: assess.assess,
    Verb.START: trial.start,
    Verb.COMPLETE: conclude.complete,
    Verb.LAPSE: intervene.lapse,
    Verb.SUSPEND: intervene.suspend,
    Verb.RESUME: intervene.resume,
    Verb.TERMINATE: intervene.terminate,
    Verb.WITHDRAW: submit.withdraw,
    Verb.REOPEN: intervene.reopen,
    Verb.VOID: correct.void,
}


def move(
    use_case: UseCase, verb: str, *, by: Person, reason: str = "", version: int | None = None
) -> None:
    """Perform the verb of this name."""
    if verb in BY_DECISION:
        text = _("A decision must be proposed, confirmed by another person, and released.")
        raise NotReady(Missing("decision", "decision-needed", text))
    if verb == Verb.ASK:
        text = _("Say what is asked, and by when an answer is due.")
        raise NotReady(Missing("questions", "questions-needed", text))
    if verb not in BY_NAME:
        raise invalid("verb", "unknown", _("There is no such move."))
    BY_NAME[verb](use_case, by=by, reason=reason, version=version)
