"""Programmes, phases, institutions, partners, participations, figures, vocabularies."""

from django.utils import timezone
from rest_framework import serializers

from usecases.api.serializers.base import Shown, code, key, text
from usecases.models.figures import PublishedFigure
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Participation, Phase, Programme
from usecases.models.words import Category, Technique
from usecases.rules.deadlines import PhaseState, state

_CHINESE = ("name_zh_hant", "name_zh_hans")
_NAMES = ("name_en", *_CHINESE)
_SOURCED = ("source", "source_kind")
_STAMPS = ("recorded_at", "updated_at")
_WORD = ("id", "code", "label_en", "label_zh_hant", "label_zh_hans", "order")


class ProgrammeShown(Shown[Programme]):
    """A sandbox programme."""

    lead = code()
    co_authorities = code(many=True)
    prefetch = ("co_authorities",)
    published = (
        *("id", "code", *_NAMES, "family", "lead", "co_authorities"),
        *("host", "round_word", "time_zone", "invented"),
    )
    staff_only = _STAMPS

    class Meta:
        model = Programme
        fields = (
            *("id", "code", *_NAMES, "family", "lead", "co_authorities", "host", "round_word"),
            *("time_zone", "target_days", "smallest_cell", "invented", *_STAMPS),
        )


class PhaseShown(Shown[Phase]):
    """One round of a programme."""

    programme = code()
    state = serializers.SerializerMethodField()
    published = (
        *("id", "code", "number", *_NAMES, "programme", "theme", "eligibility", "contact"),
        *("opens_at", "closes_at", "window_precision", "announced_on"),
        *("trials_from_earliest", "trials_from", "trials_from_words"),
        *("trials_to_earliest", "trials_to", "trials_to_words", *_SOURCED),
    )
    staff_only = ("capacity", "minimum_assessors", *_STAMPS)

    class Meta:
        model = Phase
        fields = (
            *("id", "code", "number", *_NAMES, "programme", "state", "theme", "eligibility"),
            *("contact", "opens_at", "closes_at", "window_precision", "announced_on"),
            *("trials_from_earliest", "trials_from", "trials_from_words"),
            *("trials_to_earliest", "trials_to", "trials_to_words", "report_due_on"),
            *("capacity", "minimum_assessors", "coverage", *_SOURCED, *_STAMPS),
        )

    def get_state(self, phase: Phase) -> PhaseState:
        """Return the state, which follows from the dates."""
        return state(phase, timezone.now())


class InstitutionShown(Shown[Institution]):
    """A firm that a sandbox is for."""

    sector = code()
    kind = code(allow_null=True)
    authority = code(allow_null=True)
    published = (
        *("id", "legal_name", "short_name", *_CHINESE, "aliases", "sector", "kind"),
        *("authority", "website", *_SOURCED),
    )
    staff_only = ("active", *_STAMPS)

    class Meta:
        model = Institution
        fields = (
            *("id", "legal_name", "short_name", *_CHINESE, "aliases", "sector", "kind"),
            *("authority", "lei", "website", "active", *_SOURCED, *_STAMPS),
        )


class TechnologyPartnerShown(Shown[TechnologyPartner]):
    """A firm that brings technology to a use case."""

    kind = code(allow_null=True)
    related_institution = key("related_institution_id", allow_null=True)
    published = ("id", "name", *_CHINESE, "aliases", "kind", *_SOURCED)
    staff_only = ("related_institution", "active", *_STAMPS)

    class Meta:
        model = TechnologyPartner
        fields = (
            *("id", "name", *_CHINESE, "aliases", "kind", "related_institution", "active"),
            *(*_SOURCED, *_STAMPS),
        )


class ParticipationShown(Shown[Participation]):
    """An institution or a partner in a phase, in one role."""

    phase = code()
    programme = text("phase.programme.code")
    institution = key("institution_id", allow_null=True)
    partner = key("partner_id", allow_null=True)
    name = serializers.SerializerMethodField()
    published = (
        *("id", "phase", "programme", "institution", "partner", "name", "role"),
        *("since", "since_precision", "until", "basis", *_SOURCED),
    )
    staff_only = _STAMPS

    class Meta:
        model = Participation
        fields = (
            *("id", "phase", "programme", "institution", "partner", "name", "role"),
            *("since", "since_precision", "until", "basis", *_SOURCED, *_STAMPS),
        )

    def get_name(self, participation: Participation) -> str:
        """Return the name of whoever stands in the phase."""
        return str(participation.institution or participation.partner)


class PublishedFigureShown(Shown[PublishedFigure]):
    """What was announced, in its own words."""

    programme = code()
    phase = code(allow_null=True)
    superseded_by = key("superseded_by_id", allow_null=True)
    published = (
        *("id", "programme", "phase", "measure", "text", "lower", "upper"),
        *("said_by", "said_on", *_SOURCED),
    )
    staff_only = _STAMPS

    class Meta:
        model = PublishedFigure
        fields = (
            *("id", "programme", "phase", "measure", "text", "lower", "upper"),
            *("said_by", "said_on", "superseded_by", *_SOURCED, *_STAMPS),
        )


class CategoryShown(Shown[Category]):
    """What a use case is for."""

    published = _WORD
    staff_only = _STAMPS

    class Meta:
        model = Category
        fields = (*_WORD, "active", *_STAMPS)


class TechniqueShown(Shown[Technique]):
    """How a system works."""

    published = _WORD
    staff_only = _STAMPS

    class Meta:
        model = Technique
        fields = (*_WORD, "active", *_STAMPS)
