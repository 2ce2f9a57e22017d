"""A real browser, Debian's chromium, on a server of its own."""

import os
import shutil
import time
from collections.abc import Iterator
from typing import Protocol

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.test import Client
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.admin.world import account
from tests.browser.typist import Typist
from tests.browser.visitor import Visitor
from usecases.models.person import Person

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


class Visit(Protocol):
    """Lets somebody in; without a mouse, or without scripts, if so asked."""

    def __call__(
        self, person: Person | None, *, mouse: bool = True, scripts: bool = True
    ) -> Visitor:
        """Open a browser of one's own."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser once; playwright runs a loop in this thread, which Django is told of."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("The browser tests need chromium (Debian: apt-get install chromium).")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


def cookie_of(person: Person, url: str) -> SetCookieParam:
    """Sign somebody in a moment ago, without the form, which `Visitor.sign_in` fills in."""
    client = Client()
    client.force_login(account(person))
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": url}


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Return a function that lets somebody in: `visit(officer())`, or nobody: `visit(None)`."""
    contexts = []

    def as_person(person: Person | None, *, mouse: bool = True, scripts: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport={"width": 1280, "height": 900}, locale="en", java_script_enabled=scripts
        )
        contexts.append(context)
        page: Page = context.new_page()
        page.set_default_timeout(60_000)
        visitor = (Visitor if mouse else Typist)(page, live_server.url)
        if person is not None:
            context.add_cookies([cookie_of(person, live_server.url)])
        return visitor

    yield as_person
    for context in contexts:
        context.close()
