"""What plain Django REST framework makes of the same list: serializers, no sign-in."""

from collections.abc import Callable
from typing import Any

from rest_framework import generics, pagination, serializers
from rest_framework.permissions import AllowAny
from rest_framework.test import APIRequestFactory

from usecases.api.serializers.usecases import UseCaseShown
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

_NOT_OF_THE_MODEL = {"programme", "institution_name", "sector", "partners", "outcome"}


class _Case(serializers.ModelSerializer[UseCase]):
    """All the fields of the product's list that are the model's own."""

    class Meta:
        model = UseCase
        fields = tuple(name for name in UseCaseShown.Meta.fields if name not in _NOT_OF_THE_MODEL)


class _Pages(pagination.PageNumberPagination):
    """A hundred rows."""

    page_size = 100


class _Cases(generics.ListAPIView[UseCase]):
    """The use cases of a phase in a stage."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()
    pagination_class = _Pages
    serializer_class = _Case

    def get_queryset(self) -> Any:
        """Return them with what is shown of related rows."""
        rows = UseCase.objects.exclude(stage=Stage.DRAFT).filter(**self.kwargs)
        related = rows.select_related("phase__programme", "institution__sector", "category")
        return related.prefetch_related("techniques", "further_categories", "parties__partner")


def listing(**narrowed: str) -> Callable[[], object]:
    """Return what answers the list once."""
    view, request = _Cases.as_view(), APIRequestFactory().get("/")

    def run() -> object:
        return view(request, **narrowed).render()

    return run
