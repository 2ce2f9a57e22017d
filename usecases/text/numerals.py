"""Numbers in a text, in whichever writing: 1,200; 93.5 %; 1.2k; 九十三點五; ninety-three."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

_PLAIN = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[ ,'’]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
    r"(?:\s*(k|thousand|m|million|[千万萬亿億成])(\d?)(?![a-z]))?"
)
_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])")
_TIMES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6}
_PLACES = {"十": 10, "百": 100, "千": 10**3}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_DIGITS = {c: n for n, several in enumerate(
    ("零〇", "一壹", "二兩两貳", "三", "四", "五", "六", "七", "八", "九")
) for c in several}  # fmt: skip
_ZH = "".join(_DIGITS) + "".join(_PLACES) + "".join(_MYRIADS)
_ALONE = r"(?<!\d)(?<!\d\s)"  # what multiplies digits is no number of its own
_CHINESE = re.compile(rf"{_ALONE}[{_ZH}]+(?:[點点][{''.join(_DIGITS)}]+|成[{''.join(_DIGITS)}]?)?")
_FEW = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_MANY = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: n for n, word in enumerate(_FEW.split(), 1)}
_TENS = {word: n * 10 for n, word in enumerate(_MANY.split(), 2)}
_WORD = rf"\b(?:{'|'.join(('zero', *_ONES, *_TENS, 'hundred', 'thousand'))})\b"
_DIGIT = rf"\b(?:{'|'.join(('zero', *_ONES))})\b"
_ENGLISH = re.compile(
    rf"{_ALONE}{_WORD}(?:(?:(?<=hundred|housand)\s+and)?[\s-]+{_WORD})*(?:\s+point(?:\s+{_DIGIT})+)?"
)


def numbers_in(text: str) -> Iterator[tuple[str, Decimal]]:
    """Return the numbers of a text, each as it is written and what it is."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("百分之", " ")
    for found in _PLAIN.finditer(plain):
        yield from _read(found.group(), _arabic(found))
    for found in _COMMA.finditer(plain):
        yield found.group(), Decimal(f"{found[1]}.{found[2]}")
    for found in _CHINESE.finditer(plain):
        yield from _read(found.group(), _chinese(found.group()))
    for found in _ENGLISH.finditer(plain):
        yield from _read(found.group(), _english(found.group()))


def _read(written: str, value: Decimal | None) -> Iterator[tuple[str, Decimal]]:
    if value is not None:
        yield written.strip(), value


def _arabic(found: re.Match[str]) -> Decimal | None:
    """Return the value of digits, with what multiplies them."""
    unit, after = found[1], found[2]
    digits = found.group()[: found.start(1) - found.start()] if unit else found.group()
    try:
        value = Decimal(re.sub(r"[ ,'’]", "", digits))
    except InvalidOperation:
        return None
    if unit == "成":
        return value * 10 + int(after or 0)
    return value * (_TIMES.get(unit) or _PLACES.get(unit) or _MYRIADS.get(unit) or 1)


def _chinese(written: str) -> Decimal | None:
    """Return the value of Chinese numerals; 九成三 is 93 in the hundred."""
    if "成" in written:
        tens, ones = written.split("成")
        return Decimal(_whole(tens) * 10 + (_DIGITS[ones] if ones else 0))
    whole, *part = re.split("[點点]", written)
    digits = "".join(str(_DIGITS[c]) for c in part[0]) if part else ""
    return Decimal(f"{_whole(whole)}.{digits or 0}")


def _whole(written: str) -> int:
    """Return a whole number: by places, or digit after digit."""
    if all(c in _DIGITS for c in written):
        return int("".join(str(_DIGITS[c]) for c in written) or 0)
    total = part = digit = 0
    for c in written:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _PLACES:
            part, digit = part + (digit or 1) * _PLACES[c], 0
        else:
            total, part, digit = total + (part + digit or 1) * _MYRIADS[c], 0, 0
    return total + part + digit


def _english(written: str) -> Decimal:
    """Return the value of English number words."""
    words, *part = written.split(" point ")
    total = here = 0
    for word in re.findall(_WORD, words):
        if word == "thousand":
            total, here = total + (here or 1) * 1000, 0
        elif word == "hundred":
            here = (here or 1) * 100
        else:
            here += _ONES.get(word) or _TENS.get(word) or 0
    digits = "".join(str(_ONES.get(word, 0)) for word in part[0].split()) if part else ""
    return Decimal(f"{total + here}.{digits or 0}")
