"""The command that makes the invented programme."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from usecases.exchange.vocabularies import load_vocabularies
from usecases.models.access import User
from usecases.models.phases import Phase, Programme
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.workflow.people import system

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("make_demo", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_it_is_refused_where_real_records_are_kept(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError) as caught:
        run()
    assert str(caught.value) == "Demonstration data is refused where DEMONSTRATION is off."
    assert not Programme.objects.exists()


def test_it_says_what_it_rests_on(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    with pytest.raises(CommandError) as caught:
        run()
    assert str(caught.value) == "There are no categories yet: run load_vocabularies first."
    assert not User.objects.exists()


@pytest.mark.parametrize("arguments", [("--phases", "0"), ("--use-cases", "-1")])
def test_a_size_that_cannot_be(settings: Settings, arguments: tuple[str, str]) -> None:
    settings.DEMONSTRATION = True
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert str(caught.value) == "--phases must be 1 or more, --use-cases 0 or more."


def test_sizes_are_followed_and_a_second_run_does_nothing(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    load_vocabularies(settings.BASE_DIR / "fixtures" / "vocabularies", by=system())
    assert run("--phases", "2", "--use-cases", "3", "--seed", "7") == "made\n"
    assert sorted(Phase.objects.values_list("code", flat=True)) == ["HAR1", "HAR2"]
    lived = UseCase.objects.filter(basis="live")
    assert lived.count() == 3
    before = Change.objects.count()
    assert run() == "the invented programme is there already\n"
    assert (lived.count(), Change.objects.count()) == (3, before)
