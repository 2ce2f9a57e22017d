"""What would tell whose a statement is: names, references, people, numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from usecases.models.access import User
from usecases.models.casefile import Alias
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.outcomes import Benefit
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.evidence import Evidence
from usecases.rules.visibility_register import published
from usecases.text.names import compact, forms_of, tokens
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.trials import Unit

_FEWEST, _FEWEST_ZH = 2, 2
# Words that firms' shortened names may come down to, and that name nobody.
_NOBODY = frozenset({"bank", "thebank", "insurance", "securities", "asia", "hongkong", "銀行"})
_ZH = ("name_zh_hant", "name_zh_hans")
_TELLING_NOTHING = frozenset({Decimal(0), Decimal(1)})


@dataclass(frozen=True)
class Word:
    """Something that must not stand in a statement: what kind it is, and what to write instead."""

    code: str
    name: str
    instead: str


def firms(public: bool) -> dict[str, Word]:
    """Return the names of every institution and partner, duplicates too, by their runs.

    `public`: those that are public by the register may be named.
    """
    kinds = (Kind.INSTITUTION, Kind.TECHNOLOGY_PARTNER)
    shown = published(Publication.objects.filter(kind__in=kinds)).values("record")
    banks: QuerySet[Institution] = Institution.objects.all()
    partners: QuerySet[TechnologyPartner] = TechnologyPartner.objects.all()
    if public:
        banks, partners = banks.exclude(pk__in=shown), partners.exclude(pk__in=shown)
    found: dict[str, Word] = {}
    for bank in banks.values_list("legal_name", "short_name", *_ZH, "aliases"):
        found |= _runs(bank, "institution", _("a participating bank"))
    for partner in partners.values_list("name", *_ZH, "aliases"):
        found |= _runs(partner, "partner", _("a technology partner"))
    return found


def _runs(names: Iterable[str], code: str, instead: str) -> dict[str, Word]:
    each = [name.strip() for text in names for name in text.split(";") if name.strip()]
    word = {name: Word(code, name, instead) for name in each}
    return {run: word[name] for name in each for run in forms_of(name) if _tells(run)}


def _tells(run: str) -> bool:
    return len(run) >= _FEWEST and run not in _NOBODY


def references() -> dict[str, Word]:
    """Return every reference that a use case has or had, by its run."""
    now = UseCase.objects.exclude(reference="").values_list("reference", flat=True)
    before = Alias.objects.values_list("reference", flat=True)
    instead = _("a use case of the phase")
    return {compact(each): Word("reference", each, instead) for each in (*now, *before)}


def people(evidence: Evidence) -> dict[str, Word]:
    """Return the names of everyone who has an account, and of who told of the outcomes.

    A name of a single word would forbid a word of the language: it is left to who confirms.
    """
    names = User.objects.values_list("name", flat=True)
    told = [outcome.told_by for case in evidence.cases for outcome in case.outcomes.all()]
    instead = _("a member of staff")
    return {
        compact(each): Word("person", each, instead)
        for each in (*names, *told)
        if len(tokens(each)) > 1
    }


def numbers(evidence: Evidence) -> set[Decimal]:
    """Return the exact figures of the evidence: measured, counted, aimed at, claimed."""
    found: set[Decimal | int | None] = set()
    for result in evidence.results:
        target = result.target
        aimed = (target.value, target.baseline) if target else ()
        measured = (result.value, result.upper, *aimed)
        counted = (result.numerator, result.denominator, result.sample_size)
        found |= {*measured, *counted, *_other_way(measured, result.metric.unit)}
    claims = Benefit.objects.filter(outcome__in=[outcome.pk for outcome in evidence.outcomes])
    for claim in claims.select_related("metric"):
        claimed = (claim.value, claim.upper)
        found |= {*claimed, *_other_way(claimed, claim.metric.unit)}
    return {Decimal(each) for each in found if each is not None} - _TELLING_NOTHING


def _other_way(values: Iterable[Decimal | None], unit: str) -> Iterator[Decimal]:
    """Return a percentage as a ratio, and a ratio as a percentage."""
    factor = {Unit.PERCENTAGE: Decimal("0.01"), Unit.RATIO: Decimal(100)}.get(Unit(unit))
    return (each * factor for each in values if each is not None and factor is not None)
