"""Addresses of the records behind figures."""

from urllib.parse import urlencode

from django.urls import reverse

from usecases.reporting.table import Records


def address(records: Records) -> str:
    """Return the address of the list that holds exactly what a figure counts."""
    return f"{reverse(f'api:{records.subject}-list')}?{urlencode(records.params)}"
