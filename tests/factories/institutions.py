"""Institutions and technology partners."""

from typing import Any

from tests.factories.base import add
from tests.factories.memory import number, once
from tests.factories.words import sector
from usecases.models.institutions import Institution, TechnologyPartner


def make_institution(short_name: str = "", **fields: Any) -> Institution:
    """Make a bank."""
    name = short_name or f"Bank {number('institution')}"
    fields.setdefault("sector", sector())
    return add(Institution(**{"short_name": name, "legal_name": f"{name} Limited", **fields}))


def make_partner(name: str = "", **fields: Any) -> TechnologyPartner:
    """Make a technology partner."""
    return add(TechnologyPartner(**{"name": name or f"Partner {number('partner')}", **fields}))


def bank_a() -> Institution:
    """The bank that a case has when the test does not care."""
    return once("bank-a", lambda: make_institution("Alpha Bank"))


def bank_b() -> Institution:
    """The other bank, which must never learn of the first."""
    return once("bank-b", lambda: make_institution("Beta Bank"))
