"""What was handed in, as its bank keeps it: the receipt, as a page and a PDF; the frozen text; and,
before that, how it will look to the regulator.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from usecases.exchange.receipts import next_step
from usecases.exchange.receipts import receipt as pdf_of
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.portal.access import bank_page, page
from usecases.portal.answers import of_submission, title_of, told_with
from usecases.portal.cases import own_case, own_submission
from usecases.rules.versions import category_names, of_version
from usecases.vocabulary.stages import Stage
from usecases.workflow.submit import frozen_content


@bank_page("GET", "HEAD")
def receipt(request: HttpRequest, person: Person, key: UUID, number: int) -> HttpResponse:
    """Show that a submission was received: reference, version, time, signer, digest."""
    submission = own_submission(person, key, number)
    answers = submission.clarifications.exists()
    context = {
        "current": "use-cases",
        "case": own_case(person, key),
        "submission": submission,
        "title": title_of(submission),
        "answers": answers,
        "next_step": next_step(answers=answers),
    }
    return page(request, person, "receipt", context)


@bank_page("GET", "HEAD")
def receipt_file(request: HttpRequest, person: Person, key: UUID, number: int) -> HttpResponse:
    """Hand out the receipt as a PDF."""
    submission = own_submission(person, key, number)
    submission.use_case = own_case(person, key)
    answers, now = submission.clarifications.exists(), timezone.now()
    content = pdf_of(submission, title_of(submission), answers=answers, at=now)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"receipt-{submission.content['reference']}-{number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bank_page("GET", "HEAD")
def submission(request: HttpRequest, person: Person, key: UUID, number: int) -> HttpResponse:
    """Show a submission as it was frozen."""
    frozen = own_submission(person, key, number)
    context = {
        "current": "use-cases",
        "case": own_case(person, key),
        "submission": frozen,
        "sections": of_submission(frozen, person),
        "told": told_with(frozen),
    }
    return page(request, person, "submission", context)


@bank_page("GET", "HEAD")
def preview(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show a draft as the console will show it once it is handed in, and nothing more."""
    draft = own_case(person, key)
    if draft.stage != Stage.DRAFT:
        return redirect("portal:use-case", draft.pk)
    content = frozen_content(draft)
    frozen = Submission(use_case=draft, number=draft.submissions.count() + 1, content=content)
    context = {
        "current": "use-cases",
        "case": draft,
        "content": content,
        "parts": of_version(frozen, category_names(person)),
    }
    return page(request, person, "preview", context)
