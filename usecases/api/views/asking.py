"""The assistant, for programs: a question in, what is published about it out."""

from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.base import ApiView
from usecases.api.serializers.asking import AnswerShown, EnquiryBody, answer_body
from usecases.api.throttling import AddressThrottle, AskThrottle, TokenThrottle
from usecases.assistant.ask import ask
from usecases.assistant.log import keep


class AskView(ApiView):
    """Answers from what is published, and from nothing else: the same to everybody."""

    scope = None
    answer = AnswerShown
    operation = "ask"
    bodies_read = {"POST": EnquiryBody}
    reads = ("POST",)
    problems = (413, 415)
    throttle_classes = (TokenThrottle, AddressThrottle, AskThrottle)

    @property
    def public(self) -> bool:
        """Anyone may ask."""
        return True

    def post(self, request: Request) -> Response:
        """Answer a question; it is kept for 90 days, names and numbers of people masked."""
        body = EnquiryBody(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data["question"]
        answer = ask(asked, body.validated_data.get("lang", ""))
        keep(asked, answer)
        return Response(answer_body(answer, request))
