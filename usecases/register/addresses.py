"""Addresses of the records behind figures: the same selection as a list of the register."""

from urllib.parse import urlencode

from django.urls import reverse

from usecases.register.listings import LISTINGS
from usecases.reporting.table import Records
from usecases.vocabulary.stages import UNCOUNTED, Stage

# Stages of what counts: where all of them are asked for, nothing is narrowed.
_STAGES = [("stage", stage.value) for stage in Stage if stage not in UNCOUNTED]


def address(records: Records) -> str:
    """Return the address of the list that holds exactly what a figure counts."""
    space = "register" if records.subject in LISTINGS else "api"
    name = records.subject if space == "register" else f"{records.subject}-list"
    whole = space == "register" and set(_STAGES) <= {*records.params}
    params = [each for each in records.params if not (whole and each in _STAGES)]
    return f"{reverse(f'{space}:{name}')}?{urlencode(params)}"
