"""What people of a bank are told about themselves: what they took over, on what they read along."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.institutions import Institution, Member
from usecases.models.usecases import UseCase
from usecases.notices.letters import compose
from usecases.notices.outbox import put, rows_for
from usecases.rules.colleagues import writing_for
from usecases.vocabulary.messages import Letter


def tell_successor(reader: User, member: Member, cases: Sequence[UseCase]) -> None:
    """Tell somebody of the use cases that they took over, in one letter."""
    address = settings.PUBLIC_ADDRESS + reverse("portal:use-cases")
    shown = {"member": member, "cases": cases, "address": address}
    with translation.override("en"):
        text = render_to_string(f"letters/{Letter.HANDED_OVER}.txt", shown)
    subject, _, body = text.strip().partition("\n")
    said = {"subject": subject.strip(), "body": body.strip() + "\n"}
    about = {"letter": Letter.HANDED_OVER, "institution": member.institution}
    put(rows_for(reader, {**about, **said}))


def tell_joint(case: UseCase, institution: Institution) -> None:
    """Tell those who write for an institution that it reads along on another's use case."""
    subject, body = compose(Letter.JOINT, case)
    said = {"letter": Letter.JOINT, "subject": subject, "body": body}
    for member in writing_for(institution.pk, current().now).select_related("user"):
        put(rows_for(member.user, {**said, "institution": institution, "use_case": case}))
