"""Addresses of writing together, and of what a bank signs and keeps."""

from django.urls import path

from usecases.portal.views import receipt, shared, sign_several, start

_CASE = "use-cases/<uuid:key>/"
_VERSION = f"{_CASE}submissions/<int:number>/"

WRITING = [
    path("phases/<uuid:key>/start/", start.start, name="start"),
    path("shared-answers/", shared.shared_answers, name="shared-answers"),
    path("shared-answers/new/", shared.shared_answer_new, name="shared-answer-new"),
    path("shared-answers/<uuid:key>/", shared.shared_answer, name="shared-answer"),
    path("shared-answers/<uuid:key>/off/", shared.shared_answer_off, name="shared-answer-off"),
    path("sign/", sign_several.sign_several, name="sign-several"),
    path("sign/results/", sign_several.signed_several, name="signed-several"),
    path(f"{_CASE}read/", sign_several.read, name="read"),
    path(f"{_CASE}preview/", receipt.preview, name="preview"),
    path(_VERSION, receipt.submission, name="submission"),
    path(f"{_VERSION}receipt/", receipt.receipt, name="receipt"),
    path(f"{_VERSION}receipt.pdf", receipt.receipt_file, name="receipt-file"),
]
