"""Feedback to a bank that is declined: what the assessments say, criterion by criterion."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.reporting.assessments import Judgement, criteria_in_words_of, judged_for


def feedback_for(case: UseCase, person: Person) -> str:
    """Return the criteria in words, in each language of the programme; empty if none was scored.

    It stands as a proposal: whoever proposes the decision reads and edits it.
    """
    return feedbacks_for([case], person)[case.pk]


def feedbacks_for(cases: Sequence[UseCase], person: Person) -> dict[UUID, str]:
    """Return the same for many cases, as far as the person may read their assessments by now."""
    said = judged_for(person, cases)
    return {
        case.pk: "\n\n".join(
            part
            for language in case.phase.programme.languages
            if (part := _said(said[case.pk], language))
        )
        for case in cases
    }


def _said(judgement: Judgement, language: str) -> str:
    said = criteria_in_words_of(judgement, language)
    if not said:
        return ""
    with translation.override(language):
        lead = _("What the assessment found:")
        lines = [_("{criterion}: {words}").format(criterion=c, words=w) for c, w in said]
    return "\n".join([lead, *(f"- {line}" for line in lines)])
