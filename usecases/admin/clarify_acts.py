"""Acts about questions: ask, go on without an answer, answer by letter; what a version changed."""

from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, VersionWhyForm
from usecases.admin.clarify_forms import AnswerForm, AskForm, MaterialForm
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.assessed import may_be_material, unsaid, versions_of
from usecases.rules.clarified import open_questions
from usecases.rules.permissions import may, on_case
from usecases.rules.readiness import Step
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import clarify, materiality, on_behalf

TAB = "reviews"


def clarify_acts(case: UseCase, steps: list[Step], person: Person) -> list[Act]:
    """Return what can be asked, answered or passed over on a use case now."""
    by_verb = {step.move.verb: step for step in steps}
    mine, acts = on_case(person, case), []
    asking = case.stage == Stage.CLARIFYING and may(mine, Action.HANDLE)
    if Verb.ASK in by_verb or asking:
        acts.append(_ask(case, person, "" if asking else by_verb[Verb.ASK].why_not))
    if Verb.PROCEED in by_verb:
        acts.append(_proceed(case, person, by_verb[Verb.PROCEED].why_not))
    if case.stage == Stage.CLARIFYING and may(mine, Action.ACT_FOR_BANK):
        acts.append(_answer(case, person))
    if may(mine, Action.HANDLE) and may_be_material(case):
        acts += _material(case, person)
    return acts


def _ask(case: UseCase, person: Person, why_not: Promise | str) -> Act:
    more = case.stage == Stage.CLARIFYING
    return Act(
        name=Verb.ASK,
        label=_("Ask more questions") if more else Verb.ASK.label,
        lead=_(
            "The bank is told by letter. The clock stands until its signatory has signed the "
            "answers, or you go on without them."
        ),
        perform=lambda values: clarify.ask(case, by=person, **values),
        form=partial(AskForm, case=case),  # type: ignore[arg-type]  # makes the form
        initial={"version": case.version},
        why_not=why_not,
        done=_("Asked. The bank is told."),
        tab=TAB,
    )


def _proceed(case: UseCase, person: Person, why_not: Promise | str) -> Act:
    return Act(
        name=Verb.PROCEED,
        label=Verb.PROCEED.label,
        lead=_(
            "Every open question is closed unanswered, and the review goes on where it stood. "
            "The bank is told by letter; what it wrote and did not sign stays its own."
        ),
        perform=lambda values: clarify.proceed(case, by=person, **values),
        form=VersionWhyForm,
        initial={"version": case.version},
        facts=lambda: [(_("Open questions"), str(open_questions(case).count()))],
        why_not=why_not,
        done=_("The review goes on."),
        tab=TAB,
    )


def _answer(case: UseCase, person: Person) -> Act:
    return Act(
        name=Verb.ANSWER,
        label=_("Answer for the bank"),
        lead=_(
            "For a bank that answered by letter. You act in its name, it is told, and you neither "
            "propose nor confirm a decision on this use case. What its people had written in the "
            "portal and not signed is set aside, unread."
        ),
        perform=lambda values: on_behalf.answer(case, by=person, **values),
        form=partial(AnswerForm, case=case),  # type: ignore[arg-type]  # makes the form
        initial={"version": case.version},
        done=_("Answered for the bank. It is told."),
        more=True,
        tab=TAB,
    )


def _material(case: UseCase, person: Person) -> list[Act]:
    """Return the act that judges the latest version, if there is more than one."""
    versions = versions_of([case]).get(case.pk, [])
    if len(versions) < 2:  # noqa: PLR2004 - the first version changes nothing
        return []
    known = versions[-1].material
    waits = unsaid(versions) is not None
    initial: dict[str, Any] = {"version": case.version}
    if known is not None:
        initial["material"] = "yes" if known else "no"
    act = Act(
        name="materiality",
        label=_("Say whether the change is material")
        if known is None
        else _("Judge the change anew"),
        lead=_(
            "If it is, assessments of the new version are asked for. If not, those of the version "
            "before stand, with your reason."
        ),
        perform=lambda values: materiality.say(case, by=person, **values),
        form=MaterialForm,
        initial=initial,
        facts=lambda: [(_("Latest version"), str(versions[-1].number))],
        done=_("Written down."),
        main=waits,
        more=not waits,
        tab=TAB,
    )
    return [act]
