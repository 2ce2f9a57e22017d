"""Institutions and technology partners."""

from typing import Any

from tests.factories.base import RecordFactory, declare, given
from tests.factories.memory import once
from tests.factories.words import sector
from usecases.models.institutions import Institution, TechnologyPartner


class InstitutionFactory(RecordFactory[Institution]):
    """Makes banks."""

    class Meta:
        model = Institution

    short_name = declare.Sequence(lambda n: f"Bank {n}")
    legal_name = declare.LazyAttribute(lambda bank: f"{bank.short_name} Limited")
    sector = declare.LazyFunction(sector)


class TechnologyPartnerFactory(RecordFactory[TechnologyPartner]):
    """Makes technology partners."""

    class Meta:
        model = TechnologyPartner

    name = declare.Sequence(lambda n: f"Partner {n}")


def make_institution(short_name: str = "", **fields: Any) -> Institution:
    """Make a bank."""
    return InstitutionFactory.create(**given(short_name=short_name), **fields)


def make_partner(name: str = "", **fields: Any) -> TechnologyPartner:
    """Make a technology partner."""
    return TechnologyPartnerFactory.create(**given(name=name), **fields)


def bank_a() -> Institution:
    """The bank that a case has when the test does not care."""
    return once("bank-a", lambda: make_institution("Alpha Bank"))


def bank_b() -> Institution:
    """The other bank, which must never learn of the first."""
    return once("bank-b", lambda: make_institution("Beta Bank"))
