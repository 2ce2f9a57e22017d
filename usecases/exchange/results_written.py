"""Results written into one cell: `precision = 92 % of 200 by people; time-saved = 30..80 by model`.

Each is a metric, perhaps of what in brackets, a sign, a value or a range, perhaps of how many, and
who judged.
"""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from usecases.exchange.results_known import EVALUATORS
from usecases.exchange.sheet_cells import Cells
from usecases.exchange.sheet_names import Names
from usecases.models.words import Metric
from usecases.vocabulary.trials import Operator, Unit
from usecases.workflow.published import Published

EXAMPLE = "precision = 92 % of 200 by people"
_LONGEST = 300
_NUMBER = r"-?\d{1,10}(?:\.\d{1,4})?"
_PARTS = re.compile(
    r"(?P<metric>[^=<>~\[\]]+?) ?(?:\[(?P<aspect>[^\]]*)\])? ?(?P<sign>[=<>~]) ?"
    rf"(?P<value>{_NUMBER})(?: ?\.\. ?(?P<upper>{_NUMBER}))?(?P<percent> ?%)?"
    r"(?: of (?:(?P<numerator>\d{1,18}) ?/ ?)?(?P<denominator>\d{1,18}))? by (?P<by>.+)",
    re.ASCII | re.IGNORECASE,
)
_SIGNS = {
    "=": Operator.EQUAL,
    "<": Operator.LESS,
    ">": Operator.MORE,
    "~": Operator.ABOUT,
}


def written_results(cells: Cells, column: str, metrics: Names[Metric]) -> list[Published]:
    """Return the results that a cell tells; what cannot be read is collected."""
    parts = [" ".join(part.split()) for part in cells.text(column).split(";")]
    found = [_one(cells, column, part, metrics) for part in parts if part]
    return [each for each in found if each is not None]


def _one(cells: Cells, column: str, part: str, metrics: Names[Metric]) -> Published | None:
    read = _PARTS.fullmatch(part) if len(part) <= _LONGEST else None
    if read is None:
        text = _("This is no result such as: %(example)s") % {"example": EXAMPLE}
        cells.fault(column, "invalid", text, part)
        return None
    metric = cells.named(column, read["metric"], metrics)
    evaluator = cells.named(column, read["by"], EVALUATORS)
    if metric is None or evaluator is None:
        return None
    if read["percent"] and metric.unit != Unit.PERCENTAGE:
        cells.fault(column, "percent", _("This metric is not measured in %."), part)
        return None
    return Published(
        metric,
        Decimal(read["value"]),
        evaluator,
        _SIGNS[read["sign"]],
        Decimal(read["upper"]) if read["upper"] else None,
        int(read["numerator"]) if read["numerator"] else None,
        int(read["denominator"]) if read["denominator"] else None,
        (read["aspect"] or "").strip(),
    )
