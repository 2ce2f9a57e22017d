"""What is done to a phase report as a whole: proposed, confirmed, taken back, withdrawn."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm, WhyForm
from usecases.admin.phase_report_shown import Preview
from usecases.admin.public_words import value_said
from usecases.models.person import Person
from usecases.models.phase_reports import PhaseReport
from usecases.models.publications import Publication
from usecases.rules.grants import independent
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.workflow import phase_reports


class ReadForm(ActForm):
    """Carries the digest of the edition that was read."""

    read = forms.CharField(widget=forms.HiddenInput)


def acts_of(report: PhaseReport, preview: Preview, person: Person) -> Iterator[Act]:
    """Yield what this person may do to the report now."""
    if may(person, Action.PROPOSE_PUBLICATION):
        yield _propose(report, preview, person)
    waiting, public = preview.waiting, preview.public
    if waiting and may(person, Action.CONFIRM_PUBLICATION):
        yield _confirm(waiting, person)
    if waiting and may(person, Action.PROPOSE_PUBLICATION):
        yield _take_back(report, person)
    if public and may(person, Action.CONFIRM_PUBLICATION):
        yield _withdraw(public, person)


def _propose(report: PhaseReport, preview: Preview, person: Person) -> Act:
    why_not: Promise | str = ""
    if preview.waiting:
        why_not = _("An edition waits to be confirmed.")
    elif preview.faults:
        why_not = preview.faults[0].text
    return Act(
        name="propose",
        label=_("Propose to publish"),
        lead=_(
            "Every text and every row is frozen as it stands now, with a digest, and waits for "
            "another person to confirm it. Nothing is public before that."
        ),
        perform=lambda _values: phase_reports.propose(report, by=person),
        facts=lambda: _told(preview.content),
        why_not=why_not,
        done=_("Proposed for publication."),
        main=not preview.waiting,
    )


def _confirm(waiting: Publication, person: Person) -> Act:
    own = person.user is not None and waiting.proposed_by_id == person.user.pk
    why_not: Promise | str = _("You proposed it: another person confirms it.") if own else ""
    if not own and not may(independent(person, waiting.proposed_by_id), Action.CONFIRM_PUBLICATION):
        why_not = _("You stand in for whoever proposed it: another person confirms it.")
    return Act(
        name="confirm",
        label=_("Publish"),
        lead=_(
            "The edition that waits is public at once, as a page and as a PDF, in the place of "
            "the edition before. Read it first."
        ),
        perform=lambda values: phase_reports.confirm(waiting, by=person, read=values["read"]),
        form=ReadForm,
        initial={"read": waiting.content["digest"]},
        facts=lambda: _told(waiting.content),
        why_not=why_not,
        done=_("Published."),
        main=True,
        fresh=True,
    )


def _take_back(report: PhaseReport, person: Person) -> Act:
    return Act(
        name="take-back",
        label=_("Take back"),
        lead=_("The edition that waits is withdrawn, and the report can be written on."),
        perform=lambda values: phase_reports.take_back(report, by=person, reason=values["reason"]),
        form=WhyForm,
        done=_("Taken back."),
    )


def _withdraw(public: Publication, person: Person) -> Act:
    return Act(
        name="withdraw",
        label=_("Withdraw"),
        lead=_("The public edition is out of public view at once, as a page and as a PDF."),
        perform=lambda values: phase_reports.withdraw(public, by=person, reason=values["reason"]),
        form=WhyForm,
        done=_("Withdrawn."),
        danger=True,
    )


def _told(content: dict[str, Any] | None) -> Sequence[tuple[Promise | str, str]]:
    if content is None:
        return ()
    facts = content["facts"]
    return (
        (_("Edition"), str(content["edition"])),
        (_("As at"), value_said(facts["as_at"])),
        (_("Known at"), value_said(facts["known_at"])),
        (_("Sections with a text"), str(len(facts["texts"]))),
        (_("Parts made from records"), str(len(facts["parts"]))),
        (_("Digest (SHA-256)"), content["digest"]),
    )
