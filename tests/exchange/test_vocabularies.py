"""The words that the product comes with."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from tests.people import administrator
from usecases.exchange.faults import WrongFile
from usecases.exchange.vocabularies import load_vocabularies
from usecases.models.publications import Publication
from usecases.models.trail import Change
from usecases.models.words import Category, Metric, Technique, Term
from usecases.vocabulary.terms import TermKind
from usecases.workflow.edit import change
from usecases.workflow.people import system

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "fixtures" / "vocabularies"


def told(name: str, *columns: str) -> list[tuple[str, ...]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return sorted(tuple(row[c] for c in columns) for row in csv.DictReader(file))


def test_every_word_is_there_in_three_languages() -> None:
    load_vocabularies(FOLDER, by=system())
    labels = ("code", "label_en", "label_zh_hant", "label_zh_hans")
    assert sorted(Category.objects.values_list(*labels)) == told("categories", *labels)
    assert sorted(Technique.objects.values_list(*labels)) == told("techniques", *labels)
    assert sorted(Term.objects.values_list("kind", *labels)) == told("terms", "kind", *labels)
    assert sorted(Metric.objects.values_list(*labels)) == told("metrics", *labels)
    assert not any("" in row for name in ("categories", "techniques", "terms", "metrics")
                   for row in told(name, *labels))  # fmt: skip


def test_every_kind_of_term_has_words() -> None:
    assert {kind for (kind,) in told("terms", "kind")} == set(TermKind.values)


def test_the_categories_to_begin_with_in_their_order() -> None:
    load_vocabularies(FOLDER, by=system())
    assert list(Category.objects.values_list("code", flat=True)) == [
        "risk-management",
        "fraud-prevention",
        "customer-experience",
    ]


def test_every_metric_says_how_it_is_measured_and_between_which_bounds() -> None:
    load_vocabularies(FOLDER, by=system())
    shape = ("code", "unit", "direction", "lowest", "highest")
    assert list(Metric.objects.values_list(*shape)) == [
        ("precision", "percentage", "higher", 0, 100),
        ("recall", "percentage", "higher", 0, 100),
        ("f1", "ratio", "higher", 0, 1),
        ("hallucination-rate", "percentage", "lower", 0, 100),
        ("rouge-l", "ratio", "higher", 0, 1),
        ("bleu", "ratio", "higher", 0, 1),
        ("bertscore", "ratio", "higher", 0, 1),
        ("embedding-similarity", "ratio", "higher", 0, 1),
        ("latency", "seconds", "lower", 0, None),
        ("time-saved", "percentage", "higher", 0, 100),
        ("favourable-rating", "percentage", "higher", 0, 100),
        ("preference-share", "percentage", "higher", 0, 100),
        ("judge-score", "score", "higher", 1, 5),
        ("hardware-saved", "percentage", "higher", 0, 100),
    ]
    assert not Metric.objects.filter(measured="").exists()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("x,X,,,kilo,higher,0,1,So.,1", 'metrics.csv, line 2, column unit: There is no "kilo".'),
        ("x,X,,,ratio,up,0,1,So.,1", 'metrics.csv, line 2, column direction: There is no "up".'),
        (
            "x,X,,,ratio,higher,1,0,So.,1",
            "metrics.csv, line 2: The lowest value must be below the highest.",
        ),
    ],
)
def test_a_metric_that_cannot_be_is_named(tmp_path: Path, line: str, fault: str) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    header = (FOLDER / "metrics.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "metrics.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    with pytest.raises(WrongFile) as caught:
        load_vocabularies(tmp_path, by=system())
    assert (str(caught.value), Metric.objects.count()) == (fault, 0)


def test_categories_and_techniques_are_public() -> None:
    load_vocabularies(FOLDER, by=system())
    public = sorted(Publication.objects.values_list("kind", "code"))
    assert public == sorted(
        [("category", code) for (code,) in told("categories", "code")]
        + [("technique", code) for (code,) in told("techniques", "code")]
    )


def test_a_second_run_writes_nothing() -> None:
    load_vocabularies(FOLDER, by=system())
    before = Change.objects.count()
    done = load_vocabularies(FOLDER, by=system())
    assert (done.created, done.changed, done.notes) == (0, 0, [])
    assert Change.objects.count() == before


def test_what_an_administrator_edited_stays() -> None:
    load_vocabularies(FOLDER, by=system())
    category = Category.objects.get(code="fraud-prevention")
    change(category, {"label_en": "Against fraud", "code": "fraud"}, by=administrator())
    done = load_vocabularies(FOLDER, by=system())
    assert (done.created, done.changed, done.notes) == (0, 0, [])
    category.refresh_from_db()
    assert (category.code, category.label_en) == ("fraud", "Against fraud")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("mood,good,Good,,,1", 'terms.csv, line 2, column kind: There is no "mood".'),
        ("sector,,Good,,,1", "terms.csv, line 2, column code: This may not be empty."),
        ("sector,good,,,,1", "terms.csv, line 2, column label_en: This may not be empty."),
        ("sector,good,Good,,,one", "terms.csv, line 2, column order: This is not a whole number."),
        (
            "sector,a good,Good,,,1",
            (
                "terms.csv, line 2, column code: Enter a valid “slug” consisting of letters, "
                "numbers, underscores or hyphens."
            ),
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_written(tmp_path: Path, line: str, fault: str) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    header = "kind,code,label_en,label_zh_hant,label_zh_hans,order"
    (tmp_path / "terms.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    with pytest.raises(WrongFile) as caught:
        load_vocabularies(tmp_path, by=system())
    assert str(caught.value) == fault
    assert (Category.objects.count(), Term.objects.count()) == (0, 0)
