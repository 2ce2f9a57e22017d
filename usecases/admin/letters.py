"""Letters of decision as they are held and sent, and what an authority writes with each outcome."""

from typing import Any, ClassVar

from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import IN_USE, Active
from usecases.admin.lists import ByState, VisibleRelated
from usecases.models.letters import DecisionLetter, LetterTemplate
from usecases.notices.decided import Paper, slots_of
from usecases.notices.invented import invented_paper
from usecases.notices.placeholders import PLACEHOLDERS
from usecases.vocabulary.terms import DecisionOutcome

_OPEN = Q(released_at__isnull=True, dropped_at__isnull=True)
LETTER_STATES = {
    "held": (_("Held"), _OPEN),
    "sent": (_("Sent"), Q(released_at__isnull=False)),
    "dropped": (_("Dropped"), Q(dropped_at__isnull=False)),
}
_SLOTS = tuple((f"subject_{end}", f"text_{end}") for end in ("en", "zh_hant", "zh_hans"))


def letter_state(letter: DecisionLetter) -> str:
    """Return where a letter stands, in words."""
    code = "sent" if letter.released_at else "dropped" if letter.dropped_at else "held"
    return str(LETTER_STATES[code][0])


def _title(letter: DecisionLetter) -> str:
    return _("Letter of decision: {state}").format(state=letter_state(letter).lower())


class LetterState(ByState):
    """Narrows by whether a letter is held, sent or dropped."""

    states: ClassVar = LETTER_STATES


class DecisionLetterAdmin(ConsoleAdmin[DecisionLetter]):
    """Each letter as it was frozen; nothing of it is edited."""

    list_display = ("subject", "institution", "outcome", "state", "frozen_at", "released_at")
    list_filter = (LetterState, "decision__outcome", ("use_case__phase", VisibleRelated))
    list_select_related = ("use_case__institution", "decision")
    further_columns = ("use_case", "dropped_at")
    search_fields = ("use_case__reference", "subject", "use_case__institution__short_name")
    active = Active(_("Held only"), _("Sent or dropped"), lambda _now: _OPEN)
    empty_text = _("A letter appears here when a decision is confirmed, and waits for its release.")

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, letter: DecisionLetter) -> str:
        """Whom it is for."""
        return str(letter.use_case.institution)

    @display(description=_("outcome"), ordering="decision__outcome")
    def outcome(self, letter: DecisionLetter) -> str:
        """What it tells."""
        return letter.decision.get_outcome_display()

    @display(description=_("state"))
    def state(self, letter: DecisionLetter) -> str:
        """Whether it is held, sent or dropped."""
        return letter_state(letter)

    @display(description=_("frozen"), ordering="recorded_at")
    def frozen_at(self, letter: DecisionLetter) -> Any:
        """When its decision was confirmed."""
        return letter.recorded_at

    def sections(self, request: HttpRequest, obj: DecisionLetter | None) -> list[Any]:
        """The letter itself stands above; here is what it belongs to."""
        return [(None, ("use_case", "decision", "released_at", "dropped_at"))]

    def around(self, request: HttpRequest, obj: DecisionLetter) -> dict[str, Any]:
        """Show the letter as a sheet."""
        paper = Paper(obj.letterhead, obj.subject, obj.body)
        return {**super().around(request, obj), "paper": paper, "title": _title(obj)}


class LetterTemplateAdmin(ConsoleAdmin[LetterTemplate]):
    """What an authority writes, a slot for each language; a preview on an invented case."""

    list_display = ("authority", "outcome", "subject_en", "languages", "active")
    list_filter = (("authority", VisibleRelated), "outcome")
    list_select_related = ("authority",)
    search_fields = ("authority__code", "subject_en", "text_en")
    active = IN_USE
    empty_text = _("Without a template the house's own text is used, in three languages.")

    @display(description=_("languages"))
    def languages(self, template: LetterTemplate) -> str:
        """For which languages it has a text."""
        return ", ".join(slots_of(template, template.outcome))

    def sections(self, request: HttpRequest, obj: LetterTemplate | None) -> list[Any]:
        """Whose it is and what for, then a part for each language."""
        titles = (_("English"), _("Traditional Chinese"), _("Simplified Chinese"))
        slots = [(title, slot) for title, slot in zip(titles, _SLOTS, strict=True)]
        return [(None, ("authority", "outcome", "active")), *slots]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the house's own text of the outcome asked for."""
        begun: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        asked = begun.get("outcome")
        outcome = asked if asked in DecisionOutcome.values else DecisionOutcome.ACCEPT.value
        slots = slots_of(None, outcome)
        texts = zip(_SLOTS, slots.values(), strict=True)
        own = {n: v for names, s in texts for n, v in zip(names, (s.subject, s.text), strict=True)}
        return {**own, **begun, "outcome": outcome}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the letters room."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name.startswith("text_"):
            field.widget.attrs["rows"] = 18
        if field is not None and db_field.name.startswith("subject_"):
            field.widget.attrs["class"] = "vLargeTextField"
        return field

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Explain the placeholders on every such page."""
        context["outcomes"] = [] if context["original"] else DecisionOutcome.choices
        context["placeholders"] = [(f"{{{n}}}", meaning) for n, meaning in PLACEHOLDERS.items()]
        return super().render_change_form(request, context, *args, **kwargs)

    def around(self, request: HttpRequest, obj: LetterTemplate) -> dict[str, Any]:
        """Show what is saved on an invented case, in every language that has a text."""
        return {**super().around(request, obj), "paper": invented_paper(obj)}
