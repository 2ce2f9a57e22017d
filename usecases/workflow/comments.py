"""What colleagues of a bank say to each other about a section: said, settled, never handed in."""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.drafting import Comment
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.visibility import own_cases_for
from usecases.rules.visibility_drafting import comments_for
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import REASON_CHARACTERS
from usecases.vocabulary.stages import Stage
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch, require

# While the bank writes: before it hands in, and while it is being asked.
_WRITTEN = frozenset({Stage.DRAFT, Stage.CLARIFYING})


def comment(use_case: UseCase, section: str, text: str, *, by: Person) -> Comment:
    """Say something to colleagues about one section of what is being written."""
    with writing(by=by) as opened:
        case = _written_case(use_case, by)
        said = normal(text).strip()
        if not said:
            raise invalid("comment", "required", _("Say something to your colleagues."))
        if len(said) > REASON_CHARACTERS:
            told = _("At most {limit} characters.").format(limit=REASON_CHARACTERS)
            raise invalid("comment", "too-long", told)
        row = Comment(use_case=case, section=section, text=said, written_by=opened.user)
        row.institution = case.institution
        return trail.add(row, private_to=case.institution)


def settle(row: Comment, *, by: Person) -> Comment:
    """Say that a comment is dealt with; it stays to be read."""
    with writing(by=by) as opened:
        found = _own_comment(row, by)
        if found.settled_at is None:
            fields = {"settled_at": opened.moment, "settled_by": opened.user}
            trail.amend(found, fields, private_to=found.institution)
        return found


def reopen(row: Comment, *, by: Person) -> Comment:
    """Take back that a comment is dealt with."""
    with writing(by=by):
        found = _own_comment(row, by)
        trail.amend(found, {"settled_at": None, "settled_by": None}, private_to=found.institution)
        return found


def _own_comment(row: Comment, by: Person) -> Comment:
    found = fetch(comments_for(by).select_related("use_case", "institution"), row.pk)
    _written_case(found.use_case, by)
    return found


def _written_case(use_case: UseCase, by: Person) -> UseCase:
    """Return a case that the person's bank is writing, if the person writes for it."""
    case = fetch(own_cases_for(by).select_related("phase__programme", "institution"), use_case.pk)
    require(by, Action.DRAFT, case)
    if case.stage not in _WRITTEN:
        raise WrongStage
    return case
