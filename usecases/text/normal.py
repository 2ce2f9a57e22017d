"""Text as it is stored: composed characters (NFC), line feeds, no control characters."""

import unicodedata

_ALLOWED = {"\n", "\t"}


def normal(text: str) -> str:
    """Return `text` in NFC with LF line ends and without control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in _ALLOWED or unicodedata.category(c) != "Cc")
