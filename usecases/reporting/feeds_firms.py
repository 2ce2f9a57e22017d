"""The dimensions of firms: institutions and technology partners."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import code, dimension, key, text, yes
from usecases.reporting.feeds_outs import Nature
from usecases.reporting.feeds_reader import Reader

_CHINESE = (
    text("name_zh_hant", _("Name in Traditional Chinese.")),
    text("name_zh_hans", _("Name in Simplified Chinese.")),
)
_SOURCE_KIND = text("source_kind", _("Whether its source is primary or secondary."))
_ACTIVE = yes("active", _("Whether it is active."), staff=True)


def _institutions(reader: Reader) -> QuerySet[Any]:
    """All of them; to a bank itself, and whoever stands with it on its use cases."""
    rows = Institution.objects.all()
    if reader.bank is None:
        return rows
    cases = reader.cases()
    joint = Party.objects.filter(use_case__in=cases, institution__isnull=False)
    beside = Q(pk__in=cases.values("institution")) | Q(pk__in=joint.values("institution"))
    return rows.filter(Q(pk=reader.bank) | beside)


def _partners(reader: Reader) -> QuerySet[Any]:
    """All of them; to a bank those on its use cases."""
    rows = TechnologyPartner.objects.all()
    if reader.bank is None:
        return rows
    named = Party.objects.filter(use_case__in=reader.cases(), partner__isnull=False)
    return rows.filter(pk__in=named.values("partner"))


INSTITUTIONS = Feed(
    "institutions",
    _("Institutions"),
    _("One row for each institution; a duplicate is taken back when it is merged."),
    Nature.DIMENSION,
    Institution,
    _institutions,
    (
        text("legal_name", _("Legal name.")),
        text("short_name", _("Short name.")),
        *_CHINESE,
        code("sector_code", _("Sector."), "sector_id"),
        code("kind_code", _("Kind of institution."), "kind_id"),
        *dimension("authority", _("The authority that supervises it."), "authority_id"),
        text("lei", _("Legal entity identifier.")),
        _ACTIVE,
        _SOURCE_KIND,
    ),
    gone="merged_into_id",
    sets=True,
)
TECHNOLOGY_PARTNERS = Feed(
    "technology-partners",
    _("Technology partners"),
    _("One row for each technology partner; a duplicate is taken back when it is merged."),
    Nature.DIMENSION,
    TechnologyPartner,
    _partners,
    (
        text("name", _("Name.")),
        *_CHINESE,
        code("kind_code", _("Kind of partner."), "kind_id"),
        key("related_institution_id", _("The institution that it belongs to."), staff=True),
        _ACTIVE,
        _SOURCE_KIND,
    ),
    gone="merged_into_id",
    sets=True,
)
