"""Whoever looks at what becomes public reads words where the content holds codes."""

import pytest

from tests.admin.test_pages import address, signed_in
from tests.factories.usecases import recorded_case
from tests.factories.words import category
from usecases.models.base import Record
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def lines(model: str, row: Record) -> dict[str, str]:
    """Return what would be public of a record, by its field, before anything is."""
    page = signed_in("officer").get(address(model, "act", row.pk, "publish")).context["preview"]
    return {each.line.name: each.line.after for each in page}


def test_a_sector_and_a_category_are_said_in_words() -> None:
    case = recorded_case(Stage.COMPLETED, category=category())
    assert case.category
    said = lines("usecase", case)
    words = str(case.institution.sector), str(case.category)
    assert (said["sector"], said["category"]) == words
    assert case.institution.sector.code not in words
    assert lines("institution", case.institution)["sector"] == words[0]
