"""What a finding may not say: names, references, people, numbers; and what it may rest on."""

from decimal import Decimal

import pytest

from tests.factories.access import make_user
from tests.factories.base import add
from tests.factories.findings import cited_finding, finding_on
from tests.factories.institutions import bank_a, bank_b, make_institution, make_partner
from tests.factories.publications import published
from tests.factories.trials import make_result
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import officer
from usecases.models.casefile import Alias
from usecases.models.findings import Finding
from usecases.models.results import Result
from usecases.models.usecases import UseCase
from usecases.rules.anonymity import faults
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, merge
from usecases.workflow.findings import rewrite

pytestmark = pytest.mark.django_db


def _ended() -> Finding:
    """A finding on the one result of an ended trial: 92 % of 200, by 184."""
    case = use_case_at(Stage.COMPLETED, institution=bank_a())
    return finding_on(case.results.get())


_world = kept(_ended)


def finding() -> Finding:
    return Finding.objects.get()


def case() -> UseCase:
    return finding().results.get().use_case


def told(text: str, field: str = "statement_en") -> list[tuple[str, str]]:
    """Return the faults of the finding with this text, which only has to be stored."""
    stored = finding()
    setattr(stored, field, text)
    return [(each.field, each.code) for each in faults(stored)]


def test_what_names_nobody_may_be_published() -> None:
    assert faults(finding()) == []
    assert told("More than nine in ten answers of a participating bank stood.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Alpha Bank was quicker.",
        "At ALPHA BANK’S desk.",
        "alpha-bank",
        "AlphaBank",
        "Ａｌｐｈａ Ｂａｎｋ",
        "Al\u00adpha Bank",
        "Alphá Bank",
        "Alpha\nBank, Limited",
    ],
)
def test_a_bank_is_named_however_it_is_written(text: str) -> None:
    assert told(text) == [("statement_en", "institution")]


@pytest.mark.parametrize("text", ["Alphabetical bankers.", "Alpha: banks.", "The alpha, a bank."])
def test_other_words_are_no_names(text: str) -> None:
    assert told(text) == []


def test_names_of_every_kind_and_of_others() -> None:
    make_institution("Gamma", legal_name="The Gamma Trust (Asia) Limited", aliases="GMT; Old Gamma")
    make_institution("Delta", name_zh_hant="三角銀行有限公司", name_zh_hans="三角银行有限公司")
    make_partner("Omega Cloud Co., Ltd.", aliases="OmegaC")
    for text in ("gamma trust", "GMT said", "old gamma", "在三角銀行", "三角银行的"):
        assert told(text) == [("statement_en", "institution")], text
    for text in ("omega cloud", "omegac"):
        assert told(text) == [("statement_en", "partner")], text


def test_a_merged_duplicate_is_still_a_name() -> None:
    twin = make_institution("Alfa Holdings")
    merge.merge_institutions(twin, bank_a(), by=officer(), reason="The same.")
    assert told("Alfa Holdings did.") == [("statement_en", "institution")]


@pytest.mark.parametrize("text", ["GS1-001", "gs1 001", "In GS1‑001 and GS1-001"])
def test_a_reference_is_a_name(text: str) -> None:
    assert case().reference == "GS1-001"
    assert told(text) == [("statement_en", "reference")]


def test_an_earlier_reference_is_a_name() -> None:
    add(Alias(use_case=case(), reference="GS9-077"))
    assert told("Known as GS9-077.") == [("statement_en", "reference")]


def test_people_and_their_addresses_are_no_part_of_it() -> None:
    make_user(name="Mei Ling Tester")
    for text in ("Mei-Ling Tester wrote it.", "Ask someone@bank.example."):
        assert told(text) == [("statement_en", "person")], text


@pytest.mark.parametrize(
    "text",
    [
        "92 % stood.",
        "92.0%",
        "９２ per cent",
        "0.92 of them",
        "184 of the answers",
        "two hundred answers",
        "百分之九十二",
        "九成二",
        "at least 90 %",
        "200 answers",
    ],
)
def test_an_exact_figure_of_few_institutions(text: str) -> None:
    assert set(told(text)) == {("statement_en", "number")}


@pytest.mark.parametrize("text", ["more than nine in ten", "91 %", "920", "1,840", "over 85 %"])
def test_other_figures_tell_nothing(text: str) -> None:
    assert told(text) == []


def test_thousands_however_they_are_parted() -> None:
    Result.objects.update(sample_size=1200, value=Decimal("93.5"))
    for text in ("1,200", "1 200", "1200", "1.2k", "1’200", "一千二百", "twelve hundred", "93,5 %"):
        assert told(text) == [("statement_en", "number")], text


def test_figures_of_enough_institutions_may_be_told() -> None:
    others = [
        use_case_at(Stage.COMPLETED, institution=bank).results.get()
        for bank in (bank_b(), make_institution("Third Bank"))
    ]
    own = finding().results.get()
    rewrite(finding(), {"results": [own, others[0]]}, by=officer())
    assert told("92 %") == [("statement_en", "number")]
    rewrite(finding(), {"results": [own, *others]}, by=officer())
    assert told("92 %") == []
    assert told("Alpha Bank: 92 %") == [("statement_en", "institution")]


@pytest.mark.parametrize("field", ["statement_zh_hant", "statement_zh_hans", "cited", "source"])
def test_no_field_that_becomes_public_names_anybody(field: str) -> None:
    assert told("Alpha Bank", field) == [(field, "institution")]


def test_what_is_kept_restricted_goes_on_or_is_void_is_not_shown() -> None:
    edit.change(case(), {"confidentiality": "restricted"}, by=officer(), reason="Asked.")
    assert [each.code for each in faults(finding())] == ["restricted"]
    edit.change(case(), {"confidentiality": "standard"}, by=officer(), reason="Asked.")
    Result.objects.update(final=False)
    assert [each.code for each in faults(finding())] == ["not-shown"]


def test_a_trial_that_goes_on_is_not_shown() -> None:
    running = use_case_at(Stage.TRIALLING, institution=bank_b())
    early = make_result(running.targets.get(), final=True)
    assert [each.code for each in faults(finding_on(early))] == ["not-ended"]


def test_an_outcome_is_shown_by_its_public_lessons_only() -> None:
    outcome = case().outcomes.get()
    on = finding_on(outcome)
    assert [each.code for each in faults(on)] == ["not-shown"]
    type(outcome).objects.filter(pk=outcome.pk).update(public_lessons="Read twice.")
    assert faults(Finding.objects.get(pk=on.pk)) == []


def test_what_a_document_says_may_be_said_of_firms_that_are_public() -> None:
    on = cited_finding(statement_en="Alpha Bank needed 92 % of the time.")
    assert [each.code for each in faults(on)] == ["institution"]
    published(bank_a())
    assert faults(on) == []
    on = cited_finding(statement_en="It was GS1-001.")
    assert [each.code for each in faults(on)] == ["reference"]


def test_every_refusal_names_the_word_and_what_to_write_instead() -> None:
    stored = finding()
    stored.statement_en = "Alpha Bank reached 92 %."
    assert [str(each.text) for each in faults(stored)] == [
        "“Alpha Bank” tells whose this is. Write instead: a participating bank.",
        (
            "“92” is an exact figure of evidence that rests on fewer than 3 institutions. "
            "Write a range or a round figure instead: more than nine in ten."
        ),
    ]
