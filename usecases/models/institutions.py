"""Institutions, technology partners, and the people who act for them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record, Sourced, WebAddress, in_order
from usecases.vocabulary.roles import MemberRole
from usecases.vocabulary.terms import TermKind


class Institution(Record, Sourced):
    """A firm that a sandbox is for; banks first."""

    legal_name = Line(_("legal name"), max_length=200, unique=True)
    short_name = Line(_("short name"), max_length=80)
    name_zh_hant = Line(_("name (Traditional Chinese)"), max_length=200, blank=True)
    name_zh_hans = Line(_("name (Simplified Chinese)"), max_length=200, blank=True)
    aliases = Line(
        _("other names"), max_length=400, blank=True, help_text=_("Separated by semicolons.")
    )
    sector = models.ForeignKey(
        "usecases.Term",
        models.PROTECT,
        related_name="institutions_of_sector",
        limit_choices_to={"kind": TermKind.SECTOR},
        verbose_name=_("sector"),
    )
    kind = models.ForeignKey(
        "usecases.Term",
        models.PROTECT,
        related_name="institutions_of_kind",
        limit_choices_to={"kind": TermKind.INSTITUTION_KIND},
        null=True,
        blank=True,
        verbose_name=_("kind"),
    )
    authority = models.ForeignKey(
        "usecases.Authority",
        models.PROTECT,
        related_name="institutions",
        null=True,
        blank=True,
        verbose_name=_("authority"),
    )
    lei = Line(_("LEI"), max_length=20, blank=True)
    website = WebAddress(_("website"), blank=True)
    active = models.BooleanField(_("active"), default=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="duplicates",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("merged into"),
    )

    class Meta:
        ordering = ("short_name", "id")
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="institution_not_into_itself",
            ),
        )

    def __str__(self) -> str:
        return self.short_name


class TechnologyPartner(Record, Sourced):
    """A firm that brings technology to somebody's use case."""

    name = Line(_("name"), max_length=200, unique=True)
    name_zh_hant = Line(_("name (Traditional Chinese)"), max_length=200, blank=True)
    name_zh_hans = Line(_("name (Simplified Chinese)"), max_length=200, blank=True)
    aliases = Line(
        _("other names"), max_length=400, blank=True, help_text=_("Separated by semicolons.")
    )
    kind = models.ForeignKey(
        "usecases.Term",
        models.PROTECT,
        limit_choices_to={"kind": TermKind.PARTNER_KIND},
        null=True,
        blank=True,
        verbose_name=_("kind"),
    )
    related_institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="related_partners",
        null=True,
        blank=True,
        verbose_name=_("related institution"),
    )
    active = models.BooleanField(_("active"), default=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="duplicates",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("merged into"),
    )

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("technology partner")
        verbose_name_plural = _("technology partners")
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="partner_not_into_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Member(Record):
    """A person acting for an institution, with a role."""

    user = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="members",
        verbose_name=_("institution"),
    )
    role = Line(_("role"), max_length=12, choices=MemberRole.choices)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("institution__short_name", "user__email")
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "institution"],
                condition=Q(until__isnull=True),
                name="member_once",
                violation_error_message=_("This person is a member of this institution already."),
            ),
            in_order("member_dates", "since", "until", _("It ends before it begins.")),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.institution}"


class Contributor(Record):
    """A person of a technology partner, who writes the sections named to that partner.

    Let in by one institution, for its own use cases: a partner works for several. No `Member`:
    no rule about the members of an institution opens anything to a partner.
    """

    user = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="contributions", verbose_name=_("person")
    )
    partner = models.ForeignKey(
        "usecases.TechnologyPartner",
        models.PROTECT,
        related_name="contributors",
        verbose_name=_("technology partner"),
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="contributors_of_partners",
        verbose_name=_("for the use cases of"),
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("partner__name", "user__email")
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "partner", "institution"],
                condition=Q(until__isnull=True),
                name="contributor_once",
                violation_error_message=_("This person contributes for this partner already."),
            ),
            in_order("contributor_dates", "since", "until", _("It ends before it begins.")),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.partner}"
