"""What rows may name, looked up for all of them at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from usecases.exchange.sheet_names import Names, fold
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.models.words import Category, Metric, Term
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import (
    categories_for,
    institutions_for,
    metrics_for,
    phases_for,
    technology_partners_for,
    terms_for,
)
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind

F = TypeVar("F", Institution, TechnologyPartner)
Key = tuple[UUID, UUID, str]


@dataclass(frozen=True)
class Known:
    """Everything that the rows of one file are compared with."""

    phases: Names[Phase]
    institutions: Names[Institution]
    partners: Names[TechnologyPartner]
    categories: Names[Category]
    reasons: Names[Term]
    metrics: Names[Metric]
    imported: frozenset[str]
    titles: Mapping[Key, str]
    drafted: frozenset[Key]


def title_key(phase: Phase, institution: Institution, title: str) -> Key:
    """Return by what a use case is known that has no reference yet."""
    return phase.pk, institution.pk, fold(title)


def look_up(by: Person) -> Known:
    """Return what a person's rows may name, in as many queries for one row as for thousands."""
    stands = _survivors(institutions_for(by).select_related("authority"))
    brings = _survivors(technology_partners_for(by))
    drafts = UseCase.objects.filter(stage=Stage.DRAFT).exclude(imported_as="")
    told = Change.objects.filter(use_case__in=drafts.values("pk"), after__has_key="imported_as")
    return Known(
        phases=Names((row, [row.code]) for row in phases_for(by).select_related("programme__lead")),
        institutions=Names(
            (stays, [row.legal_name, row.short_name, *_others(row)]) for row, stays in stands
        ),
        partners=Names((stays, [row.name, *_others(row)]) for row, stays in brings),
        categories=Names((row, _labels(row)) for row in categories_for(by)),
        reasons=Names((row, _labels(row)) for row in terms_for(by).filter(kind=TermKind.REASON)),
        metrics=Names((row, _labels(row)) for row in metrics_for(by)),
        imported=frozenset(
            UseCase.objects.exclude(imported_as="").values_list("imported_as", flat=True)
        ),
        titles={
            (phase, firm, fold(title)): reference
            for phase, firm, title, reference in use_cases_for(by)
            .exclude(stage__in=(Stage.DRAFT, Stage.VOID))
            .values_list("phase", "institution", "title", "reference")
        },
        drafted=frozenset(
            (UUID(after["phase"]), UUID(after["institution"]), fold(after["title"]))
            for after in told.values_list("after", flat=True)
        ),
    )


def _survivors(rows: QuerySet[F]) -> list[tuple[F, F]]:
    """Return every firm with the one that counts: itself, or what it was merged into."""
    counting: dict[UUID | None, F] = {row.pk: row for row in rows}
    merged: dict[UUID | None, F] = {
        row.pk: row for row in rows.model._base_manager.exclude(merged_into=None)
    }

    def last(row: F) -> F | None:
        while row.merged_into_id in merged:
            row = merged[row.merged_into_id]
        return counting.get(row.merged_into_id)

    pairs: list[tuple[F, F]] = [(row, stays) for row in merged.values() if (stays := last(row))]
    return [(row, row) for row in counting.values()] + pairs


def _others(row: Institution | TechnologyPartner) -> list[str]:
    names = [row.name_zh_hant, row.name_zh_hans, *row.aliases.split(";")]
    return [name for name in names if name.strip()]


def _labels(row: Category | Term | Metric) -> list[str]:
    labels = (row.code, row.label_en, row.label_zh_hant, row.label_zh_hans)
    return [label for label in labels if label]
