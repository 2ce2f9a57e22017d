"""Corrects a false premise: a question that takes for granted that somebody took part where the
published list does not have them, also where the grammar would count none of what they did.
"""

from usecases.assistant.corpus import Corpus
from usecases.assistant.query import Query
from usecases.assistant.running import run


def corrected(asked: str, known: Corpus) -> Query | None:
    """Return the query whose answer corrects the premise of a question; None where it has none
    that is wrong.
    """
    read, _strange = known.lexicon.read(asked)
    meanings = {min(word.meanings) for word in read if len(word.meanings) == 1}
    named = {kind: [v for k, v in sorted(meanings) if k == kind] for kind, _value in meanings}
    phases = [*named.get("phase", ()), *_numbered(named.get("number", ()), known)]
    who = named.get("institution", [])
    if len(phases) != 1 or len(who) != 1:
        return None
    query = Query("whether", "institutions", tuple(phases), institutions=tuple(who))
    found = run(query)
    return query if found.whole and not found.rows else None


def _numbered(numbers: list[str] | tuple[str, ...], known: Corpus) -> list[str]:
    real = [phase for phase in known.phases if not phase.invented]
    first = real[0].programme if real else ""
    return [
        phase.code for phase in real if phase.programme == first and str(phase.number) in numbers
    ]
