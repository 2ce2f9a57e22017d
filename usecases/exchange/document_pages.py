"""The text of the pages of a PDF: what is shown on each, and what is there but hidden."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream, NameObject

from usecases.rules.unfit import damaged

_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_INVISIBLE, _TINY, _WHITE = 3, 2.0, 0.97
_MOST = 500


def pages(content: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield the text of each page that is shown, and the text that is not."""
    content.seek(0)
    try:
        reader = PdfReader(content)
        for page in reader.pages[:_MOST]:
            yield _text(page, reader, hidden=False), _text(page, reader, hidden=True)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged() from error


def _text(page: Any, reader: PdfReader, *, hidden: bool) -> str:
    if "/Contents" not in page:
        return ""
    stream = ContentStream(page["/Contents"].get_object(), reader, "bytes")
    state = _State()
    operations = []
    for operands, operator in stream.operations:
        state.follow(operator, operands)
        if operator not in _SHOWS or state.hidden == hidden:
            operations.append((operands, operator))
    stream.operations = operations
    former = page.raw_get("/Contents")
    page[NameObject("/Contents")] = stream
    try:
        return str(page.extract_text())
    finally:
        page[NameObject("/Contents")] = former


class _State:
    """What the next text is drawn with: how, in which colour, in which size."""

    def __init__(self) -> None:
        self.now = (0.0, 0.0, 12.0, 1.0)  # way to draw, lightness, size, scale
        self.kept: list[tuple[float, float, float, float]] = []

    @property
    def hidden(self) -> bool:
        way, light, size, scale = self.now
        return way == _INVISIBLE or light >= _WHITE or abs(size * scale) < _TINY

    def follow(self, operator: bytes, operands: Any) -> None:
        """Take note of an operator that changes what is seen."""
        way, light, size, scale = self.now
        if operator == b"q":
            self.kept.append(self.now)
        elif operator == b"Q":
            self.now = self.kept.pop() if self.kept else self.now
        elif operator == b"Tr":
            self.now = (float(operands[0]), light, size, scale)
        elif operator in (b"g", b"rg", b"sc", b"scn"):
            numbers = [float(each) for each in operands if isinstance(each, int | float)]
            self.now = (way, min(numbers, default=0.0), size, scale)
        elif operator == b"k":
            self.now = (way, 1 - max(map(float, operands)), size, scale)
        elif operator == b"Tf":
            self.now = (way, light, float(operands[1]), scale)
        elif operator == b"Tm":
            self.now = (way, light, size, float(operands[3]) or float(operands[1]))
        elif operator == b"BT":
            self.now = (way, light, size, 1.0)
