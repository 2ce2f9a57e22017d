"""What a server looks at before it answers anybody."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from usecases.checks import no_demonstration_accounts


def refuse_demonstration_accounts() -> None:
    """Stop where accounts whose password is known to everyone stand beside real records.

    Nothing of the connection is left to the processes that a server forks.
    """
    try:
        faults = no_demonstration_accounts(databases=[DEFAULT_DB_ALIAS])
    finally:
        connections.close_all()
    if faults:
        raise ImproperlyConfigured(" ".join(f"{each.msg} {each.hint}" for each in faults))
