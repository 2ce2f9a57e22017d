"""What a phase is judged by: written before anything is handed in, fixed from then on."""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.assessments import Criterion
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.rules import criteria as rules
from usecases.rules.editing import may_add
from usecases.rules.visibility_register import phases_for
from usecases.rules.visibility_reviews import criteria_for
from usecases.vocabulary.criteria import DEFAULTS
from usecases.workflow.errors import Invalid, NotAllowed, invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.validate import validate

_COPIED = (
    *("code", "label_en", "label_zh_hant", "label_zh_hans", "order", "meaning"),
    *("weight", "lowest", "highest", "scale"),
)


def adopt(phase: Phase, *, by: Person, reason: str = "") -> list[Criterion]:
    """Give a phase without criteria the four that were published."""
    with writing(by=by, reason=reason):
        found = _empty_handed(phase, by)
        return _written([Criterion(phase=found, **each) for each in _defaults()])


def copy(phase: Phase, *, source: Phase, by: Person, reason: str = "") -> list[Criterion]:
    """Give a phase without criteria those of another phase."""
    with writing(by=by, reason=reason):
        found = _empty_handed(phase, by)
        theirs = criteria_for(by).filter(phase=fetch(phases_for(by), source.pk), active=True)
        rows = [{name: getattr(each, name) for name in _COPIED} for each in theirs]
        if not rows:
            raise invalid("source", "empty", _("That phase has no criteria. Choose another one."))
        return _written([Criterion(phase=found, **each) for each in rows])


def begin_with(record: Record, by: Person) -> None:
    """Give a phase that a person just added the published criteria; files bring their own."""
    if isinstance(record, Phase) and not by.system:
        _written([Criterion(phase=record, **each) for each in _defaults()])


def keep(record: Record) -> None:
    """Raise why this criterion is fixed, if it is."""
    if why := rules.kept(record):
        raise invalid("phase", "locked", why)


def heed(record: Record) -> None:
    """Raise what is wrong with the scale of a criterion as it would be."""
    if isinstance(record, Criterion) and (found := rules.faults(record)):
        raise Invalid(*found)


def _empty_handed(phase: Phase, by: Person) -> Phase:
    """Return the phase, if the person may give it criteria and it has none."""
    found = fetch(phases_for(by), phase.pk)
    if not may_add(by, "criterion"):
        raise NotAllowed
    if rules.locked(found.pk):
        raise invalid("phase", "locked", rules.LOCKED)
    if Criterion.objects.filter(phase=found).exists():
        raise invalid("phase", "present", _("This phase has criteria already. Edit them instead."))
    return found


def _defaults() -> list[dict[str, object]]:
    return [{**each.fields(), "order": 10 * n} for n, each in enumerate(DEFAULTS, 1)]


def _written(criteria: list[Criterion]) -> list[Criterion]:
    for each in criteria:
        validate(each)
        trail.add(each)
    return criteria
