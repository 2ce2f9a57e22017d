"""Letters of decision: frozen at confirmation, held, dropped or sent at release, kept as sent."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit.writing import current
from usecases.models.base import Record
from usecases.models.letters import DecisionLetter, LetterTemplate
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.notices.decided import composed
from usecases.notices.outbox import tell_decision
from usecases.notices.placeholders import PLACEHOLDERS, unknown_in
from usecases.rules.lifecycle import TABLE
from usecases.rules.missing import Missing
from usecases.vocabulary.stages import BEFORE_RELEASE, Stage
from usecases.workflow.errors import Invalid

RELATED = ("phase__programme__lead", "institution__authority", "authority", "case_officer")


def freeze_letter(decision: Decision) -> DecisionLetter:
    """Compose the letter of a decision and hold it: from now on it reads as it is."""
    paper = composed(decision, current().moment)
    letter = DecisionLetter(
        decision=decision,
        use_case=decision.use_case,
        letterhead=paper.letterhead,
        subject=paper.subject,
        body=paper.body,
    )
    return trail.add(letter)


def drop_letter(decision: Decision) -> None:
    """Drop the letter of a decision that ends before its release."""
    held = DecisionLetter.objects.filter(decision=decision, released_at=None, dropped_at=None)
    for letter in held:
        trail.amend(letter, {"dropped_at": current().moment})


def drop_letters(case: UseCase, origin: str) -> None:
    """Drop what is held of a case that moved to where its decision stands no longer."""
    if origin not in BEFORE_RELEASE or case.stage == Stage.CLARIFYING:
        return
    held = DecisionLetter.objects.filter(use_case=case, released_at=None, dropped_at=None)
    latest = case.submissions.order_by("-number").values_list("digest", flat=True).first()
    for letter in held.select_related("decision"):
        decision = letter.decision
        if case.stage not in TABLE[decision.outcome].sources or decision.digest != latest:
            trail.amend(letter, {"dropped_at": current().moment})


def send_letter(decision: Decision) -> None:
    """Send the letter of a decision that is released, to those who write for the bank now."""
    found = DecisionLetter.objects.filter(decision=decision).first()
    letter = found or freeze_letter(decision)  # confirmed when letters were not yet frozen
    trail.amend(letter, {"released_at": current().moment})
    tell_decision(letter)


def heed_placeholders(record: Record) -> None:
    """Refuse a template that names what no letter knows."""
    if not isinstance(record, LetterTemplate):
        return
    faults = []
    for name in (field.name for field in record._meta.fields):
        if not name.startswith(("subject_", "text_")):
            continue
        unknown = ", ".join(f"{{{each}}}" for each in unknown_in(getattr(record, name)))
        if unknown:
            faults.append(Missing(name, "unknown-placeholder", _unknown(unknown)))
    if faults:
        raise Invalid(*faults)


def _unknown(names: str) -> Promise:
    known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
    text = _("There is no placeholder {names}. There are: {known}.")
    return format_lazy(text, names=names, known=known)
