"""Feedback to a bank that is declined: what the assessments say, criterion by criterion."""

import re
from collections.abc import Sequence
from uuid import UUID

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.reporting.assessments import Judgement, criteria_in_words_of, judged_for

BETWEEN_LANGUAGES = "\n\n* * *\n\n"
_BETWEEN = re.compile(r"\s*^\* \* \*\s*$\s*", re.MULTILINE)
# Letters are written in the languages of their programme, whatever the staff read.
_LEADS = {"en": "What the assessment found:", "zh-hant": "評審結果：", "zh-hans": "评审结果："}


def feedback_for(case: UseCase, person: Person) -> str:
    """Return the criteria in words, in each language of the programme; empty if none was scored.

    It stands as a proposal: whoever proposes the decision reads and edits it.
    """
    return feedbacks_for([case], person)[case.pk]


def feedbacks_for(cases: Sequence[UseCase], person: Person) -> dict[UUID, str]:
    """Return the same for many cases, as far as the person may read their assessments by now."""
    said = judged_for(person, cases)
    return {
        case.pk: BETWEEN_LANGUAGES.join(
            part
            for language in case.phase.programme.languages
            if (part := _said(said[case.pk], language))
        )
        for case in cases
    }


def feedback_in(language: str, text: str, languages: Sequence[str]) -> str:
    """Return the part of a feedback in one language; all of it where there is not one for each."""
    parts = _BETWEEN.split(text.strip())
    whole = len(parts) != len(languages) or language not in languages
    return text.strip() if whole else parts[list(languages).index(language)].strip()


def _said(judgement: Judgement, language: str) -> str:
    said = criteria_in_words_of(judgement, language)
    if not said:
        return ""
    colon = ": " if language == "en" else "："
    return "\n".join([_LEADS[language], *(f"- {c}{colon}{w}" for c, w in said)])
