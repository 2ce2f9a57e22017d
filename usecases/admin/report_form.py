"""The scope of a report as a form: every parameter it takes, what is chosen, what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.figures import NAMES
from usecases.models.person import Person
from usecases.reporting.comparing import AGAINST
from usecases.reporting.dimensions import DIMENSIONS, FAIRNESS, Dimension
from usecases.reporting.incidentcounts import OWN as OF_INCIDENTS
from usecases.reporting.parts import BY as OF_PARTS
from usecases.reporting.performance import BY
from usecases.reporting.report import Report
from usecases.reporting.scope import EVENT, PERIOD, TIMES
from usecases.rules import visibility_register as seen
from usecases.rules.missing import Missing
from usecases.selection.fairness import assessors_for
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import Severity

_HELP: dict[str, Promise] = {
    "from": _("The first day of a period: 2026-01-01."),
    "to": _("The last day of it, by the calendar of the programme."),
    "as_at": _(
        "What had happened by the end of that day, as known now: 2026-11-22. Empty means now."
    ),
    "known_at": _("Only what was recorded by the end of that day. Empty means now."),
}
_ORDER = (
    *("programme", "phase", "metric", "category", "technique", "institution", "sector"),
    "authority",
    *("by", *PERIOD, *TIMES),
)
_ONE = ("by", "counted", "every")
_DAYS = ("from", "to", *TIMES)


@dataclass(frozen=True)
class Choice:
    """A value that may be chosen."""

    value: str
    label: str
    chosen: bool
    invented: bool = False


@dataclass(frozen=True)
class Field:
    """One parameter: several of its choices, one of them, or a day that is typed."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    values: tuple[str, ...]
    errors: tuple[str, ...]
    help: Promise | str = ""
    usual: Promise | str = ""
    prefix: str = ""

    @property
    def name(self) -> str:
        """Its name in the address."""
        return f"{self.prefix}{self.key}"

    @property
    def kind(self) -> str:
        """How it is asked for."""
        return "day" if self.key in _DAYS else "one" if self.key in _ONE else "several"

    @property
    def open(self) -> bool:
        """Whether it is to be seen at once."""
        return bool(self.values or self.errors)


@dataclass(frozen=True)
class Group:
    """Fields behind one word, and how many of them are filled in."""

    fields: tuple[Field, ...]

    @property
    def number(self) -> int:
        """How many values are chosen."""
        return sum(len(each.values) for each in self.fields)

    @property
    def errors(self) -> bool:
        """Whether something in it is wrong."""
        return any(each.errors for each in self.fields)

    @property
    def breaks(self) -> bool:
        """Whether it also says by what the figures are broken down."""
        return any(each.key == "by" for each in self.fields)


Options = list[tuple[str, str, bool]]
# What is not chosen, in words.
_USUALLY: dict[str, Promise] = {
    "counted": _("What was submitted then, followed on"),
    "every": _("No series"),
}
# What a report is broken down by unless it is asked otherwise; others by phase.
USUAL: dict[str, str] = {"matrix": "category", "workload": "whom"}


def fields_of(
    report: Report, person: Person, asked: Mapping[str, Sequence[str]], faults: Sequence[Missing]
) -> list[Field]:
    """Return the fields, filled with what was asked and with what is wrong of it."""
    names = [name for name in _ORDER if name in report.parameters]
    usual = USUAL.get(report.name, "phase")
    return [_field(name, _options(name, report, person), asked, faults, usual) for name in names]


def fields_against(
    report: Report,
    fields: Sequence[Field],
    asked: Mapping[str, Sequence[str]],
    faults: Sequence[Missing],
) -> list[Field]:
    """Return the same fields for the other scope of a comparison, if the report is compared."""
    found = []
    for field in fields:
        name = f"{AGAINST}{field.key}"
        if name in report.parameters:
            values = tuple(asked.get(name, ()))
            chosen = tuple(replace(each, chosen=each.value in values) for each in field.choices)
            told = tuple(str(fault.text) for fault in faults if fault.field == name)
            found.append(replace(field, choices=chosen, values=values, errors=told, prefix=AGAINST))
    return found


def moments_of(fields: Sequence[Field]) -> Group:
    """Return the fields that stand together: the period, the moments, the breakdown."""
    return Group(tuple(each for each in fields if each.kind != "several"))


def strangers(fields: Sequence[Field], faults: Sequence[Missing]) -> list[Missing]:
    """Return the faults that belong to no field."""
    known = {field.name for field in fields}
    return [fault for fault in faults if fault.field not in known]


def _field(
    name: str,
    options: Options,
    asked: Mapping[str, Sequence[str]],
    faults: Sequence[Missing],
    usual: str,
) -> Field:
    values = tuple(asked.get(name, ()))
    return Field(
        key=name,
        label=capfirst(str(NAMES[name])),
        choices=tuple(Choice(v, label, v in values, inv) for v, label, inv in options),
        values=values,
        errors=tuple(str(fault.text) for fault in faults if fault.field == name),
        help=_HELP.get(name, ""),
        usual=_USUALLY.get(name) or capfirst(str(NAMES[usual])),
    )


def _options(name: str, report: Report, person: Person) -> Options:
    if name == "by" and report.name in _OWN_BY:
        return [(by, capfirst(str(NAMES[by])), False) for by in _OWN_BY[report.name]]
    options = _OFFERED[name](person) if name in _OFFERED else []
    if name == "by" and report.name == "funnel":
        options += [(each.name, str(each.label), False) for each in FAIRNESS.values()]
    if name == "by" and report.name in _OFFERED_BY:
        offered = _OFFERED_BY[report.name]
        return [(each.name, str(each.label), False) for each in offered.values()]
    usual = USUAL.get(report.name) if name == "by" else None
    return [each for each in options if each[0] != usual]


def _programmes(person: Person) -> Options:
    return [(each.code, each.name, each.invented) for each in seen.programmes_for(person)]


def _phases(person: Person) -> Options:
    phases = seen.phases_for(person).select_related("programme")
    return [(each.code, str(each), each.programme.invented) for each in phases]


def _terms(kind: TermKind) -> Callable[[Person], Options]:
    def offered(person: Person) -> Options:
        terms = seen.terms_for(person).filter(kind=kind)
        return [(each.code, each.label, False) for each in terms]

    return offered


def labels_of(name: str, person: Person) -> dict[str, str]:
    """Return the words for the codes of a dimension."""
    return {value: label for value, label, _invented in _OFFERED[name](person)}


def _dimensions(_person: Person) -> Options:
    return [(each.name, str(each.label), False) for each in DIMENSIONS.values()]


# What a report alone is broken down by, and by nothing else.
_OWN_BY = {"participation": ("phases_taken", "partner"), "workload": ("waits",)}
_OFFERED_BY: dict[str, Mapping[str, Dimension]] = {
    "compliance": OF_PARTS,
    "compute": OF_PARTS,
    "incidents": {**OF_INCIDENTS, **OF_PARTS},
    "performance": {name: DIMENSIONS[name] for name in BY},
}
_OFFERED: dict[str, Callable[[Person], Options]] = {
    "programme": _programmes,
    "phase": _phases,
    "sector": _terms(TermKind.SECTOR),
    "severity": lambda _p: [(each.value, str(each.label), False) for each in Severity],
    "cause": _terms(TermKind.INCIDENT_CAUSE),
    "kind": _terms(TermKind.INSTITUTION_KIND),
    "metric": lambda p: [(m.code, m.label, False) for m in seen.metrics_for(p)],
    "category": lambda p: [(c.code, c.label, False) for c in seen.categories_for(p)],
    "technique": lambda p: [(t.code, t.label, False) for t in seen.techniques_for(p)],
    "institution": lambda p: [(str(i.pk), str(i), False) for i in seen.institutions_for(p)],
    "authority": lambda p: [(a.code, a.name, False) for a in seen.authorities_for(p)],
    "newcomer": lambda _p: [
        ("true", str(_("Newcomer")), False),
        ("false", str(_("Returning")), False),
    ],
    "assessor": lambda p: [(str(u.pk), str(u), False) for u in assessors_for(p)],
    "by": _dimensions,
    "counted": lambda _p: [(EVENT, str(_("What happened then")), False)],
    "every": lambda _p: [
        ("month", str(_("By month")), False),
        ("quarter", str(_("By quarter")), False),
        ("year", str(_("By year")), False),
    ],
}
