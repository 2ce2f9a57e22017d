"""Figures as they were announced, and how far the records fall short of them."""

from dataclasses import dataclass

from usecases.reporting.scope import Scope


@dataclass(frozen=True)
class Announced:
    """A published figure: its words, and the bounds that they allow."""

    text: str
    lower: int | None
    upper: int | None

    def gap(self, recorded: int) -> str | None:
        """Return what is announced and not recorded, as bounds: `11`, `36+`, `up to 99`."""
        lower = None if self.lower is None else max(self.lower - recorded, 0)
        upper = None if self.upper is None else max(self.upper - recorded, 0)
        if lower is not None and lower == upper:
            return str(lower)
        if upper is None:
            return None if lower is None else f"{lower}+"
        return f"≤{upper}" if lower is None else f"{lower}-{upper}"


def announced(scope: Scope) -> dict[tuple[str, str], Announced]:
    """Return the figures in force, by phase and measure, said by `as_at`."""
    narrowed = {} if scope.public else {"superseded": "false"}
    figures = scope.select("published-figures", **narrowed).order_by()
    if scope.public:
        contents = [row.content for row in figures]
    else:
        columns = {"text": "text", "lower": "lower", "upper": "upper", "measure": "measure"}
        contents = list(figures.filter(phase__isnull=False).values("phase__code", *columns))
        contents = [{**each, "phase": each["phase__code"]} for each in contents]
    return {
        (each["phase"], each["measure"]): Announced(each["text"], each["lower"], each["upper"])
        for each in contents
    }
