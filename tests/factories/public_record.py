"""The public record, loaded once; what factories would make stands in it already."""

from django.core.management import call_command

from tests.factories.memory import once
from usecases.models.phases import Authority, Phase, Programme
from usecases.models.words import Category, Term


def public_record() -> None:
    """Load the vocabularies and the public record."""
    call_command("load_vocabularies", verbosity=0)
    call_command("load_public_record", verbosity=0)
    once("authority", lambda: Authority.objects.get(code="HKMA"))
    once("programme", lambda: Programme.objects.get(code="GS"))
    once("phase", lambda: Phase.objects.get(code="GS1"))
    once("category", lambda: Category.objects.get(code="risk-management"))
    for kind, code in (("topic", "accuracy"), ("sector", "banking")):
        once(kind, lambda kind=kind, code=code: Term.objects.get(kind=kind, code=code))  # type: ignore[misc]  # bound now
