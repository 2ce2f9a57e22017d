"""What else is like a use case: the same handed in twice, similar text, others of the same bank.

Everything is looked for among the cases that the person sees, so that what a conflict closes is
nobody's double. Texts are compared with those of the same category and those of the same bank, in
this or an earlier phase (`text.candidates` picks, `text.likeness` measures).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from usecases.models.outcomes import Outcome
from usecases.models.person import Person
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
OTHERS = 12  # of the bank's other cases, how many are shown


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
    """What is like a use case: the same title of the same bank, similar texts, the bank's rest.

    Of the rest the latest are at hand, of `number` that there are.
    """

    doubles: tuple[Kin, ...] = ()
    similar: tuple[Kin, ...] = ()
    others: tuple[Kin, ...] = ()
    number: int = 0


class _Row(NamedTuple):
    """What is read of every case of a bank."""

    key: UUID
    institution: UUID
    phase: UUID
    opens_at: datetime | None
    title: str
    public_title: str


def likenesses(person: Person, cases: Sequence[UseCase]) -> dict[UUID, Likeness]:
    """Return what is like each of these cases, in a fixed number of queries.

    Each needs its `phase` and `institution`.
    """
    if not cases:
        return {}
    rows = use_cases_for(person).exclude(stage__in=UNCOUNTED)
    doubles, others = _of_banks(rows, cases)
    picked = _picked(rows, cases)
    shown = {k for keys in (*doubles.values(), *picked.values()) for k in keys}
    shown |= {key for keys in others.values() for key in keys[:OTHERS]}
    kin = {each.pk: each for each in _told(rows.filter(pk__in=shown))}
    near = _measured(cases, picked, kin)
    return {
        case.pk: Likeness(
            tuple(Kin(kin[key]) for key in doubles[case.pk] if key in kin),
            tuple(each for each in near[case.pk] if each.case.pk not in doubles[case.pk]),
            tuple(Kin(kin[key]) for key in others[case.pk][:OTHERS] if key in kin),
            len(others[case.pk]),
        )
        for case in cases
    }


def _told(rows: QuerySet[UseCase]) -> QuerySet[UseCase]:
    """Say of each case what was told of it last."""
    told = Outcome.objects.filter(use_case=OuterRef("pk")).order_by("-happened_on", "-recorded_at")
    return rows.select_related(*_SHOWN).annotate(outcome=Subquery(told.values("result")[:1]))


def _of_banks(
    rows: QuerySet[UseCase], cases: Iterable[UseCase]
) -> tuple[dict[UUID, list[UUID]], dict[UUID, list[UUID]]]:
    """Return the doubles of each case and the bank's other cases, the latest first."""
    banks = {case.institution_id for case in cases}
    listed = rows.filter(institution__in=banks).order_by("-phase__opens_at", "-reference")
    columns = ("pk", "institution", "phase", "phase__opens_at", "title", "public_title")
    of_bank: dict[UUID, list[_Row]] = defaultdict(list)
    for row in map(_Row._make, listed.values_list(*columns).iterator()):
        of_bank[row.institution].append(row)
    doubles, others = dict[UUID, list[UUID]](), dict[UUID, list[UUID]]()
    for case in cases:
        title, found = same_title(case.title), of_bank[case.institution_id]
        rest = [o for o in found if o.key != case.pk and _not_later(o.phase, o.opens_at, case)]
        same = [o.key for o in rest if title and same_title(o.title or o.public_title) == title]
        doubles[case.pk], named = same, set(same)
        others[case.pk] = [o.key for o in rest if o.key not in named]
    return doubles, others


def _picked(rows: QuerySet[UseCase], cases: Sequence[UseCase]) -> dict[UUID, list[UUID]]:
    """Return the cases that share rare words of title and summary with each of these."""
    categories = {case.category_id for case in cases if case.category_id}
    near = Q(category__in=categories) | Q(institution__in={each.institution_id for each in cases})
    many = rows.filter(near & _until(cases)).order_by().values_list("pk", "title", "summary")
    return candidates(
        {case.pk: f"{case.title} {case.summary}" for case in cases},
        ((key, f"{title} {text}") for key, title, text in many.iterator()),
    )


def _measured(
    cases: Iterable[UseCase], picked: dict[UUID, list[UUID]], kin: dict[UUID, UseCase]
) -> dict[UUID, list[Kin]]:
    """Return those of the picked that are similar enough, the most similar first."""
    wanted = {key: kin[key] for keys in picked.values() for key in keys if key in kin}
    cut = {case.pk: shingles(_text(case)) for case in (*wanted.values(), *cases)}
    found = dict[UUID, list[Kin]]()
    for case in cases:
        others = [wanted[key] for key in picked[case.pk] if key in wanted]
        matches = [
            Kin(other, int(100 * alike(cut[case.pk], cut[other.pk])))
            for other in others
            if _not_later(other.phase_id, other.phase.opens_at, case)
        ]
        kept = [each for each in matches if each.percent >= SIMILAR_PERCENT]
        found[case.pk] = sorted(kept, key=lambda each: (-each.percent, each.case.reference))
    return found


def _text(case: UseCase) -> str:
    return "\n".join(getattr(case, name) for name in _TEXT)


def _until(cases: Iterable[UseCase]) -> Q:
    """The condition of a phase that opened no later than the latest of these cases'."""
    opened = [case.phase.opens_at for case in cases]
    if None in opened:
        return Q()
    latest = max(each for each in opened if each)
    return Q(phase__opens_at=None) | Q(phase__opens_at__lte=latest)


def _not_later(phase: UUID, opens_at: datetime | None, case: UseCase) -> bool:
    """Whether a phase is that of a case or an earlier one; of one without an opening it is not
    known, and it counts.
    """
    than = case.phase.opens_at
    if phase == case.phase_id or opens_at is None or than is None:
        return True
    return opens_at <= than
