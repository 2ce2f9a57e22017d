"""Files of use cases: uploaded by their bank, handed out, taken off."""

from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from usecases.api.base import ApiView
from usecases.api.errors import TooLarge
from usecases.api.repeating import repeatable, repeated
from usecases.api.resources import ATTACHMENTS, CLARIFICATIONS, DELIVERABLES, USE_CASES, Resource
from usecases.api.serializers.files import DraftFileBody, FileBody, ReportFileBody
from usecases.api.views.records import DetailView
from usecases.api.views.writing import WritingView, held
from usecases.exchange.handing_out import handed_out
from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.rules.asked import asked_one
from usecases.vocabulary.limits import FILE_BYTES
from usecases.vocabulary.questions import QuestionKind
from usecases.workflow import bank_files, hand_in, revise
from usecases.workflow.attach import Prepared, prepare
from usecases.workflow.errors import invalid

_PARTS = 1024 * 1024  # for the other parts of the form


class UploadView(WritingView):
    """Takes a file: checked and stored before the transaction, scanned after it."""

    parser_classes = (MultiPartParser,)
    most_bytes = FILE_BYTES + _PARTS
    owner: ClassVar[Resource]
    reader: ClassVar[type[BaseSerializer[Any]]]
    makes: ClassVar[tuple[str, ...]] = ("POST",)
    scanned: ClassVar[bool] = False  # whether one that the scanner refuses is not even kept
    tagged = ("POST",)
    answer = ATTACHMENTS.serializer

    def post(self, request: Request, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Hand it over; it can be opened once it is scanned."""
        self.owner.find(self.person, id)
        try:
            fields = self.body(self.reader)
        except RequestDataTooBig as error:
            raise TooLarge from error
        with prepare(fields.pop("file"), scanned=self.scanned) as prepared:
            parts = (prepared.name, prepared.sha256, *(f"{k}={fields[k]}" for k in sorted(fields)))
            asked = sha256("\n".join((request.path, *parts)).encode()).hexdigest()
            return repeated(self, request, asked, lambda: self._keep(id, prepared, fields))

    def _keep(self, key: UUID, prepared: Prepared, fields: dict[str, Any]) -> Response:
        with held(self.request, self.person, self.owner, key) as record:
            return self.keep(record, prepared, fields)

    def keep(self, record: Any, prepared: Prepared, fields: dict[str, Any]) -> Response:
        """Write the row, by the verb of the record that it belongs to."""
        raise NotImplementedError


class DraftFilesView(UploadView):
    """Files of a draft."""

    owner, reader = USE_CASES, DraftFileBody
    bodies_read = {"POST": DraftFileBody}

    def keep(self, record: Any, prepared: Prepared, fields: dict[str, Any]) -> Response:
        """Keep it with the draft, for a question of the phase if one is named."""
        code = fields.pop("question", "")
        asked = _question(record, code) if code else None
        row = bank_files.keep_with(record, prepared, by=self.person, question=asked, **fields)
        return self.show(ATTACHMENTS, row.pk, new=True)


class ReplyFilesView(UploadView):
    """Files of a reply to a question."""

    owner, reader = CLARIFICATIONS, FileBody
    bodies_read = {"POST": FileBody}

    def keep(self, record: Any, prepared: Prepared, fields: dict[str, Any]) -> Response:
        """Keep it with the reply; nobody else sees it before the answer is signed."""
        row = revise.keep_with(record, prepared, by=self.person)
        return self.show(ATTACHMENTS, row.pk, new=True)


class HandInFileView(UploadView):
    """A report that is handed in as a file."""

    owner, reader, answer = DELIVERABLES, ReportFileBody, DELIVERABLES.serializer
    bodies_read = {"POST": ReportFileBody}
    makes = ()
    scanned = True

    def keep(self, record: Any, prepared: Prepared, fields: dict[str, Any]) -> Response:
        """Hand it in."""
        hand_in.hand_in(record, by=self.person, upload=prepared, **fields)
        return self.show(DELIVERABLES, record.pk)


class AttachmentView(WritingView, DetailView):
    """One file, without its bytes."""

    tagged = ("GET",)

    @repeatable
    def delete(self, request: Request, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Take it off a draft, or off a reply that is not signed."""
        with held(request, self.person, ATTACHMENTS, id) as row:
            off = bank_files.take_off if row.clarification_id is None else revise.take_off
            off(row, by=self.person)
        return HttpResponse(status=204)


class ContentView(ApiView):
    """The bytes of one file."""

    files: ClassVar[dict[str, str]] = {"application/octet-stream": "The file as it came in."}

    def get(self, request: Request, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Hand it out, once it is clean."""
        return handed_out(ATTACHMENTS.find(self.person, id), by=self.person)

    def perform_content_negotiation(
        self, request: Request, force: bool = False
    ) -> tuple[BaseRenderer, str]:
        """Whatever is asked for, a file is what it is."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type


def _question(case: UseCase, code: str) -> Question:
    """Return the question with this code that the form in force asks for a file."""
    for each in asked_one(case).questions:
        if each.code == code and each.kind == QuestionKind.FILE:
            return each
    raise invalid("question", "unknown", _("The form has no such question for a file."))
