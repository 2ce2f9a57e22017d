"""In which of the three languages a question is asked."""

import opencc

from usecases.text.folding import has_han

_to_traditional = opencc.OpenCC("s2t")
_to_simplified = opencc.OpenCC("t2s")


def language_of(question: str) -> str:
    """Return `en`, `zh-hant` or `zh-hans`; what could be either Chinese is Traditional."""
    if not has_han(question):
        return "en"
    simplified = _to_traditional.convert(question) != question
    traditional = _to_simplified.convert(question) != question
    return "zh-hans" if simplified and not traditional else "zh-hant"
