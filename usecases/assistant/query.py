"""A structured question as a query: what is asked of which records, narrowed by what.

The noun that is asked for decides the target; an entity only narrows. Difference is tried before
intersection. A question that names no programme means the one that is real and came first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from usecases.assistant.grammar_words import Meaning
from usecases.assistant.lexicon import Word

_ASKS = ("share", "count", "when", "who", "list", "whether")
_DATES = ("announce", "open", "close", "trials-end", "trials")


@dataclass(frozen=True)
class Phased:
    """What is needed of a published phase to resolve what a question calls it."""

    code: str
    programme: str
    number: int
    invented: bool


@dataclass(frozen=True)
class Query:
    """A structured question: `ask` of `target`, in `phases`, without those of `without`."""

    ask: str
    target: str
    phases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    together: str = "any"  # any of the phases, or every one of them
    programme: str = ""
    standing: str = ""
    date: str = ""
    accepted: bool = False
    institutions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    use_cases: tuple[str, ...] = ()


def query_of(found: Sequence[Word], phases: Sequence[Phased]) -> Query | None:
    """Return the query that the words of a question make; None where they make none."""
    read = _Reading(found, phases)
    ask, target = read.ask(), read.target()
    if not ask or not target or read.unresolved or read.leaves_out(ask):
        return None
    query = read.query(ask, target)
    return query if _makes_sense(query) else None


def _makes_sense(query: Query) -> bool:
    """Whether what is asked can be told of what is named: each way to ask has its own needs."""
    whose = _who(query)
    needs = {
        "when": bool(query.date) and len(query.phases) == 1 and not query.institutions,
        "whether": bool(query.institutions or query.partners) and bool(query.phases),
        "who": bool(query.use_cases or query.phases or query.categories),
        "share": query.target in ("institutions", "use-cases")
        and len(query.phases) <= 1
        and bool(query.standing or query.categories),
    }
    if query.ask in needs:
        return needs[query.ask]
    if query.target == "applications":
        return query.ask == "count" and bool(query.phases)
    if query.target == "phases":
        return whose or bool(query.programme) or query.ask == "count"
    return whose or bool(query.phases or query.programme or query.categories)


def _who(query: Query) -> bool:
    return bool(query.institutions or query.partners or query.use_cases)


class _Reading:
    """Reads the meanings of words in their order."""

    def __init__(self, found: Sequence[Word], phases: Sequence[Phased]) -> None:
        self.known = {phase.code: phase for phase in phases}
        self.meanings = [_best(word.meanings) for word in found]
        self.programme = self._programme()
        self.unresolved = False
        self._phases = self._in_order()

    def all(self, kind: str) -> list[str]:
        return [value for name, value in self.meanings if name == kind]

    def has(self, kind: str, value: str) -> bool:
        return (kind, value) in self.meanings

    def ask(self) -> str:
        """Return what is asked: the most telling of the words that ask."""
        asked = self.all("ask")
        if "when" in asked or (self._date() and "list" in asked):
            return "when"
        return next((each for each in _ASKS if each in asked), "")

    def target(self) -> str:
        """Return the noun that is asked for: the first after the word that asks, else the first;
        a word for who is asked for names institutions.
        """
        if "who" in self.all("ask"):
            return "institutions"
        if self.ask() == "when":
            return "phases"
        asked = next((i for i, (kind, _v) in enumerate(self.meanings) if kind == "ask"), 0)
        after = [value for kind, value in self.meanings[asked:] if kind == "target"]
        first = (after or self.all("target") or [""])[0]
        if not first and "whether" in self.all("ask"):
            firms = self.all("partner") and not self.all("institution")
            return "partners" if firms else "institutions"
        return first

    def query(self, ask: str, target: str) -> Query:
        """Return the query."""
        inside, outside = self._phases
        together = self._together(target, inside)
        if together and not inside:
            inside = self._all_of_programme()
        several = len(inside) > 1
        return Query(
            ask=ask,
            target=target,
            phases=inside,
            without=outside or self._others(inside),
            together="every" if together and several else "any",
            programme=self.programme if self.all("programme") or not inside else "",
            standing="" if several else next(iter(self.all("standing")), ""),
            date=self._date(),
            accepted=self.has("stage", "accepted"),
            institutions=tuple(self.all("institution")),
            partners=tuple(self.all("partner")),
            categories=tuple(dict.fromkeys(self.all("category"))),
            use_cases=tuple(self.all("use-case")),
        )

    def _together(self, target: str, inside: tuple[str, ...]) -> bool:
        """Whether of several phases all are meant: of who took part they are, unless `or` is
        said.
        """
        if target not in ("institutions", "partners"):
            return False
        several = len(inside) > 1 and not self.has("set", "or")
        return several or self.has("set", "both")

    def _all_of_programme(self) -> tuple[str, ...]:
        found = (code for code, each in self.known.items() if each.programme == self.programme)
        return tuple(found)

    def _others(self, inside: tuple[str, ...]) -> tuple[str, ...]:
        """Return the phases that `only` excludes: the others of the same programme."""
        if not self.has("set", "only") or not inside:
            return ()
        of = {self.known[code].programme for code in inside}
        return tuple(
            code
            for code, phase in self.known.items()
            if phase.programme in of and code not in inside
        )

    def _date(self) -> str:
        """Return which date is asked for; beginning and end are told of trials only."""
        tested = self.has("target", "use-cases") or self.has("verb", "run")
        for word, date in (("begin", "trials"), ("end", "trials-end")):
            if self.has("verb", word) and tested and "when" in self.all("ask"):
                return date
        return next((each for each in _DATES if self.has("verb", each)), "")

    def leaves_out(self, ask: str) -> bool:
        """Whether a word that only tells a date was said of something else."""
        bounds = self.has("verb", "begin") or self.has("verb", "end")
        return bounds and not (ask == "when" and self._date().startswith("trials"))

    def _programme(self) -> str:
        named = [value for name, value in self.meanings if name == "programme"]
        if named:
            return named[0]
        coded = [value for name, value in self.meanings if name == "phase"]
        if coded:
            return self.known[coded[0]].programme if coded[0] in self.known else ""
        real = [phase.programme for phase in self.known.values() if not phase.invented]
        return real[0] if real else ""

    def _in_order(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the phases before a word such as `not`, and those after it."""
        inside, outside, excluded = list[str](), list[str](), False
        for kind, value in self.meanings:
            if (kind, value) == ("set", "not"):
                excluded = bool(inside)
                self.unresolved = self.unresolved or not excluded
            elif kind == "phase":
                (outside if excluded else inside).append(value)
            elif kind == "number":
                code = self._numbered(int(value))
                self.unresolved = self.unresolved or not code
                (outside if excluded else inside).append(code)
        if excluded and not outside:
            self.unresolved = True
        return tuple(dict.fromkeys(inside)), tuple(dict.fromkeys(outside))

    def _numbered(self, number: int) -> str:
        return next(
            (
                phase.code
                for phase in self.known.values()
                if phase.programme == self.programme and phase.number == number
            ),
            "",
        )


def _best(meanings: Iterable[Meaning]) -> Meaning:
    """Of several meanings of the same words, that of an entity."""
    order = ("phase", "number", "institution", "partner", "use-case", "category", "programme")
    ranked = sorted(meanings)
    return min(ranked, key=lambda each: order.index(each[0]) if each[0] in order else len(order))
