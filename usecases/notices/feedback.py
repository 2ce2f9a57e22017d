"""Feedback to a bank that is declined: what the assessments say, criterion by criterion."""

from django.utils import translation
from django.utils.translation import gettext as _

from usecases.models.usecases import UseCase
from usecases.reporting.assessments import criteria_in_words


def feedback_for(case: UseCase) -> str:
    """Return the criteria in words, in each language of the programme; empty if none was scored.

    It stands as a proposal: whoever proposes the decision reads and edits it.
    """
    parts = (_said(case, language) for language in case.phase.programme.languages)
    return "\n\n".join(part for part in parts if part)


def _said(case: UseCase, language: str) -> str:
    said = criteria_in_words(case, language)
    if not said:
        return ""
    with translation.override(language):
        lead = _("What the assessment found:")
        lines = [_("{criterion}: {words}").format(criterion=c, words=w) for c, w in said]
    return "\n".join([lead, *(f"- {line}" for line in lines)])
