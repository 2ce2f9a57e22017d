"""Sections, limits and the columns of a use case name the same fields."""

from django.db.models import TextField

from usecases.models.usecases import BankFields, RegulatorFields, UseCase
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import (
    BANK_FIELDS,
    BY_CODE,
    REGULATOR_FIELDS,
    REQUIRED_FIELDS,
    SECTIONS,
)


def test_sections_hold_every_field_of_the_bank_once() -> None:
    assert sorted(BANK_FIELDS) == sorted(field.name for field in BankFields._meta.fields)


def test_the_regulators_fields_are_all_named() -> None:
    fields = (*RegulatorFields._meta.fields, *RegulatorFields._meta.many_to_many)
    assert sorted(REGULATOR_FIELDS) == sorted(field.name for field in fields)


def test_no_field_has_two_owners() -> None:
    assert set(BANK_FIELDS) & set(REGULATOR_FIELDS) == set()


def test_what_a_section_requires_it_holds() -> None:
    assert [each.code for each in SECTIONS if set(each.required) - set(each.fields)] == []
    assert len(REQUIRED_FIELDS) == len(set(REQUIRED_FIELDS))


def test_sections_are_found_by_code() -> None:
    assert list(BY_CODE) == ["about", "problem", "ai", "testing", "risks", "support"]


def test_word_limits_are_of_long_fields_of_the_bank() -> None:
    assert set(WORDS) - set(BANK_FIELDS) == set()
    fields = (UseCase._meta.get_field(name) for name in WORDS)
    assert [field.name for field in fields if not isinstance(field, TextField)] == []
