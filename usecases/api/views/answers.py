"""The phase's own questions about a use case, answered by its bank."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from usecases import audit
from usecases.api import conditional
from usecases.api.repeating import repeatable
from usecases.api.resources import USE_CASES
from usecases.api.serializers.answers import AnswersBody, AnswersShown
from usecases.api.views.writing import WritingView
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.asked import Asked, asked_one
from usecases.rules.clarified import revisions_of
from usecases.rules.permissions import is_staff
from usecases.rules.visibility_casefile import attachments_for
from usecases.workflow.respond import respond

_SHOWN = ("code", "kind", "label_en", "label_zh_hant", "label_zh_hans", "help_en", "required")


class AnswersView(WritingView):
    """What the phase asks about one use case, and the answers."""

    answer = AnswersShown
    bodies_read = {"PATCH": AnswersBody}
    tagged = ("GET", "PATCH")

    def get(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Return the questions in force with the answers; unsigned ones to the bank alone."""
        body = _body(USE_CASES.find(self.person, id), self.person)
        tag = conditional.tag_of(body)
        if conditional.is_known(request, tag):
            return Response(status=304, headers={"ETag": tag})
        return Response(body, headers={"ETag": tag})

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Answer some of the questions, in a draft or while the bank is being asked."""
        answers = self.body(AnswersBody)["answers"]
        with audit.writing(by=self.person):
            case = USE_CASES.find(self.person, id)
            conditional.require_match(request, conditional.tag_of(_body(case, self.person)))
            written = respond(case, answers=answers, by=self.person)
            body = _body(written, self.person)
        return Response(body, headers={"ETag": conditional.tag_of(body)})


def _body(case: UseCase, person: Person) -> dict[str, Any]:
    """Return the form with its answers, as this person may read them."""
    own = person.membership is not None and not is_staff(person)
    asked = asked_one(case, revisions_of([case]).get(case) if own else None)
    seen = set(attachments_for(person).filter(use_case=case).values_list("pk", flat=True))
    shown = {
        "use_case": case.pk,
        "form_version": case.phase.form_version,
        "questions": [_question(asked, each, seen) for each in asked.questions],
    }
    return dict(AnswersShown(shown).data)


def _question(asked: Asked, question: Any, seen: set[UUID]) -> dict[str, Any]:
    return {
        **{name: getattr(question, name) for name in _SHOWN},
        "word_limit": question.word_limit,
        "choices": question.choices,
        "answer": asked.values.get(question.code),
        "files": [each.pk for each in asked.files_of(question) if each.pk in seen],
    }
