"""How much room words take. Fonts differ, so the estimate is on the generous side."""

from unicodedata import east_asian_width

SIZE = 12.0
LEADING = 16.0
_NARROW, _BROAD = frozenset("ijl.,:;'|!()[] fIrt·-"), frozenset("mwMWQ@%&–—")
_CUT = "…"


def width_of(text: str, size: float = SIZE) -> float:
    """Return about how wide a text is drawn."""
    return round(sum(_share(each) for each in text) * size, 1)


def _share(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.38
    if character in _BROAD:
        return 0.95
    return 0.72 if character.isupper() else 0.6


def wrapped(text: str, room: float, most: int = 3) -> tuple[str, ...]:
    """Break a text into lines that fit; what is too long for `most` of them is cut."""
    lines = [""]
    for word in _words(text):
        if width_of(f"{lines[-1]}{word}".strip()) <= room:
            lines[-1] += word
        else:
            lines += _broken(word.strip(), room)
    kept = [line.strip() for line in lines if line.strip()]
    if len(kept) > most:
        kept = [*kept[: most - 1], shortened(" ".join(kept[most - 1 :]), room)]
    return tuple(kept)


def shortened(text: str, room: float) -> str:
    """Cut a text where it no longer fits."""
    if width_of(text) <= room:
        return text
    while text and width_of(f"{text}{_CUT}") > room:
        text = text[:-1]
    return f"{text.rstrip()}{_CUT}"


def _words(text: str) -> list[str]:
    """Return pieces that are kept whole: Latin words, and single Chinese characters."""
    pieces = [""]
    for character in text:
        alone = east_asian_width(character) in "WF"
        if character == " " or alone or (pieces[-1] and east_asian_width(pieces[-1][-1]) in "WF"):
            pieces.append(character)
        else:
            pieces[-1] += character
    return [piece for piece in pieces if piece]


def _broken(word: str, room: float) -> list[str]:
    """Return a word that may be longer than a line as pieces that are not."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
