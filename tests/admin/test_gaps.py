"""Questions without an answer, from the list to what answers them; and how the assistant did."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.forging import signed_in
from tests.assistant import publicrecord
from tests.factories.enquiries import make_enquiry, make_sample
from tests.keeping import kept
from tests.people import administrator, approver, assessor, auditor, officer
from usecases.assistant.runs import Figure, keep
from usecases.models.documents import Document
from usecases.models.enquiries import Enquiry, Evaluation, SampleQuestion
from usecases.models.trail import Change
from usecases.vocabulary.asking import Gap, Ran
from usecases.workflow import gaps
from usecases.workflow.errors import Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)

LIST = reverse("admin:gaps")
ALIKE = ["Can a fintech apply alone, without a bank?", "May a fintech apply without a bank?"]


def two() -> list[Enquiry]:
    return [make_enquiry(text, days_ago=5 - n) for n, text in enumerate(ALIKE)]


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, rows: list[Enquiry], act: str, **more: str) -> Any:
    keys = [str(each.pk) for each in rows]
    address = reverse("admin:gap", args=[rows[0].pk])
    return client.post(address, {"act": act, "question_key": keys, **more})


def gaps_of(rows: list[Enquiry]) -> set[str]:
    return set(Enquiry.objects.filter(pk__in=[e.pk for e in rows]).values_list("gap", flat=True))


def test_like_questions_stand_in_one_row_with_their_number() -> None:
    two()
    make_enquiry("What does the licence cost?", gap=Gap.ASIDE)
    shown = page(signed_in(officer()), LIST)
    assert re.findall(r'<td class="num">(\d)</td>', shown) == ["2", "0", "0"]
    assert ALIKE[0] in shown
    assert "licence" not in shown
    assert "licence" in page(signed_in(auditor()), LIST, state="aside")
    assert signed_in(officer()).get(LIST, {"state": "x"}).status_code == 404


def test_one_step_leads_to_a_draft_of_guidance() -> None:
    rows, client = two(), signed_in(officer())
    answer = post(client, rows, "guidance")
    document = Document.objects.get(title_en=ALIKE[0])
    assert answer.headers["Location"] == reverse(
        "admin:usecases_document_change", args=[document.pk]
    )
    assert (document.kind, document.language, document.paraphrased) == ("guidance", "en", True)
    change = Change.objects.get(record=str(document.pk))
    assert (change.by, change.reason) == (officer().user, "Asked of the assistant, times: 2.")
    assert gaps_of(rows) == {Gap.IN_HAND}
    assert {each.guidance for each in Enquiry.objects.all()} == {document}
    shown = page(client, reverse("admin:gap", args=[rows[0].pk]))
    assert str(document.pk) in shown
    assert document.title_en not in client.get("/documents/").content.decode()


def test_in_chinese_the_title_is_chinese_too() -> None:
    row = make_enquiry("怎樣申請加入下一期沙盒？", language="zh-hant")
    document = gaps.draft_guidance([row.pk], by=officer())
    assert (document.title_zh_hant, document.language) == (row.question, "zh-hant")


def test_or_to_a_sample_question() -> None:
    rows, client = two(), signed_in(officer())
    gold = [["no", "not alone"], ["bank"]]
    typed = {"question": " May a fintech apply? ", "gold": "no | not alone\n\nbank"}
    post(client, rows[:1], "sample", **typed)
    sample = SampleQuestion.objects.get()
    assert (sample.question, sample.gold) == ("May a fintech apply?", gold)
    assert (gaps_of(rows[:1]), gaps_of(rows[1:])) == ({Gap.IN_HAND}, {Gap.OPEN})
    answer = client.get(reverse("admin:samples-file"))
    assert [json.loads(line) for line in answer.content.decode().splitlines()] == [
        {
            "question": sample.question,
            "lang": "en",
            "kind": "inside",
            "gold": gold,
        }
    ]


def test_what_a_sample_cannot_be_is_said_beside_its_field() -> None:
    rows, client = two(), signed_in(officer())
    assert "This field is required" in post(client, rows, "sample").content.decode()
    many = "\n".join("abcdefghijklmnopqrstu")
    shown = post(client, rows, "sample", question="x", gold=many).content.decode()
    assert "Name 1 to 20 facts" in shown
    assert (SampleQuestion.objects.count(), gaps_of(rows)) == (0, {Gap.OPEN})


def test_set_aside_and_taken_up_again() -> None:
    rows, client = two(), signed_in(officer())
    assert post(client, rows, "aside").headers["Location"] == LIST
    assert gaps_of(rows) == {Gap.ASIDE}
    assert {each.gap_by for each in Enquiry.objects.all()} == {officer().user}
    post(client, rows, "take-up")
    assert gaps_of(rows) == {Gap.OPEN}


def test_of_what_was_asked_meanwhile_nothing_is_taken() -> None:
    rows = two()
    post(signed_in(officer()), rows[:1], "aside")
    assert (gaps_of(rows[:1]), gaps_of(rows[1:])) == ({Gap.ASIDE}, {Gap.OPEN})
    other = make_enquiry("What does the licence cost?")
    shown = post(signed_in(officer()), [rows[1], other], "aside")
    assert shown.status_code == 302
    assert gaps_of([other]) == {Gap.OPEN}  # it stood in another cluster


@pytest.mark.parametrize("person", [approver, auditor])
def test_who_reads_takes_no_step(person: Any) -> None:
    rows, client = two(), signed_in(person())
    shown = page(client, reverse("admin:gap", args=[rows[0].pk]))
    assert 'name="act"' not in shown
    for act in ("guidance", "sample", "aside", "take-up"):
        post(client, rows, act, question="x")
    assert gaps_of(rows) == {Gap.OPEN}
    with pytest.raises(NotAllowed):
        gaps.set_aside([rows[0].pk], by=person())


@pytest.mark.parametrize("person", [assessor, administrator])
def test_to_others_it_is_not_there(person: Any) -> None:
    row, client = make_enquiry("x"), signed_in(person())
    run = keep(Ran.CALIBRATION, [])
    for name, args in (
        *(("gaps", []), ("gap", [row.pk]), ("evaluations", []), ("evaluation", [run.pk])),
        ("samples-file", []),
    ):
        assert client.get(reverse(f"admin:{name}", args=args)).status_code == 404


def test_verbs_want_a_question_in_their_state() -> None:
    (row,) = [make_enquiry("x y", gap=Gap.CLOSED)]
    for verb in (gaps.draft_guidance, gaps.set_aside, gaps.take_up):
        with pytest.raises(NotFound):
            verb([row.pk], by=officer())
    with pytest.raises(NotFound):
        gaps.set_aside([uuid4()], by=officer())
    row = make_enquiry("x y")
    with pytest.raises(Invalid):
        gaps.write_sample([row.pk], question=" ", gold=[["x"]], by=officer())
    with pytest.raises(Invalid):
        gaps.write_sample([row.pk], question="x", gold=[], by=officer())


def test_the_runs_are_shown_with_what_they_reached() -> None:
    client = signed_in(auditor())
    assert "Nothing was measured yet" in page(client, reverse("admin:evaluations"))
    row = make_enquiry("How are prompt injection attacks countered?")
    figures = [
        Figure("outside questions asserted", 4.1, "%", 220, 2.2, 7.6, "at most 3 %", False, "dev"),
        Figure("median", 41, "ms", goal="50 ms", met=True),
    ]
    run = keep(Ran.EVALUATION, figures, file="development.jsonl")
    keep(Ran.CALIBRATION, [], refused="fewer than 70 % of the inside questions")
    shown = page(client, reverse("admin:evaluations"))
    assert "1 / 2" in shown
    assert "fewer than 70 % of the inside questions" in shown
    shown = page(client, reverse("admin:evaluation", args=[run.pk]))
    cells = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<t[dh][^>]*>(.*?)</t", shown)]
    assert cells[7:] == [
        *("outside questions asserted", "dev", "4.1 %", "220", "2.2 – 7.6", "at most 3 %", "No"),
        *("median", "–", "41 ms", "–", "–", "50 ms", "Yes"),
    ]
    assert "1 question is answered since." in shown
    assert gaps_of([row]) == {Gap.CLOSED}
    assert "run it again" not in shown
    Evaluation.objects.update(index_version="another")
    assert "run it again" in page(client, reverse("admin:evaluation", args=[run.pk]))


def test_the_lists_take_the_same_queries_for_one_and_three() -> None:
    client = signed_in(officer())
    make_sample("x")

    def counted() -> list[int]:
        numbers = []
        for name in ("gaps", "evaluations"):
            page(client, reverse(f"admin:{name}"))
            with CaptureQueriesContext(connection) as caught:
                page(client, reverse(f"admin:{name}"))
            numbers.append(len(caught))
        return numbers

    make_enquiry("One thing only?")
    keep(Ran.CALIBRATION, [])
    one = counted()
    two()
    keep(Ran.CALIBRATION, [])
    keep(Ran.CALIBRATION, [])
    assert counted() == one
