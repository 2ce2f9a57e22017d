"""What is confidential, and whose looking at it is written down."""

from django.db.models import Model

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.permissions import is_staff


def is_confidential(model: type[Model]) -> bool:
    """Whether records of this kind are use cases or hang on one."""
    return model is UseCase or any(field.name == "use_case" for field in model._meta.fields)


def is_noted(person: Person, model: type[Model]) -> bool:
    """Whether a person's looking at such records is written down: a bank reads what is its own."""
    return is_staff(person) and is_confidential(model)
