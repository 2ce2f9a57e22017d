"""The last gate: nothing is shown that is not a quote, a recomputed figure, or fixed wording.

Whoever composed an answer, every sentence is held against its source again: a quote must be whole
sentences of the cited passage, to the letter; a figure must be what the records say now; fixed
wording must be ours. One sentence that does not hold, and the whole answer is refused.
"""

import unicodedata
from collections.abc import Callable, Mapping

from usecases.assistant.answer import Answer, Citation, Sentence, SentenceKind
from usecases.assistant.known import Known
from usecases.assistant.wording import fixed
from usecases.text.sentences import sentences


def faults(
    answer: Answer,
    passages: Mapping[str, Known],
    recompute: Callable[[], tuple[str, ...]] | None = None,
) -> list[str]:
    """Return what is wrong with an answer; nothing where all of it may be shown."""
    found = [fault for each in answer.citations for fault in _of_citation(each, passages)]
    numbers = [each.number for each in answer.citations]
    if numbers != list(range(1, len(numbers) + 1)):
        found.append("citations are not numbered in order")
    cited = {each.number: each.passage for each in answer.citations}
    figures = recompute() if recompute else ()
    for sentence in answer.sentences:
        if not _plain(sentence.text):
            found.append("a sentence holds more than plain text")
        elif not _stands(sentence, answer.language, cited, passages, figures):
            found.append(f"a {sentence.kind} does not stand: {sentence.text[:80]}")
    told = tuple(each.text for each in answer.sentences if each.kind == SentenceKind.FIGURE)
    if told != figures:
        found.append("figures are left out, added, or in another order")
    return found


def _of_citation(citation: Citation, passages: Mapping[str, Known]) -> list[str]:
    known = passages.get(citation.passage)
    if known is None:
        return ["a citation points at nothing published"]
    return [] if citation == known.citation(citation.number) else ["a citation is not its source"]


def _stands(
    sentence: Sentence,
    language: str,
    cited: Mapping[int, str],
    passages: Mapping[str, Known],
    figures: tuple[str, ...],
) -> bool:
    if sentence.kind == SentenceKind.FIXED:
        return sentence.citation is None and sentence.text in fixed(language)
    if sentence.kind == SentenceKind.FIGURE:
        return sentence.citation is None and sentence.text in figures
    source = passages.get(cited.get(sentence.citation or 0, ""))
    return source is not None and sentence.text in {
        span.text for span in sentences(source.draft.text)
    }


def _plain(text: str) -> bool:
    """Whether a text has no control and no invisible characters."""
    return not any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") for c in text)
