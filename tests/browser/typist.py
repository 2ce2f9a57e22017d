"""Somebody at a browser without a mouse: every field and button is reached by Tab."""

from datetime import date
from re import Pattern
from typing import Any

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor

_MOST = 200
_HERE = "e => e === document.activeElement"
_RING = """e => {
  const look = getComputedStyle(e);
  return look.outlineStyle !== "none" || look.boxShadow !== "none";
}"""


class Typist(Visitor):
    """Reads what is shown, and uses nothing but keys."""

    def reach(self, place: Locator) -> Any:
        """Go on with Tab until this has the focus, and can be seen to have it."""
        found = place.first.element_handle()
        for _press in range(_MOST):
            if found.evaluate(_HERE):
                assert found.evaluate(_RING), f"the focus on {place} is not seen"
                return found
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {place}")

    def press(self, name: str | Pattern[str]) -> None:
        """Press the button, or follow the link, of this name."""
        self.reach(self.named(name))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, place: Locator, value: str) -> None:
        """Type into a field in the place of what stands there; a day as the browser takes it."""
        found = self.reach(place)
        if found.get_attribute("type") == "date":
            self.page.keyboard.type(date.fromisoformat(value).strftime("%m%d%Y"))
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(value)

    def choose(self, name: str, value: str) -> None:
        """Go down a list to a value."""
        found = self.reach(self.field(name))
        self.page.keyboard.press("Home")
        for _press in range(_MOST):
            if found.evaluate("e => e.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is no choice of {name}")

    def tick(self, name: str) -> None:
        """Tick a box, or the first of some."""
        self.reach(self.field(name))
        self.page.keyboard.press("Space")
