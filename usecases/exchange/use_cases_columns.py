"""The columns of a file of use cases, in one table: what each holds and where it is asked for."""

from collections.abc import Iterator

from django.db.models import BooleanField, DecimalField
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.exchange.sheet_columns import Column, Text
from usecases.models.usecases import UseCase
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import IMPLIED, Stage

_FIRST = (
    Column("phase", _("Code of the phase."), required=True),
    Column(
        "institution",
        _("Legal name, short name, Chinese name or another known name."),
        required=True,
    ),
    Column("title", _("Title, on one line."), required=True),
    Column(
        "summary", _("Summary, at most 150 words."), example="What it does, in a few sentences."
    ),
    Column(
        "category",
        _("Code or label of the category, in any language. In a draft it is the bank's own."),
    ),
    Column("partners", _("Technology partners by any known name, separated by semicolons.")),
)
_RECORD = (
    Column("source", _("Where this is told: document and page."), required=True),
    Column("source_kind", _("primary or secondary."), required=True, example="primary"),
    Column("stage", _("The last stage that was reached."), required=True, example="accepted"),
    Column("decision", _("accept, waitlist or decline; its day is that of the stage."), example=""),
    Column("decision_reason", _("Code or label of the reason.")),
    Column("outcome", _("What became of it; see the accepted values.")),
    Column("outcome_on", _("When that was so: a day, a month or a year.")),
    Column("told_by", _("Who told the outcome.")),
    Column(
        "results",
        _(
            "What was measured, separated by semicolons: a metric, = < > or ~, a value or a range "
            "(30..80), of how many where it is told (of 200, or of 184/200), by whom it was judged."
        ),
        example="",
    ),
    Column("uncategorised_reason", _("Why it has no category: not-published or unknown.")),
    Column("basis", _("recorded, or empty."), example="recorded"),
)
_EXAMPLES = {"accepted": "2025-03"}
STAGES: tuple[str, ...] = tuple(stage.value for stage in Stage if stage in IMPLIED)


def _of_stages() -> Iterator[Column]:
    about = _("When it reached the stage {stage}: 2026-01-31, 2026-01 or 2026.")
    for code in STAGES:
        text = format_lazy(about, stage=Stage(code).label)
        yield Column(code, text, example=_EXAMPLES.get(code, ""))


def _own() -> Iterator[Column]:
    """The bank's own fields; those above are named with their rows."""
    for name in BANK_FIELDS:
        if name not in ("title", "summary", "own_category"):
            yield Column(
                name, format_lazy("{field}: {holds}", field=_label(name), holds=_holds(name))
            )


def _label(name: str) -> str:
    return capfirst(str(UseCase._meta.get_field(name).verbose_name))  # type: ignore[union-attr]  # a column


def _holds(name: str) -> Text:
    field = UseCase._meta.get_field(name)
    if isinstance(field, BooleanField):
        return _("yes or no.")
    if isinstance(field, DecimalField):
        return _("a number.")
    if getattr(field, "choices", None):
        return _("see the accepted values.")
    if name in WORDS:
        return format_lazy(_("at most {most} words."), most=WORDS[name])
    return _("text.")


COLUMNS: tuple[Column, ...] = (
    *_FIRST,
    *(Column(each.name, each.about, each.required, True, each.example) for each in _RECORD),
    *(Column(each.name, each.about, False, True, each.example) for each in _of_stages()),
    *_own(),
)


def columns_for(*, record: bool) -> tuple[Column, ...]:
    """Return the columns that a file may have: of drafts, or of what is recorded."""
    return tuple(column for column in COLUMNS if record or not column.recorded)
