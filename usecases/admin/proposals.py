"""Proposing a decision: what the form asks for, and the act on the page of a use case."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.admin.records import rows_for
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.notices.decided import Paper, composed
from usecases.notices.feedback import feedback_for
from usecases.rules.deciding import Ground, against_proposing, beyond_capacity, words_of
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.verbs import Verb
from usecases.workflow import decide

PROPOSALS: dict[str, tuple[Promise, Promise]] = {
    Verb.ACCEPT: (_("Propose to accept"), _("Proposed to be accepted.")),
    Verb.WAITLIST: (_("Propose the waiting list"), _("Proposed for the waiting list.")),
    Verb.DECLINE: (_("Propose to decline"), _("Proposed to be declined.")),
}
_LEAD = _(
    "Another person confirms or refuses the proposal. The stage moves at release, and until then "
    "nothing that the bank can see tells."
)
WORDS = ("reason", "text", "conditions", "feedback", "rank")


def _prose(label: Any, *, rows: int, help_text: Any = "") -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


class ProposeForm(ActForm):
    """A decision to propose."""

    reason = forms.ModelChoiceField(
        Term.objects.none(),
        label=_("Coded reason"),
        required=False,
        help_text=_("A decline needs one; it is what the figures count, and stands in the letter."),
    )
    text = _prose(_("Text of the letter"), rows=4)
    conditions = _prose(_("Conditions"), rows=3)
    rank = forms.IntegerField(label=_("Rank"), required=False, min_value=1)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        reasons = rows_for(Term, person).filter(kind=TermKind.REASON, active=True)
        self.fields["reason"].queryset = reasons  # type: ignore[attr-defined]  # a choice of rows


class DeclineForm(ProposeForm):
    """A decline says why, and what the assessment found."""

    feedback = _prose(
        _("Feedback to the bank"),
        rows=8,
        help_text=_(
            "Taken from the assessments, in words. Edit it: it stands in the letter. A line of "
            "* * * parts the languages, so that each part of the letter has its own."
        ),
    )
    field_order = ("reason", "text", "feedback", "conditions", "rank", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = _("A decline needs a coded reason.")


def proposal(ground: Ground, outcome: str, person: Person) -> Act:
    """Return the act that proposes an outcome for a case, allowed or greyed."""
    case, (label, done) = ground.case, PROPOSALS[outcome]
    why_not = words_of(against_proposing(ground, person, outcome))
    declines = outcome == Verb.DECLINE
    return Act(
        name=outcome,
        label=label,
        lead=_LEAD,
        perform=lambda values: decide.propose(case, outcome=outcome, by=person, **values),
        form=DeclineForm if declines else ProposeForm,
        initial={"version": case.version},
        prepare=partial(_prepared, case, person) if declines else None,
        facts=partial(_room, ground) if outcome == Verb.ACCEPT else tuple,
        why_not=why_not,
        done=done,
        main=not why_not,
        letter=partial(_letter, case, outcome, person),
        rewrites=True,
    )


def _prepared(case: UseCase, person: Person) -> dict[str, Any]:
    return {"feedback": feedback_for(case, person)}


def _room(ground: Ground) -> list[tuple[Promise | str, str]]:
    """Say before anything is typed that one more needs a reason."""
    return [(_("Places"), str(each.text)) for each in beyond_capacity(ground)]


def _letter(case: UseCase, outcome: str, person: Person, values: dict[str, Any]) -> Paper:
    """Return the letter as what is typed would make it."""
    words = {name: values[name] for name in WORDS if name in values}
    return composed(decide.drafted(case, outcome, by=person, **words), timezone.now())
