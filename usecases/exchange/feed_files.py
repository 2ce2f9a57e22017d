"""Feeds as files: CSV, NDJSON, JSON, and Parquet where the extra is installed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import IO, Any

from usecases.exchange.feed_rows import csv_text, ndjson, whole_json
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import Kind
from usecases.reporting.feeds_outs import Cells

Parts = Iterable[Sequence[Cells]]

TEXTS: dict[str, Callable[[Feed, Parts], Iterator[str]]] = {
    "csv": csv_text,
    "ndjson": ndjson,
    "json": whole_json,
}
PARQUET = "parquet"
FORMATS = (*TEXTS, PARQUET)
ROWS = 5_000  # handed on at a time
_DIGITS, _PLACES = 18, 4


def has_parquet() -> bool:
    """Whether the extra is installed."""
    return find_spec("pyarrow") is not None


def write_file(file: IO[bytes], form: str, feed: Feed, parts: Parts) -> None:
    """Write all parts to a file in one of the forms."""
    if form == PARQUET:
        write_parquet(file, feed, parts)
        return
    for text in TEXTS[form](feed, parts):
        file.write(text.encode())


def write_parquet(file: IO[bytes], feed: Feed, parts: Parts) -> None:
    """Write typed columns, a group of rows for each part, so that it does not fill the memory."""
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    types = _types(arrow)
    schema = arrow.schema([(each.name, types[each.kind]) for each in feed.fields])
    with parquet.ParquetWriter(file, schema) as writer:
        for rows in parts:
            if not rows:
                continue
            columns = zip(*rows, strict=True)
            arrays = [
                _array(arrow, column, kind.type)
                for column, kind in zip(columns, schema, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _types(arrow: Any) -> dict[Kind, Any]:
    return {
        Kind.ID: arrow.string(),
        Kind.TEXT: arrow.string(),
        Kind.INTEGER: arrow.int64(),
        Kind.DECIMAL: arrow.decimal128(_DIGITS, _PLACES),
        Kind.BOOLEAN: arrow.bool_(),
        Kind.DATE: arrow.date32(),
        Kind.MOMENT: arrow.timestamp("us", tz="UTC"),
    }


def _array(arrow: Any, column: Sequence[Any], kind: Any) -> Any:
    if arrow.types.is_timestamp(kind) or arrow.types.is_date32(kind):
        return arrow.array(column, arrow.string()).cast(kind)
    return arrow.array(column, kind)
