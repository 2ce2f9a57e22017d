"""How a question asks, and what a passage must tell to answer that: a number, a name, a reason.

And what no passage can answer: whether the asker should or may; a claim of failure or of the most
that the passage does not make itself.
"""

import re

from usecases.text.folding import folded
from usecases.text.terms import content_terms

Pattern = re.Pattern[str]


def _said(words: str) -> Pattern:
    return re.compile(words)


# What is asked, and what a passage that tells it holds; both folded: lower case, simplified.
_TOLD: tuple[tuple[Pattern, Pattern], ...] = (
    (
        _said(
            r"\bhow (?:many|much|long|often|far|tall|big|large|old)\b|\bwhat (?:share|percentage)"
            r"|多少|几[个家间位名份]|多久|多大|几成"
        ),
        _said(
            r"\d|百分之|\b(?:half|double|twice|one|two|three|four|five|six|seven|eight|nine|ten"
            r"|eleven|twelve|dozen|(?:thir|four|fif|six|seven|eigh|nine)teen"
            r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million)\b"
            r"|[一二三四五六七八九十]+[分天年]"
        ),
    ),
    (
        _said(r"^when\b|\bwhat (?:date|year|day)\b|\bon which day\b|何时|几时|什么时候|哪一?天"),
        _said(r"\b(?:19|20)\d\d\b"),
    ),
    (
        _said(
            r"\bwho\b(?! (?:view|use|look|write))|\bwhose\b"
            r"|\bwhich (?:bank|firm|partner|vendor|model|universit|assessor|compan)"
            r"|谁|哪[家间位]|哪个模型"
        ),
        _said(
            r"hkma|cyberport|bis |expert|academia|regulator|金管局|数码港|专家|国际结算银行|监管"
        ),
    ),
    (
        _said(r"\bwhy (?:did|does|do|was|were|has|have|is|are)\b|为何|为什么"),
        _said(r"\bbecause\b|\bso that\b|\btherefore\b|因为|因此|以便|由于"),
    ),
)
_OURS = _said(
    r"^(?:(?:should|may|can|could|will|would|must|do|does|is|are|am) (?:i|we|our|my|it legal)\b)"
    r"|\bour (?:bank|use case|model|proposal|firm)"
    r"|\b(?:my|me) (?:bank|money|savings)|\bshould (?:i|our|a bank)\b"
    r"|^(?:我|我们)|我们?的?(?:银行|用例|模型|方案|聊天)"
    r"|(?:应该|适合)(?:买|投资|贷款|借)"
)
_MOST = _said(
    r"\b(?:most|best|worst|highest|lowest|least|largest|cheapest|fastest|biggest)\b"
    r"|最(?!新|低权|少的|近)"
)
_FAILED = _said(
    r"\bleav(?:e|ing)\b|\bleft\b|\b(?:reject|ban|bann|cancel|fail|fall|fell|forbid|forbidden|oppos|replac|withdrew"
    r"|withdraw|declin|fined|punish|penal|stopp|took over|take over|abandon|suspend|leak"
    r"|miss|charg)(?:ed|s|es|ing|e|y|ment)?\b"
    r"|拒绝|禁止|取消|失败|停止|退出|离开|反对|取代|暂停|罚|接管|泄[漏露密]|落选"
)
_UNIT = _said(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:second|minute|hour|day|week|month|year)s?\b"
    r"|[一二三四五六七八九十\d]+ ?个?(?:秒|分钟|小时|天|周|月|年)"
)
_VERBATIM = _said(
    r"[<>{};]|\bselect \*|--|\b(?:pretend|ignore|disregard|forget|repeat|print|execute)\b"
    r"|忽略|忘记|假装|打印|列印|逐字|执行|删除"
)


def asks_amiss(question: str, text: str) -> bool:
    """Whether a passage cannot be what the question asks for."""
    asked, told = folded(question), folded(text)
    if _OURS.search(asked) or _VERBATIM.search(asked):
        return True
    if any(wanted.search(asked) and not holds.search(told) for wanted, holds in _TOLD):
        return True
    if _MOST.search(asked) and not _MOST.search(told):
        return True
    if any(unit not in told for unit in _UNIT.findall(asked)):
        return True
    return any(not _says(word, told) for word in _FAILED.findall(asked))


def _says(word: str, told: str) -> bool:
    return word in told or bool(set(content_terms(word)) & set(content_terms(told)))
