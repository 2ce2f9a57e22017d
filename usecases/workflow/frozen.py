"""What a submission freezes beside the fields: the answers to the phase's questions, the files."""

from typing import Any

from usecases.models.casefile import Attachment
from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.rules.asked import Asked
from usecases.rules.questions import field_of
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.sections import PHASE

_CHOSEN = (QuestionKind.ONE, QuestionKind.SEVERAL)


def frozen_answers(asked: Asked) -> dict[str, list[dict[str, Any]]]:
    """Return the answers as a section of their own, each with what was asked; none, no section."""
    if not asked.questions:
        return {}
    return {PHASE.code: [_answer(question, asked) for question in asked.questions]}


def frozen_form(case: UseCase, asked: Asked) -> dict[str, Any]:
    """Return the version of the form, where the phase has one, and the files, where there are."""
    version = {"form_version": case.phase.form_version} if asked.questions else {}
    return {**version, **({"files": [_file(each) for each in asked.files]} if asked.files else {})}


def _answer(question: Question, asked: Asked) -> dict[str, Any]:
    """Return an answer with its question; what was chosen by code is told in words too."""
    told = {
        "field": field_of(question.code),
        "label": question.label,
        "kind": str(question.kind),
        "value": asked.values.get(question.code),
    }
    if question.kind == QuestionKind.FILE:
        return {**told, "value": [_file(each) for each in asked.files_of(question)]}
    return {**told, "words": asked.words_of(question)} if question.kind in _CHOSEN else told


def _file(file: Attachment) -> dict[str, Any]:
    told = {"name": file.name, "sha256": file.sha256}
    return {**told, "description": file.description} if file.description else told
