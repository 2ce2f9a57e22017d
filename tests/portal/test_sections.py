"""A draft is written section by section, in any order; incomplete is fine, wrong is not."""

from decimal import Decimal

import pytest

from tests import people
from tests.factories.usecases import answers, empty_draft, use_case_at
from tests.factories.words import category
from tests.portal.visits import at, open_section, stored, visit, words
from usecases.models.trail import Change
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import FILES, SECTIONS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def test_begin_goes_to_the_task_list() -> None:
    draft = empty_draft()
    client = visit(people.editor())
    response = client.post(at("begin", draft.phase_id))
    begun = type(draft).objects.exclude(pk=draft.pk).get()
    assert response["Location"] == at("use-case", begun.pk)
    assert (begun.stage, begun.institution, begun.version) == ("draft", draft.institution, 0)


def test_a_viewer_begins_nothing() -> None:
    draft = empty_draft()
    assert visit(people.viewer()).post(at("begin", draft.phase_id)).status_code == 403
    assert type(draft).objects.count() == 1


@pytest.mark.parametrize("role", ["editor", "signatory"])
def test_all_sections_in_reverse_order_make_it_complete(role: str) -> None:
    draft = empty_draft()
    client = visit(getattr(people, role)())
    given = answers(title="A title")
    for section in reversed(SECTIONS):
        posted = open_section(client, draft, section.code)
        for name in section.fields:
            value = given.get(name)
            if value not in (None, ""):
                posted[name] = str(getattr(value, "pk", value))
        response = client.post(at("section", draft.pk, section.code), posted)
        assert response["Location"] == at("use-case", draft.pk)
    saved = stored(draft)
    assert {name: getattr(saved, name) for name in given} == given
    assert saved.version == len(SECTIONS) - 1  # nothing was wanted of support


def test_save_and_continue_goes_on_and_after_the_last_to_the_files() -> None:
    draft, client = empty_draft(), visit(people.editor())
    after = [at("section", draft.pk, each.code) for each in (*SECTIONS[1:], FILES)]
    for section, onward in zip(SECTIONS, after, strict=True):
        posted = {**open_section(client, draft, section.code), "then": "next"}
        assert client.post(at("section", draft.pk, section.code), posted)["Location"] == onward


def test_saving_what_was_there_changes_nothing() -> None:
    draft, client = use_case_at(Stage.DRAFT, problem="One\n\nTwo"), visit(people.editor())
    before = Change.objects.count()
    for section in SECTIONS:
        posted = open_section(client, draft, section.code)
        crlf = {name: value.replace("\n", "\r\n") for name, value in posted.items()}
        assert client.post(at("section", draft.pk, section.code), crlf).status_code == 302
    assert (stored(draft).version, Change.objects.count()) == (draft.version, before)


def test_a_tick_and_an_answer_can_be_taken_back() -> None:
    draft = use_case_at(Stage.DRAFT, data_public=True, tooling="A tool", ai_against_ai=True)
    client = visit(people.editor())
    posted = open_section(client, draft, "ai")
    assert posted.pop("data_public") == "on"
    client.post(at("section", draft.pk, "ai"), {**posted, "tooling": "", "data_personal": "on"})
    saved = stored(draft)
    assert (saved.data_public, saved.data_personal, saved.tooling) == (False, True, "")
    assert saved.ai_against_ai is True  # of another section


def test_no_is_an_answer() -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "risks"), "customer_facing": "False"}
    client.post(at("section", draft.pk, "risks"), posted)
    assert stored(draft).customer_facing is False


@pytest.mark.parametrize("limit", [WORDS["problem"]])
@pytest.mark.parametrize("word", ["word ", "字", "don’t "], ids=["english", "chinese", "joined"])
def test_the_word_limit_counts_a_chinese_character_as_a_word(limit: int, word: str) -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = open_section(client, draft, "problem")
    address = at("section", draft.pk, "problem")
    over = client.post(address, {**posted, "problem": word * (limit + 1), "solution": "Kept"})
    assert over.status_code == 422
    assert over.context["form"].errors == {"problem": ["401 words, 400 allowed."]}
    page = over.content.decode()
    assert (word * (limit + 1)).strip() in page
    assert "Kept" in page
    assert stored(draft).version == 0
    exactly = client.post(address, {**posted, "problem": word * limit})
    assert exactly.status_code == 302
    assert stored(draft).problem == (word * limit).strip()


WRONG = {
    "compute_asked": [
        ("lots", "Enter a number."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        ("1.234", "Ensure that there are no more than 2 decimal places."),
    ],
    "model_family": [("x" * 121, "Ensure this value has at most 120 characters (it has 121).")],
}


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [(field, *case) for field, cases in WRONG.items() for case in cases],
)
def test_a_wrong_value_names_its_field_and_stays(field: str, value: str, told: str) -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "ai"), "tooling": "Kept", field: value}
    response = client.post(at("section", draft.pk, "ai"), posted)
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [told]}
    assert response.context["form"][field].value() == value
    assert response.context["form"]["tooling"].value() == "Kept"
    assert (stored(draft).version, stored(draft).tooling) == (0, "")


@pytest.mark.parametrize("value", ["no-such-choice", "draft"])
def test_a_choice_that_there_is_not(value: str) -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "risks"), "autonomy": value}
    response = client.post(at("section", draft.pk, "risks"), posted)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["autonomy"])


def test_a_category_that_is_no_longer_offered_or_never_was() -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = open_section(client, draft, "about")
    for forged in (str(draft.pk), "nothing", "1"):
        response = client.post(at("section", draft.pk, "about"), {**posted, "own_category": forged})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["own_category"]
    good = {**posted, "own_category": str(category().pk)}
    assert client.post(at("section", draft.pk, "about"), good).status_code == 302


FORGED = [
    "stage", "reference", "institution", "phase", "version", "basis", "authority", "category",
    "case_officer", "public_title", "confidentiality", "discarded_at", "recorded_at", "techniques",
    "further_categories", "problem",
]  # fmt: skip


@pytest.mark.parametrize("field", FORGED)
def test_a_forged_field_is_named_and_nothing_is_written(field: str) -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "about"), "title": "A title", field: "accepted"}
    response = client.post(at("section", draft.pk, "about"), posted)
    assert response.status_code == 422
    told = response.context["form"].non_field_errors()
    assert told == [f"“{field}” is not part of this page."]
    assert (stored(draft).version, stored(draft).title, stored(draft).stage) == (0, "", "draft")


def test_a_viewer_reads_and_never_writes() -> None:
    draft = use_case_at(Stage.DRAFT, problem="Read me")
    posted = open_section(visit(people.editor()), draft, "problem")
    client = visit(people.viewer())
    response = client.get(at("section", draft.pk, "problem"))
    assert "Read me" in words(response)
    assert "form" not in response.context
    posted["problem"] = "Written by a viewer"
    assert client.post(at("section", draft.pk, "problem"), posted).status_code == 403
    assert stored(draft).problem == "Read me"


def test_a_section_that_there_is_not() -> None:
    client, draft = visit(people.editor()), empty_draft()
    assert client.get(at("section", draft.pk, "secrets")).status_code == 404
    assert client.post(at("section", draft.pk, "secrets"), {}).status_code == 404


def test_what_was_submitted_meanwhile_is_not_rewritten_and_the_text_stays() -> None:
    draft, client = use_case_at(Stage.DRAFT), visit(people.editor())
    posted = {**open_section(client, draft, "problem"), "problem": "Written too late"}
    submitted = visit(people.signatory())
    submitted.post(at("check", draft.pk), {"version": draft.version, "confirm": "on"})
    response = client.post(at("section", draft.pk, "problem"), posted)
    assert response.status_code == 409
    assert response.context["form"]["problem"].value() == "Written too late"
    assert stored(draft).problem == draft.problem


def test_what_is_missing_is_listed_with_the_way_there() -> None:
    draft, client = empty_draft(), visit(people.editor())
    page = client.get(at("use-case", draft.pk)).content.decode()
    wanted = [(each.code, name) for each in SECTIONS for name in each.required]
    links = [f'{at("section", draft.pk, code)}#id_{name}"' for code, name in wanted]
    assert [link for link in links if page.count(link) != 1] == []


def test_who_saved_a_section_last_is_said() -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "ai"), "compute_asked": "12"}
    client.post(at("section", draft.pk, "ai"), posted)
    tasks = visit(people.viewer()).get(at("use-case", draft.pk)).context["tasks"]
    last = {task.section.code: task.last and task.last.by for task in tasks}
    wanted: dict[str, object] = dict.fromkeys(last)
    assert last == {**wanted, "ai": people.editor().user}
    assert stored(draft).compute_asked == Decimal(12)
