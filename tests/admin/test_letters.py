"""Letters in the console: shown before and after, templates with a preview, printable."""

from typing import Any

import pytest
from django.urls import reverse

from tests.admin.test_bulk import chosen, done, told
from tests.admin.test_pages import address, signed_in
from tests.factories.assessments import handed_in, make_criterion
from tests.factories.base import add
from tests.factories.clarifications import answered, asked
from tests.factories.phases import authority, open_phase, programme
from tests.factories.reviews import confirmed_decision, proposed_decision, released_decision
from tests.factories.usecases import use_case_at
from tests.factories.words import reason
from tests.people import approver, officer
from usecases.models.letters import DecisionLetter, LetterTemplate
from usecases.models.phases import Programme
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.ASSESSING, title="T")


def paper(page: Any) -> str:
    found = page.context["paper"]
    return "" if found is None else str(found.body)


def test_a_proposal_shows_its_letter_as_it_is_typed_and_writes_nothing(case: UseCase) -> None:
    client, where = signed_in("officer"), address("usecase", "act", case.pk, "accept")
    page = client.get(where)
    assert ("We are pleased" in paper(page), "Well made" in paper(page)) == (True, False)
    typed = {"version": case.version, "text": "Well made.", "conditions": "Small.", "_preview": "1"}
    page = client.post(where, typed)
    assert "Well made.\n\nThe acceptance is given on these conditions:\nSmall." in paper(page)
    assert page.context["form"].data["text"] == "Well made."
    assert not Decision.objects.exists()


def test_a_decline_begins_with_what_the_assessments_say() -> None:
    phase = open_phase("ONE")
    make_criterion(phase)
    case = use_case_at(Stage.ASSESSING, phase=phase)
    handed_in(case)
    client, where = signed_in("officer"), address("usecase", "act", case.pk, "decline")
    page = client.get(where)
    feedback = "What the assessment found:\n- Innovation: Good"
    assert page.context["form"].initial["feedback"] == feedback
    assert feedback in paper(page)
    case.refresh_from_db()
    typed = {"version": case.version, "reason": reason().pk, "feedback": "Mine.", "_preview": "1"}
    assert ("Mine." in paper(client.post(where, typed)), Decision.objects.count()) == (True, 0)
    assert client.post(where, {**typed, "_preview": ""} | {"_preview": ""}).status_code == 200
    typed.pop("_preview")
    assert client.post(where, typed).status_code == 302
    assert Decision.objects.get().feedback == "Mine."


def test_a_proposal_says_beforehand_that_there_is_no_place() -> None:
    full = open_phase("FULL", capacity=0)
    case = use_case_at(Stage.ASSESSING, phase=full)
    client, where = signed_in("officer"), address("usecase", "act", case.pk, "accept")
    text = (
        "Phase FULL has 0 places, and 0 are given or proposed. "
        "Say in the text why one more is to be accepted."
    )
    assert [value for _label, value in client.get(where).context["facts"]] == [text]
    page = client.post(where, {"version": case.version})
    assert page.context["form"].errors == {"text": [text]}


def test_too_few_assessments_grey_the_buttons() -> None:
    case = use_case_at(Stage.ASSESSING, phase=open_phase("TWO"))
    edit.change(case.phase, {"minimum_assessors": 2}, by=officer())
    page = signed_in("officer").get(address("usecase", "change", case.pk))
    said = {each.name: str(each.why_not) for each in page.context["acts"]}
    text = "Too few assessments count: 0 of 2. Ask the assessors, or assign more."
    assert {said[each] for each in ("accept", "waitlist", "decline")} == {text}
    assert told(chosen(signed_in("officer"), "propose-accept", case)) == {case: text}


def test_confirming_takes_the_letter_that_was_read(case: UseCase) -> None:
    decision = proposed_decision(case)
    client, where = signed_in("approver"), address("decision", "act", decision.pk, "confirm")
    page = client.get(where)
    mark = page.context["paper"].mark
    assert page.context["form"].initial == {"letter": mark}
    edit.change(programme(), {"name_en": "Renamed"}, by=officer())
    again = client.post(where, {"letter": mark})
    text = "Somebody else changed this in the meantime. Look at it again."
    assert again.context["form"].errors == {"__all__": [text]}
    assert "Renamed" in paper(again)
    assert client.post(where, {"letter": again.context["paper"].mark}).status_code == 302
    assert "Renamed" in DecisionLetter.objects.get().body


def test_a_batch_of_confirmations_takes_the_letters_that_were_read() -> None:
    decisions = [proposed_decision(use_case_at(Stage.ASSESSING)) for _number in range(2)]
    client = signed_in("approver")
    page = chosen(client, "confirm", *decisions)
    shown = [each.paper.body for each in page.context["outlook"]]
    edit.change(programme(), {"name_en": "Renamed"}, by=officer())
    again = done(client, page)
    assert [each.changed for each in again.context["outlook"]] == [True, True]
    assert not DecisionLetter.objects.exists()
    assert shown != [each.paper.body for each in again.context["outlook"]]
    done(client, again)
    assert {row.body for row in DecisionLetter.objects.all()} == {
        each.paper.body for each in again.context["outlook"]
    }


def test_a_batch_of_proposals_shows_letters_as_typed(case: UseCase) -> None:
    client = signed_in("officer")
    page = chosen(client, "propose-accept", case)
    again = done(client, page, text="Welcome.", _preview="1")
    assert ["Welcome." in each.paper.body for each in again.context["outlook"]] == [True]
    assert not Decision.objects.exists()
    done(client, again, text="Welcome.")
    assert Decision.objects.get().text == "Welcome."


def test_a_batch_that_is_released_shows_what_goes_out() -> None:
    decisions = [confirmed_decision(use_case_at(Stage.ASSESSING)) for _number in range(2)]
    client = signed_in("approver")
    page = chosen(client, "release", *decisions)
    shown = {each.row.letter.pk: each.paper.body for each in page.context["outlook"]}
    assert page.content.decode().count('<article class="letter"') == 2
    done(client, page)
    sent = DecisionLetter.objects.filter(released_at__isnull=False)
    assert {row.pk: row.body for row in sent} == shown


def test_a_void_proposal_says_what_to_do_in_the_list_and_on_its_pages(case: UseCase) -> None:
    decision = proposed_decision(case)
    asked(case)
    answered(case)
    client = signed_in("officer")
    listed = client.get(address("decision", "changelist"), {"state": "void"})
    assert [row.pk for row in listed.context["cl"].result_list] == [decision.pk]
    assert "Void: take back or refuse, then propose anew" in listed.content.decode()
    assert (
        not client.get(address("decision", "changelist"), {"state": "proposed"})
        .context["cl"]
        .result_list
    )
    page = client.get(address("decision", "change", decision.pk))
    assert [each.name for each in page.context["acts"]] == ["refuse"]
    assert str(page.context["void_help"]) in page.content.decode()
    tab = client.get(address("usecase", "change", case.pk), {"tab": "reviews"})
    assert str(tab.context["void_help"]) in tab.content.decode()


def test_letters_are_listed_held_first_and_read_alone(case: UseCase) -> None:
    confirmed_decision(case)
    released_decision(use_case_at(Stage.ASSESSING))
    client, where = signed_in("approver"), address("decisionletter", "changelist")
    held, sent = (DecisionLetter.objects.get(released_at__isnull=empty) for empty in (True, False))
    assert list(client.get(where).context["cl"].result_list) == [held]
    everything = client.get(where, {"state": "sent"})
    assert list(everything.context["cl"].result_list) == [sent]
    page = client.get(address("decisionletter", "change", held.pk))
    assert (page.context["title"], paper(page)) == ("Letter of decision: held", held.body)
    assert client.post(address("decisionletter", "change", held.pk), {"body": "x"}).status_code in (
        403,
        404,
    )
    assert DecisionLetter.objects.get(pk=held.pk).body == held.body


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_letters_asks_as_often(number: int, django_assert_num_queries: Any) -> None:
    for _number in range(number):
        confirmed_decision(use_case_at(Stage.ASSESSING))
    client, where = signed_in("approver"), address("decisionletter", "changelist")
    client.get(where)
    with django_assert_num_queries(LISTED):
        client.get(where)


LISTED = 13


def test_a_template_is_written_shown_and_used(case: UseCase) -> None:
    client, where = signed_in("officer"), address("lettertemplate", "add")
    begun = client.get(where, {"outcome": "decline"}).context["adminform"].form.initial
    assert begun["subject_en"] == "{reference}: your use case is not accepted"
    assert begun["text_zh_hant"].startswith("{date}")
    values = {"authority": authority().pk, "outcome": "accept", "active": "on",
              "subject_en": "Yes to {reference}", "text_en": "Dear {instituton}"}  # fmt: skip
    page = client.post(where, values)
    assert [*page.context["errors"]] != []
    assert not LetterTemplate.objects.exists()
    client.post(where, {**values, "text_en": "Dear {institution}"})
    template = LetterTemplate.objects.get()
    page = client.get(address("lettertemplate", "change", template.pk))
    assert (page.context["paper"].subject, paper(page)) == (
        "Yes to EX1-001",
        "Dear Example Bank Limited",
    )
    letter = decide.confirm(proposed_decision(case), by=approver()).letter
    assert (letter.subject, letter.body) == ("Yes to GS1-001", "Dear Alpha Bank Limited")


@pytest.mark.parametrize(("role", "status"), [("auditor", 403), ("approver", 403)])
def test_who_writes_no_templates_adds_none(role: str, status: int) -> None:
    client = signed_in(role)
    assert client.get(address("lettertemplate", "add")).status_code == status
    template = add(
        LetterTemplate(authority=authority(), outcome="accept", subject_en="S", text_en="T")
    )
    assert client.get(address("lettertemplate", "change", template.pk)).status_code == 200
    client.post(address("lettertemplate", "change", template.pk), {"text_en": "X"})
    assert LetterTemplate.objects.get().text_en == "T"


def test_languages_of_letters_are_boxes() -> None:
    client, found = signed_in("officer"), programme()
    where = address("programme", "change", found.pk)
    form = client.get(where).context["adminform"].form
    assert [code for code, _label in form.fields["languages"].choices] == [
        "en",
        "zh-hant",
        "zh-hans",
    ]
    values = {name: form[name].value() or [] for name in form.fields}
    values |= {"languages": ["en", "zh-hant"], "reason": "Two languages."}
    page = client.post(where, values)
    assert page.status_code == 302, page.context["errors"]
    assert Programme.objects.get().languages == ["en", "zh-hant"]


def test_the_register_is_not_told(case: UseCase) -> None:
    confirmed_decision(case)
    letter = DecisionLetter.objects.get()
    where = reverse("admin:usecases_decisionletter_change", args=[letter.pk])
    assert signed_in("signatory").get(where).status_code == 403
    assert signed_in("assessor").get(where).status_code == 404
    assert signed_in("administrator").get(where).status_code == 404
