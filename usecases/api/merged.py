"""Where a merged institution or partner is found now."""

from uuid import UUID

from django.db.models import Model

from usecases.models.institutions import Institution, TechnologyPartner


def survivor(model: type[Model], key: UUID) -> UUID | None:
    """Return the id of the one that a duplicate counts as; None if it is no duplicate."""
    if not issubclass(model, Institution | TechnologyPartner):
        return None
    found: UUID | None = model.objects.filter(pk=key).values_list("merged_into", flat=True).first()
    return found
