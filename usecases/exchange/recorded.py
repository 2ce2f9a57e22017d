"""Use cases of the public record: recorded as accepted on the day their phase was announced."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from usecases.exchange.loading import Loader
from usecases.exchange.reading import Row
from usecases.exchange.register import Register, sourced
from usecases.exchange.windows import since_announced
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import MissingCategory
from usecases.workflow.publish import load as publish
from usecases.workflow.record import Reached, Told, record

USE_CASES: dict[str, tuple[str, ...]] = {
    "use_cases": (
        *("phase", "institution", "title", "summary", "category", "partners"),
        *("source", "source_kind"),
    )
}


class RecordedCases:
    """Takes the rows of use cases. A case that is there already is edited in the console only."""

    def __init__(self, loader: Loader, register: Register) -> None:
        self._loader, self._register = loader, register
        self._categories = {each.code: each for each in Category.objects.all()}

    def use_case(self, row: Row) -> None:
        """Record and publish a use case, unless it is there."""
        told = self._told(row)
        key = {"phase": told.phase, "institution": told.institution, "title": told.title}
        self._loader.once(UseCase, key)
        known = self._loader.find(UseCase, key)
        if known is not None:
            self._compare(row, known, told)
            return
        case = record(told, by=self._loader.by, reason=self._loader.reason)
        publish(case, source=told.source, by=self._loader.by)
        self._loader.done.created += 1

    def _told(self, row: Row) -> Told:
        phase = row.one("phase", self._register.phases)
        category = row.one_or_none("category", self._categories)
        source = sourced(row)
        return Told(
            phase=phase,
            institution=row.one("institution", self._register.institutions),
            title=row.required("title"),
            summary=row.text("summary"),
            category=category,
            uncategorised_reason="" if category else MissingCategory.NOT_PUBLISHED,
            partners=row.many("partners", self._register.partners),
            stages=[Reached(Stage.ACCEPTED, since_announced(phase))],
            source=source["source"],
            source_kind=source["source_kind"],
        )

    def _compare(self, row: Row, known: UseCase, told: Told) -> None:
        """Say so when a row tells something new of a case that is recorded already."""
        before: Mapping[str, Any] = self._loader.told(UseCase).get(str(known.pk), {})
        now = {
            "summary": told.summary,
            "category": str(told.category.pk) if told.category else "",
            "source": told.source,
        }
        if before and any(before.get(name, "") != value for name, value in now.items()):
            self._loader.note(row, _("This tells something new; change it in the console."))
