"""Composes letters of decision: of the case's authority, a part for each language, all its data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.dateformat import format as formatted

from usecases.models.base import in_language
from usecases.models.letters import LetterTemplate
from usecases.models.phases import Authority
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.models.validators import LANGUAGES
from usecases.notices.feedback import BETWEEN_LANGUAGES, feedback_in
from usecases.notices.placeholders import filled
from usecases.rules.announced import announced_on
from usecases.text.digest import digest

_SUBJECT_CHARACTERS = 300
_DAYS = {"en": "j F Y", "zh-hant": "Y年n月j日", "zh-hans": "Y年n月j日"}


@dataclass(frozen=True)
class Paper:
    """A letter as it reads: who writes, about what, and the text."""

    letterhead: str
    subject: str
    body: str

    @property
    def whole(self) -> str:
        """The letter from its head to its end, as it goes out by mail."""
        return "\n\n".join(part for part in (self.letterhead, self.subject, self.body) if part)

    @property
    def mark(self) -> str:
        """What tells this letter from one that reads otherwise."""
        return digest([self.letterhead, self.subject, self.body])


@dataclass(frozen=True)
class Slot:
    """What is written with one outcome in one language, placeholders and all."""

    subject: str
    text: str


def default_slot(outcome: str, language: str) -> Slot:
    """Return what is written where an authority has no text of its own."""
    text = render_to_string(f"letters/decision/{outcome}.{language}.txt")
    subject, _, body = text.strip().partition("\n")
    return Slot(subject.strip(), body.strip())


def slots_of(template: LetterTemplate | None, outcome: str) -> dict[str, Slot]:
    """Return what is written in each language: an authority's own, else the house's."""
    if template is None:
        return {language: default_slot(outcome, language) for language in LANGUAGES}
    found = {}
    for language in LANGUAGES:
        suffix = language.replace("-", "_")
        text = getattr(template, f"text_{suffix}")
        if text.strip():
            subject = getattr(template, f"subject_{suffix}") or template.subject_en
            found[language] = Slot(subject, text)
    return found


def composed(decision: Decision, at: datetime) -> Paper:
    """Return the letter of a decision as it would be frozen at this moment."""
    return composed_many([decision], at)[0]


def composed_many(decisions: Sequence[Decision], at: datetime) -> list[Paper]:
    """Return the letters of many decisions, in one query for their templates.

    Of each the case should be selected with phase, programme, institution, authority and officer.
    """
    senders = [_sender(each.use_case) for each in decisions]
    rows = LetterTemplate.objects.filter(active=True, authority__in={each.pk for each in senders})
    written = {(row.authority_id, row.outcome): row for row in rows}
    return [
        paper_of(each, sender, slots_of(written.get((sender.pk, each.outcome)), each.outcome), at)
        for each, sender in zip(decisions, senders, strict=True)
    ]


def _sender(case: UseCase) -> Authority:
    return case.authority or case.institution.authority or case.phase.programme.lead


def paper_of(decision: Decision, sender: Authority, slots: dict[str, Slot], at: datetime) -> Paper:
    """Return a letter in the languages of its programme, of those that have a slot."""
    asked = [name for name in decision.use_case.phase.programme.languages if name in slots]
    languages = asked or ["en"]
    parts = [_part(decision, sender, slots[name], name, at) for name in languages]
    first, texts = parts[0], [parts[0][1], *("\n\n".join(each) for each in parts[1:])]
    names = (_in(language, sender, "name") for language in languages)
    head = [*dict.fromkeys(names), *filter(None, [sender.letterhead.strip()])]
    return Paper("\n".join(head), first[0], BETWEEN_LANGUAGES.join(texts))


def _part(
    decision: Decision, sender: Authority, slot: Slot, language: str, at: datetime
) -> tuple[str, str]:
    values = dict(_values(decision, sender, language, at))
    subject = " ".join(filled(slot.subject, values).split())[:_SUBJECT_CHARACTERS]
    return subject, filled(slot.text, values)


def _values(
    decision: Decision, sender: Authority, language: str, at: datetime
) -> Iterator[tuple[str, str]]:
    case = decision.use_case
    phase, officer = case.phase, case.case_officer
    yield "institution", case.institution.legal_name
    yield "reference", case.reference
    yield "title", case.title
    yield "phase", f"{_in(language, phase, 'name')} ({phase.code})"
    yield "programme", _in(language, phase.programme, "name")
    yield "reason", _in(language, decision.reason, "label") if decision.reason else ""
    for name in ("text", "conditions"):
        yield name, str(getattr(decision, name)).strip()
    yield "feedback", feedback_in(language, str(decision.feedback), phase.programme.languages)
    yield "officer", officer.name if officer else _in(language, sender, "name")
    yield "contact", phase.contact or sender.contact
    yield "date", formatted(day_of(case, at), _DAYS[language])
    yield "authority", _in(language, sender, "name")
    yield "signature", sender.signature.strip()
    yield "address", settings.PUBLIC_ADDRESS + reverse("portal:use-case", args=[case.pk])


def day_of(case: UseCase, at: datetime) -> date:
    """Return the day that stands above a letter: of the announcement, or today when it is past."""
    today = at.astimezone(ZoneInfo(case.phase.programme.time_zone)).date()
    return max(filter(None, [today, announced_on(case)]))


def _in(language: str, record: Authority | object, stem: str) -> str:
    with translation.override(language):
        return in_language(record, stem)  # type: ignore[arg-type]  # a record with names


def papers_by_decision(decisions: Iterable[Decision], at: datetime) -> dict[Decision, Paper]:
    """Return each decision's letter: as it was frozen, else as it would be now."""
    rows = list(decisions)
    fresh = [each for each in rows if frozen(each) is None]
    found = dict(zip(fresh, composed_many(fresh, at), strict=True)) if fresh else {}
    return {each: frozen(each) or found[each] for each in rows}


def frozen(decision: Decision) -> Paper | None:
    """Return the letter that was frozen when the decision was confirmed, if it was."""
    letter = getattr(decision, "letter", None)
    return Paper(letter.letterhead, letter.subject, letter.body) if letter else None
