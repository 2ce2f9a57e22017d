"""The facts about how use cases were judged and what became of them."""

from django.db.models import Case, DateTimeField, F, Q, When
from django.utils.translation import gettext_lazy as _

from usecases.models.clarifications import Clarification
from usecases.models.outcomes import Outcome
from usecases.models.reviews import Decision
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import (
    code,
    moment,
    text,
    whole,
    yes,
)
from usecases.reporting.feeds_outs import Nature
from usecases.reporting.feeds_parts import (
    BASIS,
    BASIS_OF_CASE,
    HAPPENED,
    OF_CASE,
    RECORDED,
    days_between,
    of_cases,
)

DECISIONS = Feed(
    "decisions",
    _("Decisions"),
    _("One row for each decision, proposed or later; a bank sees one from its release on."),
    Nature.FACT,
    Decision,
    of_cases(Decision, Q(released_at__isnull=False)),
    (
        *OF_CASE,
        text("outcome", _("accept, waitlist or decline.")),
        code("reason_code", _("Coded reason."), "reason_id"),
        whole("rank", _("Rank in its phase."), staff=True),
        *moment("proposed_at", _("When it was proposed."), staff=True),
        *moment("confirmed_at", _("When another person confirmed it."), staff=True),
        *moment("refused_at", _("When it was refused."), staff=True),
        *moment("released_at", _("When it was released: until then it moves nothing.")),
        BASIS,
    ),
    cases=("use_case_id",),
    seen_by_bank=Q(released_at__isnull=False),
)
CLARIFICATIONS = Feed(
    "clarifications",
    _("Clarifications"),
    _("One row for each question to a bank. What it writes before it signs shows nowhere."),
    Nature.FACT,
    Clarification,
    of_cases(Clarification),
    (
        *OF_CASE,
        *moment("asked_at", _("When it was asked.")),
        *moment("due_at", _("By when an answer was due.")),
        *moment("closed_at", _("When it was closed.")),
        yes("answered", _("Whether it was closed with an answer; null while it is open.")),
        days_between("days_open", _("Days from asking to closing."), "asked_at", "closed_at"),
        BASIS_OF_CASE,
    ),
    cases=("use_case_id",),
    # A reply in writing is the bank's own: it moves nothing that others can see.
    place=Case(
        When(closed_at__isnull=True, then=F("recorded_at")),
        default=F("updated_at"),
        output_field=DateTimeField(),
    ),
)
OUTCOMES = Feed(
    "outcomes",
    _("Outcomes"),
    _("One row for each time that was told what became of a use case; the latest is the outcome."),
    Nature.FACT,
    Outcome,
    of_cases(Outcome),
    (
        *OF_CASE,
        text("result", _("What became of it.")),
        whole(
            "follow_up", _("After how many months it was asked; null: unasked."), unit=_("months")
        ),
        *HAPPENED,
        BASIS,
        *RECORDED,
    ),
    cases=("use_case_id",),
)
