"""What people are reminded of today, and one who wants it all together once a day."""

from usecases.demonstration.cast import Cast
from usecases.demonstration.names import PEAK
from usecases.vocabulary.messages import MailChoice
from usecases.workflow.people import system
from usecases.workflow.preferences import prefer
from usecases.workflow.remind import remind


def be_reminded(cast: Cast) -> None:
    """Let the notices hold what falls due now."""
    prefer(mail=MailChoice.DAILY, reminders=True, by=cast.writers[PEAK])
    remind(by=system())
