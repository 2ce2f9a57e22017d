"""Masks what tells of a person in what somebody typed: addresses, numbers, names with a title.

A name without a title is recognised only where somebody says that it is theirs; whatever else
stands there is kept, so that what was asked can still be read.
"""

import re
import unicodedata

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = r"[^\s@<>()\[\],;:]+"
_EMAIL = re.compile(rf"{_WORD}\s?(?:@|\(at\)|\[at\])\s?{_WORD}\.{_WORD}")
# Hong Kong: one or two letters, six digits, a check digit in brackets or not. Mainland: 17 digits
# and one more or X.
_IDENTITY = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[\s-]?\d{3}[\s-]?\d{3}[\s-]?[(（]?\s?[0-9Aa]\s?[)）]?(?![A-Za-z0-9])"
    r"|(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"
)
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,3}\d{7,9}(?![A-Za-z0-9])")
# Days and spans of years are no numbers of anybody.
_DAY = re.compile(
    r"(?:19|20)\d\d[-. ]\d{1,2}[-. ]\d{1,2}|\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d"
    r"|(?:19|20)\d\d\s?[- ]\s?(?:19|20)\d\d"
)
_DIGITS = re.compile(r"(?<![\w.])[+(]*\d(?:[\s().-]{0,2}\d){6,}\)?(?!\w)")
_NAME = r"[A-Z][\w'’-]*(?:[ \t]+[A-Z][\w'’-]*){0,3}"
_TITLED = re.compile(
    rf"\b((?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Professor|Doctor)\.?)[ \t]+{_NAME}"
)
_OWN = re.compile(rf"(?i:\b(my name is|i am called|i am|i['’]m|regards,?|yours,?))\s+{_NAME}")
# Family names that most people of Hong Kong and the Mainland have.
_FAMILY = (
    "(?:歐陽|欧阳|司徒|上官|[陳陈李張张王黃黄林劉刘吳吴梁楊杨何鄭郑羅罗趙赵周蔡許许鄧邓馮冯徐"
    "朱葉叶曾胡郭謝谢余馬马孫孙譚谭潘鄺邝盧卢麥麦蘇苏蕭萧江杜袁湯汤姚韓韩沈唐彭丁方程崔姜高宋])"
)
_TITLED_ZH = re.compile(
    rf"{_FAMILY}[{_HAN}]{{0,2}}?(?=先生|小姐|女士|太太|博士|教授|經理|经理|主任)"
)
_OWN_ZH = re.compile(
    rf"(我叫|我的名字是|我的名字叫|本人叫|姓名[::]?)\s*[{_HAN}]{{2,4}}"
    rf"|(我是|本人是)\s*{_FAMILY}[{_HAN}]{{1,2}}(?=[,。.;!\s]|$)"
)

NAME, EMAIL, IDENTITY, NUMBER = "[name]", "[e-mail]", "[identity number]", "[number]"


def masked(text: str) -> str:
    """Return a text with what tells of a person masked, and without what cannot be stored."""
    text = unicodedata.normalize("NFKC", "".join(map(_storable, text)))
    text = _EMAIL.sub(EMAIL, text)
    text = _IDENTITY.sub(IDENTITY, text)
    text = _PASSPORT.sub(IDENTITY, text)
    text = _DIGITS.sub(_number, text)
    text = _TITLED.sub(rf"\1 {NAME}", text)
    text = _OWN.sub(rf"\1 {NAME}", text)
    text = _TITLED_ZH.sub(NAME, text)
    return _OWN_ZH.sub(lambda found: f"{found[1] or found[2]}{NAME}", text)


def _storable(character: str) -> str:
    """Return a character that every database stores and every page shows; else a space or none."""
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs", "Co", "Cn") else character


def _number(found: re.Match[str]) -> str:
    return found[0] if _DAY.fullmatch(found[0].strip("()+ ")) else NUMBER
