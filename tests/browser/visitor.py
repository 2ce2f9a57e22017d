"""Somebody at a browser, who reads and presses what the page shows."""

from re import Pattern

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page

from tests.factories.access import PASSWORD
from usecases.models.person import Person

# What is right with a page need not be told node by node, which takes most of the time.
_FAULTS_ONLY = {"resultTypes": ["violations"]}


class Visitor:
    """One person's page; what the browser complains of is kept in `complaints`."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, person: Person) -> None:
        """Sign in by e-mail and password."""
        if person.user is None:
            raise ValueError("Nobody cannot sign in.")
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", person.user.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)

    def open(self, address: str) -> int:
        """Go to an address and return the status of the answer."""
        response = self.page.goto(self.root + address)
        return response.status if response else 0

    def named(self, name: str | Pattern[str]) -> Locator:
        """Return the button or the link of this name, or of one like it."""
        button = self.page.get_by_role("button", name=name, exact=True)
        return button.or_(self.page.get_by_role("link", name=name, exact=True))

    def field(self, name: str) -> Locator:
        """Return the field of this name."""
        return self.page.locator(f"main [name={name}], #content [name={name}]")

    def press(self, name: str | Pattern[str]) -> None:
        """Press the button, or follow the link, of this name."""
        self.named(name).first.click()
        self.page.wait_for_load_state()

    def write(self, place: Locator, value: str) -> None:
        """Fill a field."""
        place.fill(value)

    def fill(self, **fields: str) -> None:
        """Fill fields by their names."""
        for name, value in fields.items():
            self.write(self.field(name), value)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.field(name).select_option(value)

    def tick(self, name: str) -> None:
        """Tick a box, or the first of some."""
        self.field(name).first.check()

    def faults(self) -> list[tuple[str, list[str]]]:
        """Return what axe finds wrong with the page, once it is there as a whole."""
        self.page.wait_for_load_state()
        found = Axe().run(self.page, options=_FAULTS_ONLY).response["violations"]
        return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]

    @property
    def text(self) -> str:
        """What stands on the page."""
        return self.page.inner_text("body")
