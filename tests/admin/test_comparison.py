"""Two frozen versions of a submission, compared field by field and word by word."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.test_case_page import tab
from tests.admin.test_pages import signed_in
from tests.factories.base import add
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_category
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.text.difference import Kind
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def again(case: UseCase, **answers: Any) -> Submission:
    """Freeze another version, with other answers."""
    first = case.submissions.order_by("-number").first()
    assert first is not None
    content = {**first.content, "answers": {
        code: [{**each, "value": answers.get(each["field"], each["value"])} for each in section]
        for code, section in first.content["answers"].items()
    }}  # fmt: skip
    fields = {"signed_by": first.signed_by, "signed_at": first.signed_at, "digest": "2" * 64}
    return add(Submission(use_case=case, number=first.number + 1, content=content, **fields))


def compared(client: Client, case: UseCase, first: str = "1", second: str = "2") -> Any:
    return tab(client, case, "submission", **{"from": first, "to": second})


def marked(page: Any) -> dict[str, str]:
    """Write what is gone in [brackets] and what is new in {braces}."""
    signs = {Kind.SAME: "{}", Kind.GONE: "[{}]", Kind.NEW: "{{{}}}"}
    return {
        row.label: "".join(signs[piece.kind].format(piece.text) for piece in row.pieces)
        for part in page.context["differing"]
        for row in part.answers
    }


def test_words_numbers_choices_and_categories() -> None:
    case = use_case_at(Stage.SCREENING, problem="Callers wait long.", solution="模型回答客戶的問題")
    make_category("fraud")
    again(
        case, problem="Callers wait too long.", solution="模型代職員回答問題", customer_facing=True,
        compute_asked="2400.5", own_category="fraud", autonomy="proposes",
    )  # fmt: skip
    page = compared(signed_in("officer"), case)
    assert marked(page) == {
        "Problem": "Callers wait {too }long.",
        "Solution": "模型{代職員}回答[客戶的]問題",
        "Customer facing": "[No]{Yes}",
        "Compute asked (GPU hours)": "[120.5]{2,400.5}",
        "Own category": "[Risk management]{Fraud}",
        "Autonomy": "[Assists people]{Proposes, people decide}",
    }
    assert "Title" in page.context["same"]
    assert "Problem" not in page.context["same"]
    text = page.content.decode()
    assert "<ins>代職員</ins>" in text
    assert "<del>客戶的</del>" in text


def test_what_a_bank_wrote_stays_text() -> None:
    case = use_case_at(Stage.SCREENING, problem="<script>alert(1)</script> old")
    again(case, problem="<script>alert(2)</script> old")
    text = compared(signed_in("officer"), case).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(<del>1</del><ins>2</ins>)&lt;/script&gt; old" in text


def test_fields_that_only_one_version_was_asked() -> None:
    case = use_case_at(Stage.SCREENING)
    second = again(case)
    second.content["answers"]["problem"] = [
        {"field": "harm", "label": "Harm", "value": "None known."}
    ]
    second.content["parties"] = ["Acme"]
    third = Submission(use_case=case, number=3, content=second.content, digest="3" * 64)
    third.signed_by, third.signed_at = second.signed_by, second.signed_at
    add(third)
    found = marked(compared(signed_in("officer"), case, "2", "3"))
    assert (found["Harm"], found["Problem"], found["Parties"]) == (
        "{None known.}", "[It takes long.]", "{Acme}",
    )  # fmt: skip


def test_two_equal_versions() -> None:
    case = use_case_at(Stage.SCREENING)
    again(case)
    page = compared(signed_in("officer"), case)
    assert (page.context["differing"], "No answer differs" in page.content.decode()) == ([], True)


@pytest.mark.parametrize(("first", "second"), [("1", "3"), ("0", "1"), ("x", "1"), ("", "1")])
def test_a_version_that_is_not_there(first: str, second: str) -> None:
    case = use_case_at(Stage.SCREENING)
    again(case)
    assert compared(signed_in("officer"), case, first, second).status_code == 404


def test_huge_answers_are_compared_at_once() -> None:
    case = use_case_at(Stage.SCREENING)
    again(case, problem="a b " * 200_000)
    again(case, problem="b c " * 200_000)
    assert compared(signed_in("officer"), case, "2", "3").status_code == 200


def test_the_page_reads_the_answers_in_words() -> None:
    case = use_case_at(Stage.SCREENING, data_public=True, data_personal=True)
    parts = tab(signed_in("officer"), case).context["parts"]
    said = {each.label: each.text for part in parts for each in part.answers}
    assert len(parts) == 6
    assert (said["Classes of data"], said["Autonomy"], said["Compute asked (GPU hours)"]) == (
        "Public data, Personal data", "Assists people", "120.5",
    )  # fmt: skip


def test_of_a_recorded_case_only_what_is_told() -> None:
    case = recorded_case(summary="It drafts.")
    (part,) = tab(signed_in("officer"), case).context["parts"]
    assert [(each.label, each.text) for each in part.answers] == [
        ("Title", case.title), ("Summary", "It drafts."),
    ]  # fmt: skip
