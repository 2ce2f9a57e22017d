"""Whether answers are the same on another database, where ids and moments differ."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from usecases.assistant.answer import Answer


def digest_of(answers: Iterable[Answer]) -> str:
    """Return a digest of answers, equal wherever they say the same."""
    told = [_plain(each) for each in answers]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(answer: Answer) -> dict[str, Any]:
    """Return what an answer says, without the ids and moments that differ between databases."""
    rows: Sequence[Any] = answer.rows
    return {
        "tier": answer.tier,
        "kind": answer.kind,
        "language": answer.language,
        "sentences": [[each.text, each.kind, each.citation] for each in answer.sentences],
        "citations": [[c.number, c.kind, c.title, c.anchor, c.version] for c in answer.citations],
        "rows": [[row["kind"], row["name"]] for row in rows],
        "read_as": answer.read_as,
        "missing": answer.missing_words,
        "topics": answer.topics,
    }
