"""How published documents, events, follow-ons and other sandboxes are selected."""

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import MultipleChoiceFilter

from usecases.selection.filters import Moment, SeveralChoices, SeveralTexts
from usecases.selection.publicchoices import Published
from usecases.selection.publicfilters import AnyPublic
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage
from usecases.vocabulary.events import EventKind, FollowOnKind, FollowOnState
from usecases.vocabulary.publications import Kind


class _Belonging(AnyPublic):
    programme = Published("programme", Kind.PROGRAMME)
    phase = Published("phase", Kind.PHASE)
    known_at = Moment(method="as_known")


class PublicDocuments(_Belonging):
    """Documents."""

    kind = SeveralChoices(field_name="content__kind", choices=DocumentKind.choices)
    language = SeveralChoices(field_name="content__language", choices=DocumentLanguage.choices)


class PublicEvents(_Belonging):
    """Events, as they had begun by `as_at`."""

    kind = SeveralChoices(field_name="content__kind", choices=EventKind.choices)
    as_at = Moment(field_name="happened_on", lookup_expr="lte")


class PublicFollowOns(AnyPublic):
    """Follow-ons; each may have grown from several phases."""

    kind = SeveralChoices(field_name="content__kind", choices=FollowOnKind.choices)
    state = SeveralChoices(field_name="content__state", choices=FollowOnState.choices)
    programme = Published("programmes", Kind.PROGRAMME, method="among")
    phase = Published("phases", Kind.PHASE, method="among")
    as_at = Moment(field_name="happened_on", lookup_expr="lte")
    known_at = Moment(method="as_known")

    def among(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep those that have any of the codes in a list; SQLite finds codes in its text."""
        if not value:
            return queryset
        condition = Q()
        for code in value:
            condition |= Q(**{f"content__{name}__icontains": f'"{code}"'})
        return queryset.filter(condition)


class PublicOtherCohorts(AnyPublic):
    """Cohorts of other regulators' sandboxes."""

    sandbox: MultipleChoiceFilter = SeveralTexts(field_name="content__sandbox")
