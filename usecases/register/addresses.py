"""Addresses of the records behind figures: the same selection as a list of the register."""

from urllib.parse import urlencode

from django.urls import reverse

from usecases.exchange.phase_report_blocks import Links
from usecases.register.listings import LISTINGS
from usecases.register.titles import LISTS
from usecases.reporting.table import Records
from usecases.vocabulary.stages import UNCOUNTED, Stage

# Stages of what counts: where all of them are asked for, nothing is narrowed.
_STAGES = [("stage", stage.value) for stage in Stage if stage not in UNCOUNTED]


def figure_address(subject: str, params: list[list[str]]) -> str:
    """Return the same address from a selection as a frozen report keeps it."""
    return address(Records(subject, tuple((name, value) for name, value in params)))


def record_address(subject: str, key: str) -> str:
    """Return the address of one published record, on a page of the register if it has one."""
    if subject in LISTS:
        return reverse(f"register:{subject}-one", args=[key])
    return f"{reverse(f'api:{subject}', args=[key])}?published=true"


def address(records: Records) -> str:
    """Return the address of the list that holds exactly what a figure counts."""
    space = "register" if records.subject in LISTINGS else "api"
    name = records.subject if space == "register" else f"{records.subject}-list"
    whole = space == "register" and set(_STAGES) <= {*records.params}
    params = [each for each in records.params if not (whole and each in _STAGES)]
    return f"{reverse(f'{space}:{name}')}?{urlencode(params)}"


PAGES = Links(figure_address, record_address)
