"""What the codes of vocabularies in a public content are called."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from usecases.models.words import Category, Term
from usecases.text.laidout import Compared
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.terms import TermKind

_TERMS: dict[tuple[str, str], str] = {
    (Kind.INSTITUTION, "sector"): TermKind.SECTOR,
    (Kind.INSTITUTION, "kind"): TermKind.INSTITUTION_KIND,
    (Kind.TECHNOLOGY_PARTNER, "kind"): TermKind.PARTNER_KIND,
    (Kind.USE_CASE, "sector"): TermKind.SECTOR,
}


def words_of_codes(kind: str, lines: Sequence[Compared]) -> Mapping[tuple[str, str], str]:
    """Return, by the name of a line and a code on it, the word: a query for each vocabulary."""
    wanted = {term: line for line in lines if (term := _TERMS.get((kind, line.name)))}
    found = {(wanted[each.kind].name, each.code): str(each) for each in _terms(wanted)}
    for line in lines if kind == Kind.USE_CASE else ():
        if line.name == "category":
            rows = Category.objects.filter(code__in=(line.before, line.after))
            found |= {(line.name, each.code): str(each) for each in rows}
    return found


def _terms(wanted: Mapping[str, Compared]) -> Sequence[Term]:
    if not wanted:
        return ()
    each = [Q(kind=kind, code__in=(on.before, on.after)) for kind, on in wanted.items()]
    return list(Term.objects.filter(reduce(or_, each)))
