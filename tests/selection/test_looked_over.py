"""Which recorded cases an approver has looked over: a question that staff alone may ask."""

import pytest

from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, officer, signatory
from usecases.models.person import Person
from usecases.selection.errors import BadParameters
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import Stage
from usecases.workflow.look_over import look_over

pytestmark = pytest.mark.django_db


def test_recorded_cases_looked_over_or_not() -> None:
    use_case_at(Stage.SUBMITTED)
    done, waits = recorded_case(by=officer()), recorded_case(by=officer())
    look_over(done, by=approver())
    subject = SUBJECTS["use-cases"]
    for person in (officer(), approver()):
        assert list(subject.select(person, {"looked_over": ["true"]})) == [done]
        assert list(subject.select(person, {"looked_over": ["false"]})) == [waits]


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_bank_may_not_ask(value: str) -> None:
    recorded_case(by=officer())
    bank: Person = signatory()
    with pytest.raises(BadParameters) as caught:
        SUBJECTS["use-cases"].select(bank, {"looked_over": [value]})
    assert [(fault.field, fault.code) for fault in caught.value.faults] == [
        ("looked_over", "unknown")
    ]
