"""Where the figures and records of a phase report lead: to the public lists of the API."""

from urllib.parse import urlencode

from django.urls import reverse

from usecases.exchange.phase_report_blocks import Links


def figure_address(subject: str, params: list[list[str]]) -> str:
    """Return the address of the list that holds exactly what a figure counts."""
    return (
        f"{reverse(f'api:{subject}-list')}?{urlencode([(name, value) for name, value in params])}"
    )


def record_address(subject: str, key: str) -> str:
    """Return the address of one published record."""
    return f"{reverse(f'api:{subject}', args=[key])}?published=true"


PUBLIC_LISTS = Links(figure_address, record_address)
