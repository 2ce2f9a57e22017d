"""Names of files as they are kept: what a person reads, and nothing that misleads."""

import re
import unicodedata

from usecases.vocabulary.filetypes import BY_ENDING
from usecases.vocabulary.limits import FILE_NAME_CHARACTERS

# Controls, formats (bidi marks, zero widths), surrogates, private use, unassigned, line separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # Windows takes none of these
# Inside a name these would look like its type where the last ending is hidden.
_MISLEADING = {
    *("apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "dmg", "docm", "dotm", "exe"),
    *("gz", "hta", "htm", "html", "iso", "jar", "js", "jse", "lnk", "mht", "mhtml", "msc"),
    *("msi", "pif", "pptm", "ps1", "psm1", "rar", "reg", "scr", "sh", "svg", "url", "vbe"),
    *("vbs", "wsf", "xhtml", "xlam", "xlsb", "xlsm", "xml", "zip"),
    *BY_ENDING,
}


def ending(name: str) -> str:
    """Return what stands behind the last dot, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def clean_name(name: str) -> str:
    """Return a name without path, unseen characters and inner endings, short enough to keep."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    blanks = re.sub(r"\s", " ", last)
    seen = "".join(c for c in blanks if unicodedata.category(c) not in _UNSEEN)
    plain = re.sub(" +", " ", _FORBIDDEN.sub("_", seen)).strip(" .")
    stem, dot, tail = plain.rpartition(".")
    if not dot:
        return plain[:FILE_NAME_CHARACTERS]
    kept = _without_endings(stem)[: FILE_NAME_CHARACTERS - len(tail) - 1].rstrip(" .")
    return f"{kept}.{tail}"


def _without_endings(stem: str) -> str:
    """Join the inner endings of `invoice.exe` to the stem: `invoice_exe`."""
    head, *inner = stem.split(".")
    return head + "".join(
        f"_{each}" if each.strip().lower() in _MISLEADING else f".{each}" for each in inner
    )
