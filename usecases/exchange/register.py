"""The files of the register: authorities, programmes, phases, figures, firms, participations."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.exchange.faults import WrongCell
from usecases.exchange.loading import Loader
from usecases.exchange.reading import Row
from usecases.exchange.windows import phase_dates, since_announced
from usecases.models.figures import PublishedFigure
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.models.words import Term
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.terms import ParticipationRole, TermKind

_SOURCED = ("source", "source_kind")
_CHINESE = ("name_zh_hant", "name_zh_hans")
_VAGUE = tuple(
    f"trials_{end}{part}" for end in ("from", "to") for part in ("_words", "_earliest", "")
)

# Every file, in the order of loading, with its columns.
REGISTER: dict[str, tuple[str, ...]] = {
    "authorities": ("code", "name_en", *_CHINESE, *_SOURCED),
    "programmes": (
        *("code", "name_en", *_CHINESE, "family", "lead", "co_authorities", "host"),
        *("round_word", "time_zone", *_SOURCED),
    ),
    "phases": (
        *("programme", "number", "code", "name_en", "theme", "opens_on", "closes_on"),
        *("announced_on", *_VAGUE, "coverage", *_SOURCED),
    ),
    "published_figures": (
        *("programme", "phase", "measure", "text", "lower", "upper", "said_by", "said_on"),
        *_SOURCED,
    ),
    "institutions": ("legal_name", "short_name", *_CHINESE, "sector", "kind", *_SOURCED),
    "technology_partners": ("name", *_CHINESE, "kind", *_SOURCED),
    "participations": ("phase", "role", "institution", "partner", *_SOURCED),
}
_ROLES = {str(role): str(role) for role in ParticipationRole.values}


def sourced(row: Row) -> dict[str, str]:
    """Return the source that every row must name, and its kind."""
    return {name: row.required(name) for name in _SOURCED}


class Register:
    """Takes the rows of each file; what one file names, later ones refer to."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self.authorities: dict[str, Authority] = {}
        self.programmes: dict[str, Programme] = {}
        self.phases: dict[str, Phase] = {}
        self.institutions: dict[str, Institution] = {}
        self.partners: dict[str, TechnologyPartner] = {}
        self._terms = {(term.kind, term.code): term for term in Term.objects.all()}

    def takers(self) -> dict[str, Callable[[Row], None]]:
        """Return what takes the rows of each file, in the order of loading."""
        return {
            "authorities": self._authority,
            "programmes": self._programme,
            "phases": self._phase,
            "published_figures": self._published_figure,
            "institutions": self._institution,
            "technology_partners": self._technology_partner,
            "participations": self._participation,
        }

    def _authority(self, row: Row) -> None:
        sourced(row)
        code = row.required("code")
        fields = {"name_en": row.required("name_en"), **_texts(row, *_CHINESE)}
        self.authorities[code] = self._loader.put(row, Authority, {"code": code}, fields)

    def _programme(self, row: Row) -> None:
        code = row.required("code")
        fields = {
            "name_en": row.required("name_en"),
            "family": row.required("family"),
            "lead": row.one("lead", self.authorities),
            **_texts(row, *_CHINESE, "host", "round_word", "time_zone"),
        }
        many = {"co_authorities": row.many("co_authorities", self.authorities)}
        self.programmes[code] = self._loader.put(
            row, Programme, {"code": code}, fields, many=many, public=sourced(row)["source"]
        )

    def _phase(self, row: Row) -> None:
        programme = row.one("programme", self.programmes)
        code = row.required("code")
        fields = {
            "programme": programme,
            "number": row.number("number"),
            "name_en": row.required("name_en"),
            **phase_dates(row, programme),
            **_texts(row, "theme", "trials_from_words", "trials_to_words", "coverage"),
            **sourced(row),
        }
        self.phases[code] = self._put(row, Phase, {"code": code}, fields)

    def _published_figure(self, row: Row) -> None:
        programme = row.one("programme", self.programmes)
        phase = row.one_or_none("phase", self.phases)
        if phase and phase.programme_id != programme.pk:
            raise WrongCell("phase", _("This phase is not of the programme."))
        key = {"programme": programme, "phase": phase, "measure": row.required("measure")}
        lower, upper = row.number("lower"), row.number("upper")
        if lower is not None and upper is not None and upper < lower:
            raise WrongCell("upper", _("The upper bound is below the lower one."))
        fields = {
            "text": row.required("text"),
            "lower": lower,
            "upper": upper,
            "said_by": row.text("said_by"),
            "said_on": row.day("said_on"),
            **sourced(row),
        }
        self._put(row, PublishedFigure, key, fields)

    def _institution(self, row: Row) -> None:
        name = row.required("legal_name")
        fields = {
            "short_name": row.required("short_name"),
            "sector": row.one("sector", self._words(TermKind.SECTOR)),
            "kind": row.one_or_none("kind", self._words(TermKind.INSTITUTION_KIND)),
            **_texts(row, *_CHINESE),
            **sourced(row),
        }
        self.institutions[name] = self._put(row, Institution, {"legal_name": name}, fields)

    def _technology_partner(self, row: Row) -> None:
        name = row.required("name")
        fields = {
            "kind": row.one_or_none("kind", self._words(TermKind.PARTNER_KIND)),
            **_texts(row, *_CHINESE),
            **sourced(row),
        }
        self.partners[name] = self._put(row, TechnologyPartner, {"name": name}, fields)

    def _participation(self, row: Row) -> None:
        phase = row.one("phase", self.phases)
        key = {
            "phase": phase,
            "institution": row.one_or_none("institution", self.institutions),
            "partner": row.one_or_none("partner", self.partners),
            "role": row.one("role", _ROLES),
        }
        named = "partner" if key["role"] == ParticipationRole.PARTNER else "institution"
        row.required(named)
        fields = {
            "since": since_announced(phase),
            "since_precision": Precision.DAY,
            "basis": Basis.RECORDED,
            **sourced(row),
        }
        self._put(row, Participation, key, fields)

    def _put(self, row: Row, model: type[Any], key: dict[str, Any], fields: dict[str, Any]) -> Any:
        """Put a record whose own source is that of its publication."""
        return self._loader.put(row, model, key, fields, public=fields["source"])

    def _words(self, kind: str) -> dict[str, Term]:
        return {code: term for (its, code), term in self._terms.items() if its == kind}


def _texts(row: Row, *columns: str) -> dict[str, str]:
    return {column: row.text(column) for column in columns}
