"""What else is like a use case: the same handed in twice, similar text, others of the same bank.

Everything is looked for among the cases that the person sees, so that what a conflict closes is
nobody's double. Texts are compared with those of the same category and those of the same bank, in
this or an earlier phase (`text.candidates` picks, `text.likeness` measures).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.text.candidates import candidates
from usecases.text.likeness import alike, same_title, shingles
from usecases.vocabulary.limits import SIMILAR_PERCENT
from usecases.vocabulary.stages import UNCOUNTED
from usecases.vocabulary.terms import OutcomeResult

_SHOWN = ("institution", "phase__programme")
# What is compared; what is read to find candidates among many.
_TEXT = ("summary", "problem", "solution")


@dataclass(frozen=True)
class Kin:
    """Another case: of similar text with the percentage of shared pairs of words."""

    case: UseCase
    percent: int = 0

    @property
    def became(self) -> str:
        """What was told of it last, if anything was."""
        told: str | None = self.case.outcome  # type: ignore[attr-defined]  # annotated
        return str(OutcomeResult(told).label) if told else ""


@dataclass(frozen=True)
class Likeness:
    """What is like a use case: the same title of the same bank, similar texts, the bank's rest."""

    doubles: tuple[Kin, ...] = ()
    similar: tuple[Kin, ...] = ()
    others: tuple[Kin, ...] = ()


def likenesses(person: Person, cases: Sequence[UseCase]) -> dict[UUID, Likeness]:
    """Return what is like each of these cases, in a fixed number of queries.

    Each needs its `phase` and `institution`.
    """
    if not cases:
        return {}
    rows = use_cases_for(person).exclude(stage__in=UNCOUNTED)
    banks = _of_banks(rows, cases)
    near = _near(rows, cases)
    return {
        case.pk: _likeness(case, banks[case.institution_id], near.get(case.pk, []))
        for case in cases
    }


def _likeness(case: UseCase, of_bank: Iterable[UseCase], near: list[Kin]) -> Likeness:
    title = same_title(case.title)
    rest = [o for o in of_bank if o.pk != case.pk and _not_later(o.phase, case.phase)]
    doubles = [o for o in rest if title and same_title(o.title or o.public_title) == title]
    named = {each.pk for each in doubles}
    return Likeness(
        tuple(Kin(each) for each in doubles),
        tuple(each for each in near if each.case.pk not in named),
        tuple(Kin(each) for each in rest if each.pk not in named),
    )


def _told(rows: QuerySet[UseCase]) -> QuerySet[UseCase]:
    """Say of each case what was told of it last."""
    told = Outcome.objects.filter(use_case=OuterRef("pk")).order_by("-happened_on", "-recorded_at")
    return rows.select_related(*_SHOWN).annotate(outcome=Subquery(told.values("result")[:1]))


def _of_banks(rows: QuerySet[UseCase], cases: Iterable[UseCase]) -> dict[UUID, list[UseCase]]:
    """Return the cases of the same banks, the latest first, without what they say at length."""
    banks = {case.institution_id for case in cases}
    found: dict[UUID, list[UseCase]] = defaultdict(list)
    listed = _told(rows.filter(institution__in=banks)).defer(*_TEXT)
    for other in listed.order_by("-phase__opens_at", "-reference"):
        found[other.institution_id].append(other)
    return found


def _near(rows: QuerySet[UseCase], cases: Sequence[UseCase]) -> dict[UUID, list[Kin]]:
    """Return the cases of similar text: pick by rare words of title and summary, then measure."""
    categories = {case.category_id for case in cases if case.category_id}
    banks = {case.institution_id for case in cases}
    near = Q(category__in=categories) | Q(institution__in=banks)
    many = rows.filter(near & _until(cases)).order_by().values_list("pk", "title", "summary")
    picked = candidates(
        {case.pk: f"{case.title} {case.summary}" for case in cases},
        (
            (key, f"{title} {text}")
            for key, title, text in many.values_list("pk", "title", "summary").iterator()
        ),
    )
    wanted = {key for keys in picked.values() for key in keys}
    found = {o.pk: o for o in _told(rows.filter(pk__in=wanted))}
    cut = {case.pk: shingles(_text(case)) for case in (*found.values(), *cases)}
    return {
        case.pk: _measured(case, [found[key] for key in picked[case.pk] if key in found], cut)
        for case in cases
    }


def _measured(
    case: UseCase, others: Iterable[UseCase], cut: dict[UUID, frozenset[str]]
) -> list[Kin]:
    matches = [
        Kin(other, int(100 * alike(cut[case.pk], cut[other.pk])))
        for other in others
        if _not_later(other.phase, case.phase)
    ]
    kept = (each for each in matches if each.percent >= SIMILAR_PERCENT)
    return sorted(kept, key=lambda each: (-each.percent, each.case.reference))


def _text(case: UseCase) -> str:
    return "\n".join(getattr(case, name) for name in _TEXT)


def _until(cases: Iterable[UseCase]) -> Q:
    """The condition of a phase that opened no later than the latest of these cases'."""
    opened = [case.phase.opens_at for case in cases]
    if None in opened:
        return Q()
    latest = max(each for each in opened if each)
    return Q(phase__opens_at=None) | Q(phase__opens_at__lte=latest)


def _not_later(phase: Phase, than: Phase) -> bool:
    """Whether a phase is this one or an earlier one; of one without an opening it is not known,
    and it counts.
    """
    if phase.pk == than.pk or phase.opens_at is None or than.opens_at is None:
        return True
    return phase.opens_at <= than.opens_at
