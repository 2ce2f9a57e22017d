"""The public side of a use case in words: no code is left for a bank or an officer to read."""

import re

import pytest

from tests.factories.outcomes import told_outcome
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import officer
from usecases.models.usecases import UseCase
from usecases.rules.publicwords import in_words
from usecases.vocabulary.stages import Stage
from usecases.workflow.public_side import public_side

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[a-z]+([-_][a-z]+)*$")


def said(case: UseCase) -> dict[str, str]:
    stored = UseCase.objects.get(pk=case.pk)
    return {str(each.label): each.text for each in in_words(public_side(stored)[1], officer())}


def test_an_outcome_is_said_in_words() -> None:
    case = use_case_at(Stage.COMPLETED)
    told_outcome(case, "stopped-technical")
    assert said(case)["Outcome"] == "Stopped for technical reasons"


@pytest.mark.parametrize("stage", [Stage.ACCEPTED, Stage.COMPLETED])
def test_no_code_is_left(stage: str) -> None:
    for case in (use_case_at(stage), recorded_case(stage, source_kind="primary")):
        assert {k: v for k, v in said(case).items() if CODE.match(v) or CODE.match(k)} == {}
