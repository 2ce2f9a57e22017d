"""The bridges: which use case has which category, technique and party, and follows from which."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.casefile import Lineage
from usecases.models.usecases import UseCase
from usecases.reporting.feeds_expanded import (
    Bridge,
    Gone,
    Lineages,
    Links,
    categories_of,
    no_category,
    parties_before,
    parties_of,
    techniques_before,
    techniques_of,
)
from usecases.reporting.feeds_fields import Field, dimension, key, text
from usecases.reporting.feeds_outs import Nature

_CASE = key("use_case_id", _("The use case."), "id")


def _bridge(
    name: str,
    title: Any,
    says: Any,
    linked: Callable[..., Links],
    dropped: Callable[..., Gone],
    *own: Field,
    read: tuple[str, ...] = (),
    lists: tuple[str, ...] = (),
) -> Bridge:
    """Return a bridge; its links are `virtual`, `read` are the columns of the case it follows."""
    return Bridge(
        name,
        title,
        says,
        Nature.BRIDGE,
        UseCase,
        lambda reader: reader.cases(),
        (_CASE, *own),
        cases=("pk",),
        more=read,
        lists=lists,
        virtual=tuple(path for each in own for path in each.paths[:1] if path.startswith("link_")),
        linked=linked,
        dropped=dropped,
    )


CATEGORIES = _bridge(
    "use-case-categories",
    _("Categories of use cases"),
    _("One row for each category of a use case. Only primary ones sum to the number of cases."),
    categories_of,
    no_category,
    *dimension("category", _("The category."), "link_category")[:1],
    text("role", _("primary or further: the regulator's; own: the bank's."), "link_role"),
    read=("category_id", "own_category_id"),
    lists=("further_categories",),
)
TECHNIQUES = _bridge(
    "use-case-techniques",
    _("Techniques of use cases"),
    _("One row for each technique of a use case; one with several counts several times."),
    techniques_of,
    techniques_before,
    *dimension("technique", _("The technique."), "link_technique")[:1],
    lists=("techniques",),
)
PARTIES = _bridge(
    "use-case-parties",
    _("Parties of use cases"),
    _("One row for each institution and technology partner on a use case."),
    parties_of,
    parties_before,
    key("institution_id", _("The institution, or null."), "link_institution"),
    key("technology_partner_id", _("The technology partner, or null."), "link_partner"),
    text("role", _("lead, joint or provider."), "link_role"),
    read=("institution_id",),
)
LINEAGES = Lineages(
    "use-case-lineages",
    _("Lineage of use cases"),
    _("One row for each way in which a use case follows from an earlier one."),
    Nature.BRIDGE,
    Lineage,
    lambda reader: Lineage.objects.filter(earlier__in=reader.cases(), later__in=reader.cases()),
    (
        key("earlier_use_case_id", _("The earlier use case."), "earlier_id"),
        key("later_use_case_id", _("The later use case."), "later_id"),
        text("kind", _("How: continues, split, merged, resubmitted, carried over.")),
    ),
    cases=("earlier_id", "later_id"),
    gone="ended_at",
)
