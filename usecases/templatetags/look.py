"""What templates need to draw a stage, a moment and a field. Never a query."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from usecases.models.base import Dated
from usecases.text.words import count_words
from usecases.vocabulary.basis import Precision

register = template.Library()
# Of what is known to the month or to the year: for programs, in English, in Chinese.
_VAGUE: dict[str, tuple[str, str, str]] = {
    Precision.MONTH: ("Y-m", "F Y", "Y年n月"),
    Precision.YEAR: ("Y", "Y", "Y年"),
}


@dataclass(frozen=True)
class Words:
    """How many words a field holds, against its limit."""

    count: int
    limit: int

    @property
    def over(self) -> int:
        """How many words are too many."""
        return max(0, self.count - self.limit)

    def __str__(self) -> str:
        """Say it as the page does, with or without script."""
        if self.over:
            text = _("{count} words: {over} over the limit of {limit}")
        else:
            text = _("{count} of at most {limit} words")
        return text.format(count=self.count, over=self.over, limit=self.limit)


@register.inclusion_tag("includes/stage_badge.html")
def stage_badge(code: str, label: str) -> dict[str, str]:
    """Draw the one badge of a stage; the caller chooses the staff's or the bank's word."""
    return {"code": code, "label": label}


@register.filter
def local_day(moment: date | datetime | None, zone: str | tzinfo = UTC) -> SafeString:
    """Draw the day of a moment in the programme's zone, or a plain date."""
    if not moment:
        return mark_safe("")
    local = moment.astimezone(_zone(zone)) if isinstance(moment, datetime) else moment
    shown = formatted(local, _day_format())
    stamp = formatted(local, "Y-m-d")
    return format_html('<time datetime="{}">{}</time>', stamp, shown)


@register.filter
def local_moment(moment: datetime | None, zone: str | tzinfo = UTC) -> SafeString:
    """Draw a moment in the programme's zone, with the name of that zone."""
    if not moment:
        return mark_safe("")
    local = moment.astimezone(_zone(zone))
    shown = formatted(local, f"{_day_format()}, H:i")
    return format_html(
        '<time datetime="{}">{} {}</time>', local.isoformat("T", "minutes"), shown, _name(local)
    )


@register.filter
def known_moment(fact: Dated, zone: str | tzinfo = UTC) -> SafeString:
    """Draw when a fact happened in the programme's zone, as precisely as is known."""
    if fact.precision == Precision.MOMENT:
        return local_moment(fact.happened_on, zone)
    return known_day(fact, zone)


@register.filter
def known_day(fact: Dated, zone: str | tzinfo = UTC) -> SafeString:
    """Draw the day, month or year in which a fact happened, whichever is known."""
    if fact.precision not in _VAGUE:
        return local_day(fact.happened_on, zone)
    local = fact.happened_on.astimezone(_zone(zone))
    stamp, english, chinese = _VAGUE[fact.precision]
    shown = formatted(local, chinese if _chinese() else english)
    return format_html('<time datetime="{}">{}</time>', formatted(local, stamp), shown)


@register.simple_tag
def word_count(field: BoundField) -> Words | None:
    """Count the words of a field whose form field carries `word_limit`."""
    limit = getattr(field.field, "word_limit", None)
    if not limit or field.is_hidden:
        return None
    return Words(count_words(str(field.value() or "")), int(limit))


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether to say so: `optional` on the form field wins over `required`."""
    return bool(getattr(field.field, "optional", not field.field.required))


@register.simple_tag
def described(field: BoundField) -> SafeString:
    """Tie a group of choices to its help, its errors and its words."""
    ids = _describers(field)
    return format_html(' aria-describedby="{}"', ids) if ids else mark_safe("")


@register.simple_tag
def draw(field: BoundField) -> SafeString:
    """Draw the widget, tied to its help, its errors and its words."""
    ids = "" if field.use_fieldset else _describers(field)
    return field.as_widget(attrs={"aria-describedby": ids} if ids else None)


@register.filter
def drawing(svg: str) -> SafeString:
    """Put a drawing made by our own server into the page, without its XML heading."""
    return mark_safe(svg[svg.find("<svg") :])  # noqa: S308 - paths and numbers, nobody's text


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _day_format() -> str:
    return "Y年n月j日" if _chinese() else "j F Y"


def _zone(zone: str | tzinfo) -> tzinfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def _name(local: datetime) -> str:
    name = local.tzname() or ""
    return f"UTC{name}" if name[:1] in {"+", "-"} else name


def _describers(field: BoundField) -> str:
    if field.field.widget.attrs.get("aria-describedby") or not field.auto_id:
        return ""
    words = word_count(field)
    parts = [field.aria_describedby or "", f"{field.auto_id}_words" if words else ""]
    return " ".join(part for part in parts if part)
