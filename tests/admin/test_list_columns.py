"""Columns are chosen among those offered, kept in the address, and what is chosen is kept."""

import pytest
from django.test import Client

from tests.admin.test_pages import MODELS, address, signed_in
from tests.factories.usecases import use_case_at
from usecases.admin.changelist import ConsoleChangeList
from usecases.admin.site import site
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
CASES = "/admin/usecases/usecase/"


def shown(client: Client, query: str = "") -> ConsoleChangeList:
    found: ConsoleChangeList = client.get(f"{CASES}?{query}").context["cl"]
    return found


def names(changelist: ConsoleChangeList) -> list[str]:
    return [column.name for column in changelist.shown_columns()]


def test_columns_stand_in_the_subjects_order_and_the_first_one_stays() -> None:
    client = signed_in("officer")
    usual = names(shown(client))
    assert usual == list(map(str, site._registry[shown(client).model].list_display))
    assert names(shown(client, "_cols=basis,title_or_none")) == [
        *("reference", "title_or_none", "basis")
    ]
    assert names(shown(client, "_cols=basis&_cols=stage_badge")) == [
        *("reference", "stage_badge", "basis")
    ]
    assert names(shown(client, "_cols=")) == usual
    assert names(shown(client)) == usual


def test_the_form_keeps_columns_density_and_length_until_others_are_chosen() -> None:
    client = signed_in("officer")
    usual = names(shown(client))
    asked = "stage__exact=submitted&_cols=title_or_none&_cols=basis&_density=compact&_size=25"
    answer = client.get(f"{CASES}?{asked}")
    wanted = f"{CASES}?stage__exact=submitted&_cols=title_or_none%2Cbasis"
    assert (answer.status_code, answer["Location"]) == (302, wanted)
    kept = shown(client)
    assert (names(kept), kept.density, kept.list_per_page) == (
        ["reference", "title_or_none", "basis"],
        "compact",
        25,
    )
    client.get(f"{CASES}{kept.usual_looks()}")
    assert (names(shown(client)), shown(client).density) == (usual, "compact")


def test_an_order_is_by_name_and_outlives_a_choice_of_columns() -> None:
    keys = [use_case_at(Stage.SUBMITTED).pk, use_case_at(Stage.SUBMITTED).pk]
    client = signed_in("officer")
    number = shown(client).list_display.index("reference")
    for query, expected in (
        ("o=-reference", keys[::-1]),
        ("o=reference", keys),
        (f"o=-{number}", keys[::-1]),
        ("o=-recorded_at&_cols=reference", keys[::-1]),
        ("o=recorded_at.-reference&_cols=stage_badge", keys),
    ):
        assert [case.pk for case in shown(client, query).exact_queryset()] == expected
    assert "o=-reference" in shown(client, f"o=-{number}").whole_query()


@pytest.mark.parametrize("order", ["nothing", "-password", "99", "-", "..", "case_officer__email"])
def test_an_order_by_what_is_no_column_is_the_usual_one(order: str) -> None:
    keys = [use_case_at(Stage.SUBMITTED).pk, use_case_at(Stage.SUBMITTED).pk]
    client = signed_in("officer")
    usual = list(shown(client).exact_queryset())
    assert {case.pk for case in usual} == {*keys}
    assert {case.pk for case in shown(client, f"o={order}").exact_queryset()} == {*keys}


@pytest.mark.parametrize("model", MODELS)
def test_every_column_that_is_offered_can_be_shown(model: str) -> None:
    client, path = signed_in("auditor"), address(model, "changelist")
    offered = client.get(path).context["cl"].offered_columns()
    wanted = [column.name for column in offered]
    page = client.get(path, {"_cols": ",".join(wanted)})
    assert names(page.context["cl"]) == wanted
    assert len({column.heading for column in offered}) == len(wanted)


def test_numbers_are_set_to_the_right() -> None:
    use_case_at(Stage.SUBMITTED)
    client = signed_in("administrator")
    changelist = client.get(address("category", "changelist")).context["cl"]
    columns = changelist.shown_columns()
    assert [column.name for column in columns if column.number] == ["order"]
    at = [str(name) for name in changelist.list_display].index("order") + 1
    assert changelist.number_classes() == f"num-{at}"
