"""What the filters of every public list take."""

from typing import Any

from django.db.models import QuerySet

from usecases.models.publications import Publication
from usecases.selection.filters import FilterSet, SeveralTexts, YesNo


class AnyPublic(FilterSet):
    """Every public list: `published=true` is taken, and true already."""

    published = YesNo(method="as_it_is")
    code = SeveralTexts(field_name="code")

    class Meta:
        model = Publication
        fields: tuple[str, ...] = ()

    def as_known(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """`PublicSubject.select` began with the versions in force at that moment."""
        return queryset

    def as_it_is(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """All of it is published; none of it is not."""
        return queryset if value else queryset.none()
