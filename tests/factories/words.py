"""Words of the vocabularies."""

from typing import Any

from tests.factories.base import add
from tests.factories.memory import number, once
from usecases.models.words import Category, Technique, Term
from usecases.vocabulary.terms import TermKind


def make_category(code: str = "", **fields: Any) -> Category:
    """Make a category."""
    code = code or f"category-{number('category')}"
    return add(
        Category(**{"code": code, "label_en": code.replace("-", " ").capitalize(), **fields})
    )


def make_technique(code: str = "", **fields: Any) -> Technique:
    """Make a technique."""
    code = code or f"technique-{number('technique')}"
    return add(
        Technique(**{"code": code, "label_en": code.replace("-", " ").capitalize(), **fields})
    )


def make_term(kind: str, code: str = "", **fields: Any) -> Term:
    """Make a term of a kind."""
    code = code or f"{kind}-{number('term')}"
    label = code.replace("-", " ").capitalize()
    return add(Term(**{"kind": kind, "code": code, "label_en": label, **fields}))


def category() -> Category:
    """The category that a case has when the test does not care."""
    return once("category", lambda: make_category("risk-management"))


def sector() -> Term:
    """The sector that an institution has when the test does not care."""
    return once("sector", lambda: make_term(TermKind.SECTOR, "banking"))


def reason() -> Term:
    """The coded reason of a decline when the test does not care."""
    return once("reason", lambda: make_term(TermKind.REASON, "not-innovative"))
