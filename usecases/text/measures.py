"""Measured values in words: with operator, range, unit, and of how many."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usecases.text.digest import plain
from usecases.vocabulary.trials import Operator, Unit

_SIGNS = {Operator.LESS: "< ", Operator.MORE: "> ", Operator.ABOUT: "~ "}


def value_text(value: Decimal, unit: str) -> str:
    """Return a value with its unit; a share of one stands alone."""
    return _with_unit(str(plain(value)), unit)


def measured_text(operator: str, value: Decimal, upper: Decimal | None, unit: str) -> str:
    """Return what was measured as people write it: `< 5 %`, `30 to 80 %`, `~ 0.8`."""
    sign = _SIGNS.get(Operator(operator), "")
    if upper is None:
        return sign + value_text(value, unit)
    span = _("{low} to {high}").format(low=plain(value), high=plain(upper))
    return sign + _with_unit(span, unit)


def of_how_many(numerator: int | None, denominator: int | None, sample: int | None) -> str:
    """Return of how many something was measured, as far as it is known."""
    if denominator is not None and numerator is not None:
        return _("{part} of {whole}").format(part=f"{numerator:,}", whole=f"{denominator:,}")
    if denominator is not None:
        return _("of {whole}").format(whole=f"{denominator:,}")
    if sample is not None:
        return ngettext("sample of {n}", "sample of {n}", sample).format(n=f"{sample:,}")
    return ""


def bounds_text(lowest: Decimal | None, highest: Decimal | None) -> str:
    """Return between which values something lies, as far as there are bounds."""
    if lowest is not None and highest is not None:
        return _("{low} to {high}").format(low=plain(lowest), high=plain(highest))
    if lowest is not None:
        return _("at least {bound}").format(bound=plain(lowest))
    if highest is not None:
        return _("at most {bound}").format(bound=plain(highest))
    return ""


def _with_unit(text: str, unit: str) -> str:
    return text if unit == Unit.RATIO else f"{text} {Unit(unit).label}"
