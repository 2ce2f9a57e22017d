"""Cells of spreadsheets: a text that a spreadsheet would run is made harmless."""

_RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
_GUARD = "'"


def harmless(text: str) -> str:
    """Return `text` with an apostrophe before what a spreadsheet would run."""
    return _GUARD + text if text.startswith(_RUN) or _guarded(text) else text


def original(cell: str) -> str:
    """Return the text that `harmless` was given."""
    return cell[1:] if cell.startswith(_GUARD) and harmless(cell[1:]) == cell else cell


def _guarded(text: str) -> bool:
    """Whether a text looks as if it had been made harmless already."""
    return text.startswith(_GUARD) and text[1:].startswith((*_RUN, _GUARD))
