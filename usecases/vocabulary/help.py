"""What is said beside the bank's fields where they are asked for."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: dict[str, Promise] = {
    "title": _("A short name that a reader outside your institution understands."),
    "summary": _("What it does, for whom, and why AI is needed."),
    "model_family": _("For example the name of an open model, or “proprietary”."),
    "model_size": _("Leave it empty if it is not known."),
    "data_description": _("Where the data come from, and how they are protected."),
    "compute_asked": _("For the whole trial. Enter 0 if you need none of the pooled compute."),
    "testing_plan": _("Steps, duration, who takes part, and what stops the test."),
    "success_measures": _("Each measure with today’s value and the value that counts as success."),
    "human_oversight": _("Who can see, correct and stop what the system does, and when."),
    "customer_facing": _("Do customers read or hear what the system produces?"),
    "ai_against_ai": _("Does one AI system check or challenge another?"),
}
