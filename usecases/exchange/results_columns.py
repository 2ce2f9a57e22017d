"""The columns of a file of results, in one table."""

from django.utils.translation import gettext_lazy as _

from usecases.exchange.sheet_columns import Column

MOST_RESULTS = 500

COLUMNS: tuple[Column, ...] = (
    Column("use_case", _("Reference of the use case."), required=True),
    Column("cycle", _("Number of the test cycle, which is there already."), True, example="1"),
    Column("metric", _("Code or label of the metric, in any language."), required=True),
    Column("aspect", _("Of what, where one metric has several targets.")),
    Column(
        "operator",
        _("How exactly: = < > ~, or equal, less, more, about. Empty: =."),
        example="equal",
    ),
    Column("value", _("The value, or the lower end of a range."), True, example="92"),
    Column("upper", _("Only for a range: its upper end.")),
    Column("numerator", _("The value is what these two give."), example="184"),
    Column("denominator", _("A percentage needs it: of how many."), example="200"),
    Column("sample_size", _("How many were looked at."), example="200"),
    Column("evaluator", _("Who judged: people, model or automatic."), True, example="people"),
    Column("happened_on", _("Measured on: 2026-01-31, 2026-01 or 2026. Empty: now.")),
    Column("final", _("yes, if the target is judged by it.")),
    Column("evidence", _("Name of a file of the use case that shows it.")),
    Column("reason", _("Why it comes now; needed once the trial has ended.")),
    Column("no_denominator", _("yes, if the publication gives none; for what is recorded.")),
    Column("source", _("Where it is told; for what is recorded.")),
)


def columns_of(*, one_case: bool) -> tuple[Column, ...]:
    """Return the columns; where it is clear which use case is meant, it need not be named."""
    first = Column(COLUMNS[0].name, COLUMNS[0].about, required=not one_case)
    return (first, *COLUMNS[1:])
