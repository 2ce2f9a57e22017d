"""Addresses of the parts of a submission beside its fields: the phase's questions, the files."""

from django.urls import path

from usecases.portal.views import bank_files, phase_questions
from usecases.vocabulary.sections import FILES, PHASE

_CASE = "use-cases/<uuid:key>/"

# Before the address of any section: these two have pages of their own.
SUBMISSION = [
    path(f"{_CASE}sections/{PHASE.code}/", phase_questions.questions, name="phase-questions"),
    path(f"{_CASE}sections/{FILES.code}/", bank_files.files, name="bank-files"),
    path(
        f"{_CASE}sections/{PHASE.code}/<uuid:question>/",
        bank_files.answer_by_file,
        name="answer-by-file",
    ),
    path(
        f"{_CASE}sections/{FILES.code}/<uuid:attachment>/off/",
        bank_files.take_off,
        name="file-off",
    ),
]
