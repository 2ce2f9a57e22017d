"""Loads the words that administrators edit: categories, techniques, terms, metrics."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from usecases.exchange.loading import Loaded, Loader, Progress, silent
from usecases.exchange.reading import Row, read
from usecases.models.person import Person
from usecases.models.words import Category, Metric, Technique, Term
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import Direction, Unit

REASON = "vocabularies"
SOURCE = "The vocabularies that this product comes with."
_LABELS = ("code", "label_en", "label_zh_hant", "label_zh_hans", "order")
_MEASURED = ("unit", "direction", "lowest", "highest", "measured")
_UNITS = {str(unit): str(unit) for unit in Unit.values}
_DIRECTIONS = {str(each): str(each) for each in Direction.values}
_KINDS = {str(kind): str(kind) for kind in TermKind.values}


def load_vocabularies(folder: Path, *, by: Person, progress: Progress = silent) -> Loaded:
    """Load every word; categories and techniques are public."""
    categories = read(folder / "categories.csv", _LABELS)
    techniques = read(folder / "techniques.csv", _LABELS)
    terms = read(folder / "terms.csv", ("kind", *_LABELS))
    metrics = read(folder / "metrics.csv", (*_LABELS, *_MEASURED))
    loader = Loader(by, REASON, progress)

    def category(row: Row) -> None:
        loader.put(row, Category, _code(row), _word(row), public=SOURCE)

    def technique(row: Row) -> None:
        loader.put(row, Technique, _code(row), _word(row), public=SOURCE)

    def term(row: Row) -> None:
        key = {"kind": row.one("kind", _KINDS), **_code(row)}
        loader.put(row, Term, key, _word(row))

    def metric(row: Row) -> None:
        loader.put(row, Metric, _code(row), {**_word(row), **_measured(row)})

    with loader.run():
        loader.each(categories, category)
        loader.each(techniques, technique)
        loader.each(terms, term)
        loader.each(metrics, metric)
    return loader.done


def _code(row: Row) -> dict[str, Any]:
    return {"code": row.required("code")}


def _word(row: Row) -> dict[str, Any]:
    labels = {name: row.text(name) for name in ("label_zh_hant", "label_zh_hans")}
    return {"label_en": row.required("label_en"), "order": row.number("order") or 0, **labels}


def _measured(row: Row) -> dict[str, Any]:
    bounds = {name: row.number(name) for name in ("lowest", "highest")}
    return {
        "unit": row.one("unit", _UNITS),
        "direction": row.one("direction", _DIRECTIONS),
        "measured": row.text("measured"),
        **{name: None if bound is None else Decimal(bound) for name, bound in bounds.items()},
    }
