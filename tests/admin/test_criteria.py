"""Criteria in the console: a scale typed line by line, fixed with the reason, copied."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.admin.world import account
from tests.factories.assessments import WORDS, make_criterion
from tests.factories.phases import open_phase, phase, programme
from tests.factories.usecases import use_case_at
from tests.people import auditor, officer
from usecases.admin.criteria_forms import read, written
from usecases.models.assessments import Criterion
from usecases.models.phases import Phase
from usecases.rules.criteria import LOCKED, criteria_of
from usecases.vocabulary.criteria import DEFAULTS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

words = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="|"), min_size=1, max_size=9
)
worded = st.dictionaries(st.integers(-3, 12).map(str), words, max_size=6)


@given(english=worded, chinese=worded)
def test_what_is_written_reads_the_same(english: dict[str, str], chinese: dict[str, str]) -> None:
    known = {score: text for score, text in chinese.items() if score in english}
    scale: dict[str, Any] = {**english, **({"zh_hant": known} if known else {})}
    assert read(written(scale)) == scale


@pytest.mark.parametrize("default", DEFAULTS, ids=lambda each: each.code)
def test_the_defaults_read_the_same(default: Any) -> None:
    scale = default.fields()["scale"]
    assert read(written(scale)) == scale


@pytest.mark.parametrize("text", ["Not new", "one: Not new", "1: a\n1: b", "1: a|b|c|d", "²: x"])
def test_lines_that_are_none(text: str) -> None:
    with pytest.raises(ValidationError):
        read(text)


def _client() -> Client:
    client = Client()
    client.force_login(account(officer()))
    return client


def _values(**fields: Any) -> dict[str, Any]:
    return {
        "phase": phase().pk,
        "code": "risk",
        "label_en": "Risk",
        "weight": "2",
        "lowest": 1,
        "highest": 5,
        "scale": "1: Low\n5: High | 高",
        "order": 1,
        "active": "on",
        **fields,
    }


def test_added_and_changed() -> None:
    client, add = _client(), reverse("admin:usecases_criterion_add")
    assert client.post(add, _values()).status_code == 302
    criterion = Criterion.objects.get()
    assert criterion.scale == {"1": "Low", "5": "High", "zh_hant": {"5": "高"}}
    page = reverse("admin:usecases_criterion_change", args=[criterion.pk])
    shown = client.get(page)
    assert b"1: Low\n5: High | \xe9\xab\x98" in shown.content
    same = _values(based_on=criterion.updated_at.isoformat(), reason="")
    assert client.post(page, same).status_code == 302
    assert Criterion.objects.get().updated_at == criterion.updated_at
    changed = {**same, "scale": "1: Low\n2: Some"}
    assert client.post(page, changed).status_code == 302
    assert Criterion.objects.get().scale == {"1": "Low", "2": "Some"}


@pytest.mark.parametrize(
    ("scale", "said"),
    [("9: Nine", "These are no scores of this scale: 9."), ("High", "Write each line as a score")],
)
def test_a_wrong_scale_is_said_beside_it(scale: str, said: str) -> None:
    answer = _client().post(reverse("admin:usecases_criterion_add"), _values(scale=scale))
    assert (answer.status_code, Criterion.objects.exists()) == (200, False)
    assert said in answer.context["adminform"].form.errors["scale"][0]


def test_fixed_and_why() -> None:
    criterion = make_criterion(phase())
    use_case_at(Stage.SUBMITTED)
    client, before = _client(), criterion.updated_at
    page = reverse("admin:usecases_criterion_change", args=[criterion.pk])
    shown = client.get(page)
    assert str(LOCKED) in shown.content.decode()
    assert "1: Poor" in shown.content.decode()
    forged = _values(based_on=before.isoformat(), reason="x", code="innovation", weight="9")
    assert client.post(page, forged).status_code == 403
    answer = client.post(reverse("admin:usecases_criterion_add"), _values())
    assert answer.context["adminform"].form.errors["phase"] == [str(LOCKED)]
    assert [(each.weight, each.scale) for each in Criterion.objects.all()] == [(Decimal(1), WORDS)]


def test_on_the_page_of_the_phase() -> None:
    client, page = _client(), reverse("admin:usecases_phase_change", args=[phase().pk])
    other = make_criterion(open_phase("GS9"))
    acts = {act.name for act in client.get(page).context["acts"]}
    assert acts >= {"criteria", "copy-criteria"}
    act = reverse("admin:usecases_phase_act", args=[phase().pk, "copy-criteria"])
    assert client.post(act, {"source": other.phase.pk}).status_code == 302
    assert [each.code for each in criteria_of(phase())] == ["innovation"]
    shown = client.get(page)
    assert "2: Weak" in shown.content.decode()
    assert "criteria" not in {act.name for act in shown.context["acts"]}


def test_a_phase_added_in_the_console_has_them() -> None:
    fields = {"programme": programme().pk, "number": 9, "code": "GS9", "name_en": "Ninth"}
    kept = {"window_precision": "moment", "minimum_assessors": 0, "coverage": "all"}
    page = reverse("admin:usecases_phase_add")
    assert _client().post(page, {**fields, **kept}).status_code == 302
    assert len(criteria_of(Phase.objects.get(code="GS9"))) == 4


def test_an_auditor_reads() -> None:
    criterion, client = make_criterion(phase()), Client()
    client.force_login(account(auditor()))
    page = reverse("admin:usecases_criterion_change", args=[criterion.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, _values()).status_code == 403
    assert client.get(reverse("admin:usecases_criterion_add")).status_code == 403
