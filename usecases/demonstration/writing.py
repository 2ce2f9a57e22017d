"""What the invented authority writes with its decisions, in English and Traditional Chinese."""

from usecases.demonstration.cast import Cast
from usecases.models.letters import LetterTemplate
from usecases.models.phases import Authority
from usecases.vocabulary.terms import DecisionOutcome
from usecases.workflow.edit import create

_ACCEPT = """Dear {institution}

We are glad to tell you that “{title}” ({reference}) is accepted into {phase}.

Conditions: {conditions}

{officer} will agree the trial plan with you. Write to {contact} with any question."""
_ACCEPT_ZH = """{institution}台鑒：

貴機構的「{title}」（{reference}）獲納入{phase}。

條件：{conditions}

查詢請聯絡{officer}（{contact}）。"""
_DECLINE = """Dear {institution}

Thank you for “{title}” ({reference}). We do not take it into {phase}.

{reason}.

{feedback}

You are welcome to apply again in a later phase, and to talk to {officer} ({contact}) about it."""
_DECLINE_ZH = """{institution}台鑒：

感謝貴機構提交「{title}」（{reference}）。該項目未獲納入{phase}。

原因：{reason}

{feedback}

歡迎日後再次申請，詳情可聯絡{officer}（{contact}）。"""


def write_templates(cast: Cast, authority: Authority) -> None:
    """Write the letters of an authority; the waiting list keeps the words of the product."""
    texts = (
        (DecisionOutcome.ACCEPT, _ACCEPT, _ACCEPT_ZH),
        (DecisionOutcome.DECLINE, _DECLINE, _DECLINE_ZH),
    )
    for outcome, english, chinese in texts:
        template = LetterTemplate(
            authority=authority,
            outcome=outcome,
            subject_en="Our decision on {reference}",
            subject_zh_hant="有關{reference}的決定",
            text_en=english,
            text_zh_hant=chinese,
        )
        create(template, by=cast.officer)
