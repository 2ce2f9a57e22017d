"""Questions to banks: the list, one on its page, and the panel on the page of a use case."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import moment_column
from usecases.admin.figures import FigureFilter
from usecases.admin.list_active import Active
from usecases.admin.lists import ByState, VisibleRelated
from usecases.admin.person import person_of
from usecases.models.casefile import Attachment
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.clarified import reads_reply
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_reviews import clarifications_for, materialities_for
from usecases.selection.clarifications import STATES, of_state, state_of
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify

_PEOPLE = ("asked_by", "replied_by", "closed_by")


class StateFilter(ByState):
    """Narrows by where a question stands now."""

    states: ClassVar = {code: (label, Q()) for code, label in STATES.items()}

    def condition(self) -> Q:
        """Return that any of the chosen states holds now."""
        wanted = Q(pk__in=())
        for code in self.chosen:
            wanted |= of_state(code, timezone.now())
        return wanted


class ClarificationAdmin(ConsoleAdmin[Clarification]):
    """Every question, with the state it is in. A reply is shown once it is signed."""

    fields = (
        *("use_case", "question", "state", "asked_by", "asked_at", "due_at", "signed_reply"),
        *("signed_with", "closed_at", "closed_by", "closing"),
    )
    list_display = ("use_case", "institution", "short", "state", "due", "asked", "asked_by")
    list_filter = (
        FigureFilter,
        StateFilter,
        ("use_case__phase", VisibleRelated),
        ("use_case__institution", VisibleRelated),
        "asked_at",
        "due_at",
    )
    list_select_related = ("use_case__institution", "use_case__phase__programme", "asked_by")
    further_columns = ("closed", "signed_reply", "closing")
    search_fields = ("question", "use_case__reference", "use_case__institution__short_name")
    active = Active(_("Open only"), _("Closed only"), lambda now: of_state("open", now))
    empty_text = _("Questions are asked on the page of a use case and will appear here.")
    due = moment_column("due_at", _("due"))
    asked = moment_column("asked_at", _("asked"))
    closed = moment_column("closed_at", _("closed"))

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, question: Clarification) -> str:
        """Who is asked."""
        return str(question.use_case.institution)

    @display(description=_("question"), ordering="question")
    def short(self, question: Clarification) -> str:
        """How the question begins."""
        return str(question)

    @display(description=_("state"))
    def state(self, question: Clarification) -> str:
        """Where it stands."""
        return str(STATES[state_of(question, timezone.now())])

    @display(description=_("reply"))
    def signed_reply(self, question: Clarification) -> str:
        """What the bank signed."""
        return question.reply if question.answered else "–"

    @display(description=_("answered with"))
    def signed_with(self, question: Clarification) -> str:
        """The version that was frozen with the answer, and who wrote it."""
        if question.submission is None:
            return "–"
        return f"{question.submission}, {question.replied_by}"

    def acts(self, request: HttpRequest, obj: Clarification) -> list[Act]:
        """Offer to close an open question."""
        person = person_of(request)
        waits = obj.closed_at is None and obj.use_case.stage == Stage.CLARIFYING
        if not waits or not may(on_case(person, obj.use_case), Action.HANDLE):
            return []
        act = Act(
            name="close",
            label=_("Close without an answer"),
            lead=_(
                "For a question that needs no answer any more. The bank is told by letter. With "
                "the last open question the review goes on."
            ),
            perform=lambda values: clarify.close(obj, by=person, reason=values["reason"]),
            form=WhyForm,
            done=_("The question is closed."),
        )
        return [act]


@dataclass(frozen=True)
class Asked:
    """One question as the page of its use case shows it."""

    row: Clarification
    state: str
    label: Any
    days: int
    reply: str
    files: tuple[Attachment, ...]


def questions_panel(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what `admin/usecases/usecase/questions.html` shows: three queries."""
    person = person_of(request)
    said = materialities_for(person).filter(use_case=case)
    return {
        "questions": _asked(case, person),
        "said": list(said.select_related("submission", "said_by").order_by("said_at")),
    }


def _asked(case: UseCase, person: Person) -> list[Asked]:
    now, files = timezone.now(), dict[UUID | None, list[Attachment]]()
    asked = clarifications_for(person).filter(use_case=case).order_by("asked_at", "id")
    rows = list(asked.select_related("use_case", "submission", *_PEOPLE))
    for file in attachments_for(person).filter(clarification__in=rows) if rows else ():
        files.setdefault(file.clarification_id, []).append(file)
    found = []
    for row in rows:
        state = state_of(row, now)
        found.append(
            Asked(
                row=row,
                state=state,
                label=STATES[state],
                days=((row.closed_at or now) - row.asked_at).days,
                reply=row.reply if reads_reply(person, row) else "",
                files=tuple(files.get(row.pk, ())),
            )
        )
    return found
