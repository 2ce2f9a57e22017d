"""The fixed wording of answers, in the three languages of questions.

Kept apart from the translations of pages: an answer is in the language of its question, whatever
the page is in, and `verify` accepts no sentence that these did not make.
"""

from collections.abc import Mapping
from typing import Any

LANGUAGES = ("en", "zh-hant", "zh-hans")

_NOUNS: dict[str, tuple[tuple[str, str], str, str]] = {
    "use-cases": (("use case", "use cases"), "應用個案", "应用个案"),
    "institutions": (("institution", "institutions"), "機構", "机构"),
    "partners": (("technology partner", "technology partners"), "科技夥伴", "科技伙伴"),
    "phases": (("phase", "phases"), "期", "期"),
    "applications": (("application", "applications"), "申請", "申请"),
}

_TEXTS: dict[str, tuple[str, str, str]] = {
    "refusal": (
        "I can answer only from what is published here, and I found nothing about this.",
        "我只能根據此處已公布的資料作答，未有找到相關內容。",
        "我只能根据此处已公布的资料作答，未有找到相关内容。",
    ),
    "shown": (
        "I found no published answer. The closest passages:",
        "未找到已公布的答案。以下是最接近的段落：",
        "未找到已公布的答案。以下是最接近的段落：",
    ),
    "stated": (
        "As stated by the participant:",
        "以下為參與機構的說法：",
        "以下为参与机构的说法：",
    ),
    "replaces": ("replaces: {former}", "取代：{former}", "取代：{former}"),
    "count": (
        "Recorded: {number} {noun}.",
        "已記錄：{number} 個{noun}。",
        "已记录：{number} 个{noun}。",
    ),
    "none": (
        "The published record holds no such {noun}.",
        "已公布的記錄中沒有這樣的{noun}。",
        "已公布的记录中没有这样的{noun}。",
    ),
    "announced": (
        "Announced for {phase}: {text} {noun} ({said_by}, {said_on}).",
        "就 {phase} 公布的數字：{text} 個{noun}（{said_by}，{said_on}）。",
        "就 {phase} 公布的数字：{text} 个{noun}（{said_by}，{said_on}）。",
    ),
    "share": (
        "{number} of {whole} {noun}: {percentage} per cent.",
        "{whole} 個{noun}中有 {number} 個：百分之 {percentage}。",
        "{whole} 个{noun}中有 {number} 个：百分之 {percentage}。",
    ),
    "announce": (
        "{phase} was announced on {when}.",
        "{phase} 於 {when} 公布。",
        "{phase} 于 {when} 公布。",
    ),
    "open": (
        "{phase} opened for applications on {when}.",
        "{phase} 於 {when} 開放申請。",
        "{phase} 于 {when} 开放申请。",
    ),
    "close": (
        "{phase} closed for applications on {when}.",
        "{phase} 於 {when} 截止申請。",
        "{phase} 于 {when} 截止申请。",
    ),
    "trials": (
        "Trials of {phase} were to begin: {when}.",
        "{phase} 的測試預計開始：{when}。",
        "{phase} 的测试预计开始：{when}。",
    ),
    "trials-end": (
        "Trials of {phase} were to end: {when}.",
        "{phase} 的測試預計結束：{when}。",
        "{phase} 的测试预计结束：{when}。",
    ),
    "unpublished-date": (
        "The published record of {phase} does not give this date.",
        "{phase} 已公布的記錄沒有載明這個日期。",
        "{phase} 已公布的记录没有载明这个日期。",
    ),
    "included": (
        "Yes. The published list of {phase} includes {name}.",
        "是。{phase} 已公布的名單包括{name}。",
        "是。{phase} 已公布的名单包括{name}。",
    ),
    "not-included": (
        "The published list of {phase} does not include {name}.",
        "{phase} 已公布的名單不包括{name}。",
        "{phase} 已公布的名单不包括{name}。",
    ),
    "no-list": (
        "No list of {phase} has been published.",
        "{phase} 的名單尚未公布。",
        "{phase} 的名单尚未公布。",
    ),
}


def noun(target: str, number: int, language: str) -> str:
    """Return the word for what is counted."""
    english, hant, hans = _NOUNS[target]
    return {"zh-hant": hant, "zh-hans": hans}.get(language, english[number != 1])


def said(name: str, language: str, slots: Mapping[str, Any] | None = None) -> str:
    """Return a sentence of fixed wording, its slots filled with what was computed."""
    return _TEXTS[name][LANGUAGES.index(language)].format(**(slots or {}))


_WHOLE = ("refusal", "shown", "stated")  # without slots: fixed wording to the letter


def fixed(language: str) -> frozenset[str]:
    """Return the sentences that may be shown as they are."""
    return frozenset(said(name, language) for name in _WHOLE)
