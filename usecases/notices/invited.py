"""The letter that lets somebody in. Its key is in no table: it is put in when the mail goes."""

from base64 import urlsafe_b64encode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

from usecases.audit.context import reliving
from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.invitations import Invitation
from usecases.models.messages import Message
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.messages import Channel, Letter

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
    with translation.override("en"):
        text = render_to_string(f"letters/{Letter.INVITED}.txt", about)
    subject, _, body = text.strip().partition("\n")
    Message.objects.create(
        recorded_at=opened.now,
        updated_at=opened.now,
        channel=Channel.MAIL,
        letter=Letter.INVITED,
        recipient=reader,
        institution=invitation.institution,
        subject=subject.strip(),
        body=body.strip() + "\n",
        key=f"{Letter.INVITED}:{invitation.pk}",
    )


def ready_to_send(message: Message) -> str:
    """Return the text of a mail as it goes out: an invitation gets its link only now."""
    if message.letter != Letter.INVITED:
        return message.body
    pk = message.key.partition(":")[2]
    invitation = Invitation.objects.get(pk=pk)
    return message.body.replace(_LINK, link_of(invitation))
