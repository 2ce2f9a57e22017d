"""Lets the language model, where one is configured, choose among the sentences of an answer."""

from usecases.assistant.answer import Answer
from usecases.assistant.corpus import Corpus
from usecases.assistant.known import Known
from usecases.assistant.model import choose
from usecases.assistant.quoting import composed
from usecases.text.sentences import sentences
from usecases.vocabulary.asking import Tier

_MOST = 24


def selected(question: str, answer: Answer, known: Corpus) -> Answer:
    """Return a quoted answer as the model orders it, asserted no more than it was before."""
    offered = [
        (passage, span.text)
        for passage in (known.passages[each.passage] for each in answer.citations)
        for span in sentences(passage.draft.text)
    ][:_MOST]
    choice = choose(question, [text for _passage, text in offered])
    if choice is None:
        return answer
    tier = answer.tier if choice.answers and choice.places else Tier.SHOWS
    if not choice.places:
        return answer if tier == answer.tier else _shown(answer, known)
    quoted: dict[str, tuple[Known, list[str]]] = {}
    for place in choice.places:
        passage, text = offered[place]
        quoted.setdefault(passage.key, (passage, []))[1].append(text)
    return composed(tier, answer.language, list(quoted.values()), known, answer.missing_words)


def _shown(answer: Answer, known: Corpus) -> Answer:
    """Return an asserted answer as one that is only shown."""
    quoted = [
        (
            known.passages[cited.passage],
            [each.text for each in answer.sentences if each.citation == cited.number],
        )
        for cited in answer.citations
    ]
    return composed(Tier.SHOWS, answer.language, quoted, known, answer.missing_words)
