"""Words of the vocabularies."""

from decimal import Decimal
from typing import Any

from tests.factories.base import R, RecordFactory, declare, given
from tests.factories.memory import once
from usecases.models.words import Category, Metric, Technique, Term
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import Direction, Unit


class WordFactory(RecordFactory[R]):
    """A word is labelled by its code."""

    class Meta:
        abstract = True

    label_en = declare.LazyAttribute(lambda word: word.code.replace("-", " ").capitalize())


class CategoryFactory(WordFactory[Category]):
    """Makes categories."""

    class Meta:
        model = Category

    code = declare.Sequence(lambda n: f"category-{n}")


class TechniqueFactory(WordFactory[Technique]):
    """Makes techniques."""

    class Meta:
        model = Technique

    code = declare.Sequence(lambda n: f"technique-{n}")


class TermFactory(WordFactory[Term]):
    """Makes terms of a kind."""

    class Meta:
        model = Term

    kind = TermKind.SECTOR
    code = declare.LazyAttributeSequence(lambda term, n: f"{term.kind}-{n}")


class MetricFactory(WordFactory[Metric]):
    """Makes metrics: a percentage, of which more is better, unless told otherwise."""

    class Meta:
        model = Metric

    code = declare.Sequence(lambda n: f"metric-{n}")
    unit = Unit.PERCENTAGE
    direction = Direction.HIGHER
    lowest = Decimal(0)
    highest = Decimal(100)


def make_category(code: str = "", **fields: Any) -> Category:
    """Make a category."""
    return CategoryFactory.create(**given(code=code), **fields)


def make_technique(code: str = "", **fields: Any) -> Technique:
    """Make a technique."""
    return TechniqueFactory.create(**given(code=code), **fields)


def make_term(kind: str, code: str = "", **fields: Any) -> Term:
    """Make a term of a kind."""
    return TermFactory.create(kind=kind, **given(code=code), **fields)


def make_metric(code: str = "", **fields: Any) -> Metric:
    """Make a metric."""
    return MetricFactory.create(**given(code=code), **fields)


def metric() -> Metric:
    """The metric that a target has when the test does not care."""
    return once("metric", lambda: make_metric("precision"))


def category() -> Category:
    """The category that a case has when the test does not care."""
    return once("category", lambda: make_category("risk-management"))


def sector() -> Term:
    """The sector that an institution has when the test does not care."""
    return once("sector", lambda: make_term(TermKind.SECTOR, "banking"))


def reason() -> Term:
    """The coded reason of a decline when the test does not care."""
    return once("reason", lambda: make_term(TermKind.REASON, "not-innovative"))
