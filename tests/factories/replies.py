"""What banks are asked and say after the decision, by its verbs."""

from tests.people import officer, signatory
from usecases.models.proposals import Clearance, DecisionReply
from usecases.models.usecases import UseCase
from usecases.workflow import clear, reply


def accepted_decision(case: UseCase) -> DecisionReply:
    """The bank's signatory accepts the decision about an accepted case."""
    return reply.accept(case.decisions.get(), by=signatory(case.institution))


def asked_clearance(case: UseCase) -> Clearance:
    """The officer asks whether this may be public; its public text is written before."""
    return clear.ask(case, by=officer())
