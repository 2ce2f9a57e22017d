"""What a person may ask to do: the keys of the permission table."""

from enum import StrEnum


class Action(StrEnum):
    """An act that `rules.permissions` allows or refuses."""

    USE_CONSOLE = "use-console"
    USE_PORTAL = "use-portal"
    READ_CASES = "read-cases"
    READ_DRAFTS = "read-drafts"
    READ_REPORTS = "read-reports"
    READ_TRAIL = "read-trail"
    READ_PEOPLE = "read-people"
    DRAFT = "draft"
    SIGN = "sign"
    HANDLE = "handle"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    RELEASE = "release"
    RECORD = "record"
    EDIT_REGISTER = "edit-register"
    EDIT_PROGRAMMES = "edit-programmes"
    EDIT_VOCABULARY = "edit-vocabulary"
    EDIT_PEOPLE = "edit-people"
    PROPOSE_PUBLICATION = "propose-publication"
    CONFIRM_PUBLICATION = "confirm-publication"
