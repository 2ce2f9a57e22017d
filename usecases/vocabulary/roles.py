"""Roles of staff and of members of a bank."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of staff is trusted with."""

    OFFICER = "officer", _("Case officer")
    ASSESSOR = "assessor", _("Assessor")
    APPROVER = "approver", _("Approver")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class MemberRole(TextChoices):
    """What a person may do for an institution."""

    EDITOR = "editor", _("Editor")
    SIGNATORY = "signatory", _("Signatory")
    VIEWER = "viewer", _("Viewer")


class Scope(TextChoices):
    """What a token may be used for."""

    READ = "read", _("Read lists")
    REPORT = "report", _("Read reports and feeds")
    SUBMIT = "submit", _("Write for a bank")
    OPERATE = "operate", _("Write for the regulator")
