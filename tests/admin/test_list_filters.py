"""Filters of lists: several values are alternatives, all filters hold together."""

import itertools
from collections.abc import Mapping, Sequence

import pytest
from django.test import Client
from django.utils.http import urlencode

from tests.admin.test_pages import MODELS, address, signed_in
from tests.admin.world import account, furnish
from tests.factories.institutions import make_institution
from tests.factories.phases import make_authority, make_phase, open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category
from tests.people import officer
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import ENDED, Stage

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"
Asked = Mapping[str, Sequence[str]]


def listed(client: Client, model: str, asked: Asked) -> list[object]:
    """Return the keys of the rows that a list shows for an address."""
    page = client.get(f"{address(model, 'changelist')}?{urlencode(asked, doseq=True)}")
    assert page.status_code == 200
    return sorted(page.context["cl"].exact_queryset().values_list("pk", flat=True))


def some_cases() -> list[UseCase]:
    phases = [open_phase("GS1"), open_phase("GS2"), open_phase("GS3")]
    words = [make_category("one"), make_category("two"), None]
    stages = [Stage.SUBMITTED, Stage.SCREENING, Stage.ACCEPTED, Stage.DECLINED, Stage.COMPLETED]
    return [
        use_case_at(
            stage, phase=phases[n % 3], institution=make_institution(), category=words[n % 2]
        )
        for n, stage in enumerate(stages * 2)
    ]


def test_the_rows_are_those_of_plain_python() -> None:
    cases = some_cases()
    officers, phases = [None], sorted({case.phase for case in cases}, key=str)
    client = signed_in("officer")
    chosen_stages = [(), ("submitted",), ("submitted", "declined"), ("completed",)]
    chosen_phases = [(), phases[:1], phases[:2]]
    for stages, within, none in itertools.product(chosen_stages, chosen_phases, (False, True)):
        asked: dict[str, Sequence[str]] = {
            "stage__exact": stages,
            "phase__id__exact": [str(phase.pk) for phase in within],
            "case_officer__isnull": ["True"] if none else [],
            "_active": ["0"],
        }
        expected = [
            case.pk
            for case in cases
            if (not stages or case.stage in stages)
            and (not within or case.phase in within)
            and (not none or case.case_officer in officers)
        ]
        assert listed(client, "usecase", asked) == sorted(expected)


def test_none_is_one_more_alternative() -> None:
    word = make_category("word")
    without, with_it = use_case_at(Stage.SUBMITTED), use_case_at(Stage.SUBMITTED, category=word)
    use_case_at(Stage.SUBMITTED, category=make_category("other"))
    asked = {"category__id__exact": [str(word.pk)], "category__isnull": ["True"]}
    found = listed(signed_in("officer"), "usecase", asked)
    assert found == sorted([with_it.pk, *([without.pk] if without.category is None else [])])


def test_states_of_a_decision_are_alternatives() -> None:
    one = proposed_decision(use_case_at(Stage.ASSESSING))
    two = confirmed_decision(use_case_at(Stage.ASSESSING))
    use_case_at(Stage.ACCEPTED)
    client = signed_in("officer")
    assert listed(client, "decision", {"state": ["proposed"]}) == [one.pk]
    assert listed(client, "decision", {"state": ["proposed", "confirmed"]}) == sorted(
        [one.pk, two.pk]
    )


def test_a_period_is_cut_in_the_consoles_zone() -> None:
    case = use_case_at(Stage.SUBMITTED)
    client, day = signed_in("officer"), case.recorded_at.date().isoformat()
    everything = {"recorded_at__gte": ["2000-01-01"], "recorded_at__lt": ["2100-01-01"]}
    assert listed(client, "usecase", everything) == [case.pk]
    assert listed(client, "usecase", {"recorded_at__lt": ["2000-01-01"]}) == []
    assert listed(client, "usecase", {"recorded_at__gte": [f"{day} 00:00:00+00:00"]}) == [case.pk]


WRONG = [
    ("usecase", "stage__exact=nothing"),
    ("usecase", "stage__exact=submitted&stage__exact=nothing"),
    ("usecase", "stage__exact=draft"),
    ("usecase", f"phase__id__exact={NOBODY}"),
    ("usecase", "phase__id__exact='"),
    ("usecase", "category__isnull=maybe"),
    ("usecase", "stage__isnull=True"),
    ("usecase", "stage__gte=a"),
    ("usecase", "recorded_at__gte=soon"),
    ("usecase", "recorded_at__gte=2026-13-45"),
    ("usecase", "recorded_at__exact=2026-01-01"),
    ("usecase", "recorded_at__isnull=True"),
    ("usecase", "_active=3"),
    ("usecase", "_active=0&_active=1"),
    ("usecase", "_cols=reference,password"),
    ("usecase", "_cols=case_officer__password"),
    ("usecase", "_density=loose"),
    ("usecase", "_size=1000000"),
    ("usecase", "_size=25&_cols=nothing"),
    ("decision", "state=nothing"),
    ("decision", "state=proposed&state=nothing"),
    ("programme", "invented__exact=2"),
    ("programme", "invented__exact=yes"),
    ("phase", "_active=1"),
    ("publication", "published_at__isnull=maybe"),
    ("stagechange", "happened_on__year=x"),
    ("usecase", "e=1&stage__exact=nothing"),
]


@pytest.mark.parametrize(("model", "asked"), WRONG)
def test_what_is_not_known_is_said_and_never_an_empty_list(model: str, asked: str) -> None:
    use_case_at(Stage.SUBMITTED)
    client, path = signed_in("officer"), address(model, "changelist")
    answer = client.get(f"{path}?{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?e=1")
    page = client.get(answer["Location"])
    told = [str(message) for message in page.context["messages"]]
    assert told == ["The address asked for a filter or value not known here: it was left out."]


def test_a_value_that_is_hidden_is_answered_as_one_that_never_was() -> None:
    case = use_case_at(Stage.SUBMITTED, institution=make_institution("Hidden Bank"))
    client = Client()
    client.force_login(account(officer(authority=make_authority("SFC"))))
    path = address("decision", "changelist")
    seen = client.get(f"{address('usecase', 'changelist')}?case_officer__id__exact={NOBODY}")
    absent = client.get(f"{path}?use_case__phase__id__exact={NOBODY}")
    assert (seen.status_code, absent.status_code) == (302, 302)
    offered = client.get(address("usecase", "changelist")).context["cl"].filter_specs
    values = [value for spec in offered for value, _label in getattr(spec, "options", [])]
    assert {str(case.institution_id), str(case.phase_id)} & set(values) == set()


def test_a_value_without_rows_is_an_empty_list_that_says_so() -> None:
    use_case_at(Stage.SUBMITTED)
    phase, path = make_phase("GS9"), address("usecase", "changelist")
    page = signed_in("officer").get(path, {"phase__id__exact": str(phase.pk)})
    assert page.context["cl"].result_count == 0
    assert [chip.label for chip in page.context["cl"].chips()] == [f"Phase: {phase}"]
    assert "Nothing is found by this search and these filters" in page.content.decode()


def test_lists_open_on_what_is_active_and_a_filter_says_exactly_what_it_shows() -> None:
    cases = some_cases()
    active = sorted(case.pk for case in cases if case.stage not in ENDED)
    everything = sorted(case.pk for case in cases)
    ended = sorted(case.pk for case in cases if case.stage == Stage.COMPLETED)
    client, phase = signed_in("officer"), cases[0].phase
    of_phase = [case for case in cases if case.phase == phase]
    key = {"phase__id__exact": [str(phase.pk)]}
    assert listed(client, "usecase", {}) == active
    assert listed(client, "usecase", {"o": ["-reference"], "p": ["1"], "q": [""]}) == active
    assert listed(client, "usecase", {"all": [""]}) == everything
    assert listed(client, "usecase", {"_active": ["0"]}) == everything
    assert listed(client, "usecase", {"_active": ["2"]}) == sorted({*everything} - {*active})
    assert listed(client, "usecase", {"stage__exact": ["completed"]}) == ended
    assert listed(client, "usecase", key) == sorted(case.pk for case in of_phase)
    both = [case.pk for case in of_phase if case.stage not in ENDED]
    assert listed(client, "usecase", {**key, "_active": ["1"]}) == sorted(both)


def test_each_chip_takes_its_own_value_away() -> None:
    cases = some_cases()
    phases = sorted({case.phase for case in cases}, key=str)[:2]
    asked = {
        "stage__exact": ["submitted", "screening"],
        "phase__id__exact": [str(phase.pk) for phase in phases],
        "q": ["GS"],
        "_active": ["1"],
    }
    client, path = signed_in("officer"), address("usecase", "changelist")
    changelist = client.get(f"{path}?{urlencode(asked, doseq=True)}").context["cl"]
    labels = [chip.label for chip in changelist.chips()]
    assert labels == [
        *("Search: GS", "Active only", f"Phase: {phases[0]}", f"Phase: {phases[1]}"),
        *("Stage: Submitted", "Stage: Screening"),
    ]
    for chip in changelist.chips():
        left = client.get(f"{path}{chip.url}").context["cl"].chips()
        assert [each.label for each in left] == [each for each in labels if each != chip.label]
    assert client.get(f"{path}{changelist.everything()}").context["cl"].chips() == []


def test_every_list_keeps_its_filters_in_its_form_and_its_links() -> None:
    furnish()
    client = signed_in("auditor")
    for path in (address(model, "changelist") for model in MODELS):
        changelist = client.get(f"{path}?all").context["cl"]
        for spec in changelist.filter_specs:
            choices = [choice["query_string"] for choice in spec.choices(changelist)]
            for chosen in choices[:2]:
                shown = client.get(path + chosen).context["cl"]
                again = client.get(f"{path}?{shown.whole_query()}").context["cl"]
                assert list(again.exact_queryset()) == list(shown.exact_queryset()), path + chosen
                assert again.is_showing(shown.whole_query()), path + chosen


def test_a_case_is_found_by_its_further_categories() -> None:
    words = [make_category(code) for code in ("fraud", "risk")]
    both, one, other = (use_case_at(Stage.SUBMITTED) for _each in range(3))
    for case, further in ((both, words), (one, words[:1])):
        case.further_categories.set(further)
    query = "&".join(f"further_categories__id__exact={word.pk}" for word in words)
    page = signed_in("officer").get(f"{address('usecase', 'changelist')}?{query}")
    assert set(page.context["cl"].queryset) == {both, one}
    assert page.context["cl"].result_count == 2
    assert other not in page.context["cl"].queryset
    chips = [chip.label for chip in page.context["cl"].chips()]
    assert chips[-2:] == [f"Further categories: {word}" for word in words]
