"""The receipt as a PDF, where its mail says it is; and what the regulator will see, before."""

import pytest
from django.core import mail

from tests import people
from tests.factories.clarifications import answered
from tests.factories.institutions import bank_b
from tests.factories.usecases import empty_draft, use_case_at
from tests.portal.visits import at, visit, words
from usecases.notices.outbox import deliver
from usecases.rules.versions import category_names, of_version
from usecases.vocabulary.stages import Stage
from usecases.workflow import comments, submit

pytestmark = pytest.mark.django_db


def test_the_pdf_is_where_the_mail_says() -> None:
    case = use_case_at(Stage.SUBMITTED, title="#let x = 1 *bold* 信貸 " + "a" * 150)
    client = visit(people.viewer())
    deliver()
    (line,) = (each for each in mail.outbox[0].body.splitlines() if each.endswith("receipt.pdf"))
    address = line.partition("://")[2].partition("/")[2]
    answer = client.get(f"/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="receipt-{case.reference}-1.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content.startswith(b"%PDF-")
    assert visit(people.signatory(bank_b())).get(f"/{address}").status_code == 404
    assert client.get(f"/{address}".replace("/1/", "/2/")).status_code == 404


def test_answers_have_one_of_their_own() -> None:
    case = use_case_at(Stage.CLARIFYING)
    answered(case)
    client = visit(people.viewer())
    page = words(client.get(at("receipt", case.pk, 2)))
    assert "Answers received" in page
    assert "The review goes on with your answers." in page
    assert client.get(at("receipt-file", case.pk, 2)).content.startswith(b"%PDF-")


def test_the_preview_is_what_staff_will_read() -> None:
    draft = use_case_at(Stage.DRAFT, title="To be signed", data_public=True)
    comments.comment(draft, "risks", "Between us", by=people.editor())
    client = visit(people.viewer())
    page = client.get(at("preview", draft.pk))
    submit.submit(draft, by=people.signatory())
    names = category_names(people.officer())
    assert page.context["parts"] == of_version(draft.submissions.get(), names)
    assert "Between us" not in words(page)
    assert client.get(at("preview", draft.pk))["Location"] == at("use-case", draft.pk)
    assert client.get(at("preview", empty_draft().pk)).status_code == 200
