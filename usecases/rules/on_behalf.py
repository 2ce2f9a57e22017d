"""What staff did in a bank's name, and the letter by which it had asked them to."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from usecases.models.casefile import Attachment
from usecases.models.institutions import Member
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.visibility import stage_changes_for
from usecases.rules.visibility_casefile import attachments_for
from usecases.vocabulary.casefile import AttachmentKind


@dataclass(frozen=True)
class DoneFor:
    """One act in the bank's name: who did it, when, why, and the bank's letter."""

    change: StageChange
    letter: Attachment | None


def done_for(case: UseCase, person: Person) -> dict[int, DoneFor]:
    """Return what staff did in the name of a case's bank, by the row of the stage change; one
    query, two where there is something. What its own people did is theirs.
    """
    own = Member.objects.filter(user=OuterRef("by"), institution=OuterRef("on_behalf_of"))
    rows = stage_changes_for(person).filter(~Exists(own), use_case=case)
    rows = rows.filter(on_behalf_of__isnull=False).select_related("by").order_by("row")
    changes = list(rows)
    if not changes:
        return {}
    files = attachments_for(person).filter(use_case=case, kind=AttachmentKind.LETTER)
    # Both are written in one transaction, which has one moment.
    letters = {each.recorded_at: each for each in files}
    return {each.row: DoneFor(each, letters.get(each.recorded_at)) for each in changes}
