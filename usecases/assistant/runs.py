"""What evaluations and calibrations found, kept for the console; what they close of the gaps.

`assistant_eval` and `assistant_calibrate` hand their figures to `keep`, as they print them.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from usecases.assistant.calibration import measured
from usecases.assistant.closing import close_answered
from usecases.assistant.corpus import corpus
from usecases.models.enquiries import Evaluation
from usecases.vocabulary.asking import Ran


@dataclass(frozen=True)
class Figure:
    """One figure: of which part of the questions, how many it rests on, between what it lies with
    95 per cent (Wilson), what it should be, and whether it is.
    """

    measure: str
    value: float | None
    unit: str = ""
    of: int | None = None
    low: float | None = None
    high: float | None = None
    goal: str = ""
    met: bool | None = None
    part: str = ""

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return "" if self.value is None else f"{self.value:.3f}".rstrip("0").rstrip(".")


def keep(ran: Ran, figures: Iterable[Figure], *, file: str = "", refused: str = "") -> Evaluation:
    """Keep the figures of a run; an evaluation closes the gaps that are answered by now."""
    row = Evaluation.objects.create(
        ran_at=timezone.now(),
        ran=ran,
        file=file,
        index_version=index_version(),
        figures=[asdict(each) for each in figures],
        refused=refused,
    )
    if ran == Ran.EVALUATION:
        close_answered(row)
    return row


def index_version() -> str:
    """Return what names the state of what is published."""
    stamp = corpus(measured).stamp
    return stamp.isoformat() if stamp else ""


def figures_of(row: Evaluation) -> list[Figure]:
    """Return the figures of a run, as they were kept; fields of another time are left out."""
    known = Figure.__dataclass_fields__
    return [Figure(**_only(each, known)) for each in row.figures]


def _only(told: dict[str, Any], known: Iterable[str]) -> dict[str, Any]:
    return {name: told[name] for name in known if name in told}
