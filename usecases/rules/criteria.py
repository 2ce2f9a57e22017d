"""The criteria of a phase: which are in use, what their scores mean, and until when they change."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.assessments import Criterion
from usecases.models.base import Record
from usecases.models.phases import Phase
from usecases.models.submissions import Submission
from usecases.rules.missing import Missing
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.criteria import LANGUAGES

LOCKED = _(
    "The criteria of this phase are fixed: a submission was handed in. All submissions of a phase "
    "are judged alike."
)
# What is said of one point, at most; and how many points a scale has, at most.
POINT_CHARACTERS = 200
MOST_POINTS = 11
_CHINESE = LANGUAGES[1:]


def criteria_of(phase: Phase) -> list[Criterion]:
    """Return the criteria that a phase is judged by, in order."""
    return list(Criterion.objects.filter(phase=phase, active=True).order_by("order", "code"))


def locked(phase: UUID) -> bool:
    """Whether anything live was handed in to the phase: from then on its criteria stand."""
    return Submission.objects.filter(
        use_case__phase=phase, use_case__basis=Basis.LIVE, use_case__discarded_at__isnull=True
    ).exists()


def kept(record: Record) -> Promise | str:
    """Return why the record may not be written; only a criterion may be locked."""
    return LOCKED if isinstance(record, Criterion) and locked(record.phase_id) else ""


def words_in(scale: dict[str, object], language: str) -> dict[str, str]:
    """Return the words for each score in one language, by the score as a text."""
    found = scale if language == "en" else scale.get(language)
    texts = found.items() if isinstance(found, dict) else ()
    return {str(score): text for score, text in texts if isinstance(text, str)}


def points(criterion: Criterion, language: str = "en") -> list[tuple[int, str]]:
    """Return every score with its words, the lowest first; in English what is not translated."""
    english, own = words_in(criterion.scale, "en"), words_in(criterion.scale, _code(language))
    return [
        (score, own.get(str(score)) or english.get(str(score), ""))
        for score in range(criterion.lowest, criterion.highest + 1)
    ]


def _code(language: str) -> str:
    return language.replace("-", "_").lower()


def faults(criterion: Criterion) -> list[Missing]:
    """Return what is wrong with the scale of a criterion."""
    low, high = criterion.lowest, criterion.highest
    if not 0 < high - low < MOST_POINTS:
        text = _("The highest score is above the lowest, by at most {n}.")
        return [Missing("highest", "invalid", str(text).format(n=MOST_POINTS - 1))]
    if not isinstance(criterion.scale, dict):
        return [Missing("scale", "invalid", _("Give words by score."))]
    languages = [name for name in _CHINESE if name in criterion.scale]
    english = {name: text for name, text in criterion.scale.items() if name not in languages}
    scales = [english, *(criterion.scale[name] for name in languages)]
    known = {str(score) for score in range(low, high + 1)}
    return [fault for scale in scales for fault in _of_scale(scale, known)]


def _of_scale(scale: object, known: Iterable[str]) -> list[Missing]:
    if not isinstance(scale, dict) or not all(isinstance(text, str) for text in scale.values()):
        return [Missing("scale", "invalid", _("Give words by score."))]
    if strangers := sorted(set(scale) - set(known)):
        text = _("These are no scores of this scale: {scores}.")
        return [Missing("scale", "invalid", str(text).format(scores=", ".join(strangers)))]
    if any(len(text) > POINT_CHARACTERS or len(text.splitlines()) > 1 for text in scale.values()):
        text = _("Words for a score stand on one line of at most {n} characters.")
        return [Missing("scale", "too-long", str(text).format(n=POINT_CHARACTERS))]
    return []
