"""How a person wants to be told, said by that person alone."""

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.messages import NoticePreference
from usecases.models.person import Person
from usecases.workflow.errors import NotAllowed
from usecases.workflow.validate import validate


def prefer(*, mail: str, reminders: bool, by: Person) -> NoticePreference:
    """Keep how one's mail comes; what must reach one at once does so anyway."""
    with writing(by=by):
        if by.user is None or by.scopes is not None or by.system:
            raise NotAllowed
        tried = NoticePreference(user=by.user, mail=mail, reminders=reminders)
        known = NoticePreference.objects.filter(user=by.user).first()
        validate(tried, exclude={"user"} if known else ())
        if known is None:
            return trail.add(tried)
        trail.amend(known, {"mail": mail, "reminders": reminders})
        return known
