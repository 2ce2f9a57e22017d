"""Lists of registrations: every row's every error, all or nothing, twice the same is once."""

from io import BytesIO

import pytest

from tests.factories.events import HELD, make_event
from tests.factories.institutions import bank_a, make_institution, make_partner
from tests.factories.usecases import use_case_at
from tests.people import approver, officer, signatory
from usecases.exchange.registrations import take_in
from usecases.models.events import Event, EventItem
from usecases.models.publications import Publication
from usecases.models.registrations import Registration
from usecases.models.trail import Change
from usecases.reporting.events import coming
from usecases.vocabulary.events import ItemKind
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit
from usecases.workflow.errors import NotAllowed, NotFound, Refused
from usecases.workflow.registrations import Registered

pytestmark = pytest.mark.django_db


def take(event: Event, text: str, by: object = None) -> Registered:
    return take_in(event, BytesIO(text.encode()), by=by or officer())  # type: ignore[arg-type]  # a Person


def refusals(event: Event, content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        take_in(event, BytesIO(content), by=officer())
    assert Registration.objects.count() == 0
    return [str(fault.text) for fault in refused.value.faults]


def test_a_list_is_taken_in_and_firms_are_found_by_any_of_their_names() -> None:
    event, bank, partner = make_event(), bank_a(), make_partner()
    text = (
        "name,email,organisation,came\n"
        f"Ada Au,ada@alpha.example,{bank.short_name.upper()},yes\n"
        f"Ben Bo,,{partner.name},no\n"
        "Cy Ca,cy@nowhere.example,An unknown firm,\n"
    )
    assert take(event, text) == Registered(3, 0)
    found = Registration.objects.order_by("name").values_list(
        "name", "institution", "partner", "organisation", "came"
    )
    assert list(found) == [
        ("Ada Au", bank.pk, None, bank.short_name.upper(), True),
        ("Ben Bo", None, partner.pk, partner.name, False),
        ("Cy Ca", None, None, "An unknown firm", False),
    ]
    written = Change.objects.count()
    assert take(event, text) == Registered(0, 0)
    assert Change.objects.count() == written
    assert take(event, text.replace("Ben Bo,,", "Ben Bo,ben@b.example,")) == Registered(1, 0)
    assert take(event, text.replace(",no", ",yes")) == Registered(0, 1)


def test_every_error_of_every_row_is_told_and_nothing_is_written() -> None:
    text = (
        "name,email,organisation,came\n"
        ",not-an-address,Firm,perhaps\n"
        "Ada,ada@a.example,,yes\n"
        "Ben,ADA@a.example,,yes\n"
        "Cy,cy@a.example,,yes,more\n"
        f"{'D' * 201},,,no\n"
    )
    assert refusals(make_event(), text.encode()) == [
        "Row 2: the name is missing.",
        "Row 2: “not-an-address” is not an e-mail address.",
        "Row 2: “perhaps” is neither yes nor no.",
        "Row 4: ADA@a.example stands in an earlier row.",
        "Row 5: it does not have as many cells as there are columns.",
        "Row 6: name is longer than 200 characters.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ["The column name is missing."]),
        (b"name\n", ["The list has no rows."]),
        (b"name,name,salary\nA,B,C\n", ["The column salary is not known.",
                                        "The column name is there twice."]),
        (b"name\n\xff\xfe\n", ["The list is not in UTF-8."]),
        (b'name\n"Ada\n', ["The list cannot be read as CSV."]),
        (b"name\n" + b"A" * (2 * 1024 * 1024), ["The list is larger than 2 MB."]),
        (b"name\n" + b"A\n" * 5001, ["The list has more than 5,000 rows."]),
    ],
)  # fmt: skip
def test_a_broken_list_is_refused(content: bytes, said: list[str]) -> None:
    assert refusals(make_event(), content) == said


def test_a_cell_that_a_spreadsheet_would_run_comes_back_as_it_was() -> None:
    event = make_event()
    take(event, "name,organisation\nAda,'=1+1\n")
    assert Registration.objects.get().organisation == "=1+1"


def test_who_may() -> None:
    event = make_event()
    for person, refusal in ((approver(), NotAllowed), (signatory(), NotAllowed)):
        with pytest.raises(refusal):
            take(event, "name\nAda\n", person)
    stranger = Event(pk=bank_a().pk)
    with pytest.raises(NotFound):
        take(stranger, "name\nAda\n")


def test_who_came_and_who_submitted_later() -> None:
    before, after, never, shown = (make_institution() for _ in range(4))
    early = use_case_at(Stage.SUBMITTED, institution=before)
    first = early.stage_changes.order_by("happened_on").last()
    assert first is not None
    event = make_event(
        {"kind": ItemKind.EXHIBIT, "institution": shown}, happened_on=first.happened_on
    )
    began = use_case_at(Stage.SUBMITTED, institution=after)
    edit.create(EventItem(event=event, kind=ItemKind.ORIGIN, use_case=began), by=officer())
    rows = "".join(f"P{n},,{b.short_name},yes\n" for n, b in enumerate((before, after, never)))
    take(event, f"name,email,organisation,came\n{rows}Absent,,{bank_a().short_name},no\n")
    found = coming(event, officer())
    assert (found.registered, found.came) == (4, 3)
    assert {each.pk for each in found.institutions} == {*(before.pk, after.pk, never.pk, shown.pk)}
    assert [each.pk for each in found.later] == [after.pk]
    assert [each.pk for each in found.began] == [began.pk]
    nothing = coming(event, signatory())
    assert (nothing.registered, nothing.institutions, nothing.began) == (0, [], [])


def test_of_a_list_nothing_is_public() -> None:
    event = make_event(happened_on=HELD)
    take(event, "name,email,organisation\nCanary,canary@a.example,Canary Firm\n")
    assert "anary" not in str(list(Publication.objects.values()))
