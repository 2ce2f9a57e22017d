"""The public record, loaded once for the tests of a file."""

from django.core.management import call_command

from usecases.assistant import corpus


def load() -> None:
    """Load the vocabularies and the public record, and read it anew."""
    call_command("load_vocabularies", verbosity=0)
    call_command("load_public_record", verbosity=0)
    corpus.forget()
