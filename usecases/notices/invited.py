"""The letter that lets somebody in. Its key is in no table: it is put in when the mail goes."""

from base64 import urlsafe_b64encode
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

from usecases.audit.context import reliving
from usecases.audit.writing import current
from usecases.models.access import RoleGrant, User
from usecases.models.invitations import AccountRequest, Invitation
from usecases.models.messages import Message
from usecases.models.person import in_force
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.messages import Channel, Letter
from usecases.vocabulary.roles import Role

_SALT = "usecases.invitation"
_LINK = "{link}"


def key_of(invitation: Invitation) -> str:
    """Return the key of an invitation, which only this server can work out."""
    made = salted_hmac(_SALT, str(invitation.pk), algorithm="sha256").digest()
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def link_of(invitation: Invitation) -> str:
    """Return the address at which an invitation is accepted."""
    path: str = reverse("entrance:invitation", args=[key_of(invitation)])
    return settings.PUBLIC_ADDRESS + path


def tell_invited(invitation: Invitation, reader: User) -> None:
    """Queue the letter; nobody is mailed about what the invented programme lived through."""
    opened = current()
    if reliving():
        return
    until = invitation.expires_at.astimezone(ZoneInfo(TIME_ZONE))
    about = {"invitation": invitation, "link": _LINK, "until": f"{until:%-d %B %Y, %H:%M %Z}"}
    subject, body = _composed(Letter.INVITED, **about)
    Message.objects.create(
        recorded_at=opened.now,
        updated_at=opened.now,
        channel=Channel.MAIL,
        letter=Letter.INVITED,
        recipient=reader,
        institution=invitation.institution,
        subject=subject,
        body=body,
        key=f"{Letter.INVITED}:{invitation.pk}",
    )


def tell_requested() -> None:
    """Tell the administrators that somebody asks for an account, and never who."""
    opened = current()
    if reliving():
        return
    held = RoleGrant.objects.filter(in_force(opened.now), role=Role.ADMINISTRATOR)
    people = User.objects.filter(pk__in=held.values("user"), is_active=True, service=False)
    address = settings.PUBLIC_ADDRESS + reverse("admin:usecases_accountrequest_changelist")
    subject, body = _composed(Letter.ACCOUNT_REQUESTED, address=address)
    Message.objects.bulk_create(
        Message(
            recorded_at=opened.now,
            updated_at=opened.now,
            channel=Channel.MAIL,
            letter=Letter.ACCOUNT_REQUESTED,
            recipient=each,
            subject=subject,
            body=body,
        )
        for each in people
    )


def mail_refusal(request: AccountRequest) -> None:
    """Write to whoever asked, once it stands; somebody without an account is in no outbox."""
    subject, body = _composed(Letter.ACCOUNT_REFUSED, request=request)
    mail = EmailMessage(subject, body, to=[request.email])
    transaction.on_commit(mail.send, robust=True)


def _composed(letter: str, **about: Any) -> tuple[str, str]:
    """Return subject and text of a letter."""
    with translation.override("en"):
        text = render_to_string(f"letters/{letter}.txt", about)
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def ready_to_send(message: Message) -> str:
    """Return the text of a mail as it goes out: an invitation gets its link only now."""
    if message.letter != Letter.INVITED:
        return message.body
    pk = message.key.partition(":")[2]
    invitation = Invitation.objects.get(pk=pk)
    return message.body.replace(_LINK, link_of(invitation))
