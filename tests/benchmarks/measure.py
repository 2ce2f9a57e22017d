"""Measures one database, part by part; each prints its figures as JSON."""

import json
import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.benchmarks import limit, plain
from tests.benchmarks.timing import Run, in_turns, ninety_fifth
from usecases.models.access import Token, User
from usecases.models.person import person_for
from usecases.models.usecases import UseCase
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.feeds import FEEDS
from usecases.reporting.feeds_reader import reader_of
from usecases.reporting.stored import ANSWERS
from usecases.workflow import edit
from usecases.workflow.tokens import token_digest

Figures = dict[str, float]
_API = "/api/v1"
_PAGES = ("/", "/use-cases/", "/phases/", "/institutions/", "/reports/", "/ask/")
_PORTAL = ("/portal/", "/portal/figures/", "/portal/notices/")


def main(part: str) -> None:
    """Measure one part of the goals and print its figures."""
    logging.disable(logging.CRITICAL)
    settings.THROTTLE, settings.ALLOWED_HOSTS = False, ["*"]
    parts = {"lists": lists, "reports": reports, "feeds": feeds, "console": console,
             "writes": writes, "pages": pages}  # fmt: skip
    print(json.dumps(parts[part]()))


def _program() -> Client:
    secret, now = f"sbx_{secrets.token_hex(16)}", timezone.now()
    token = Token(
        user=User.objects.get(email="officer@regulator.example"), name=secret[-8:],
        prefix=secret[:10], digest=token_digest(secret), scopes=["read", "report"],
        expires_at=now + timedelta(days=1), last_used_at=now, recorded_at=now, updated_at=now,
    )  # fmt: skip
    token.save()
    return Client(headers={"Authorization": f"Bearer {secret}"})


def _signed_in(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def _get(client: Client, path: str, **headers: str) -> Callable[[], int]:
    def run() -> int:
        answer: Any = client.get(path, **headers)  # type: ignore[arg-type]  # headers alone
        if answer.status_code not in (200, 304):
            raise RuntimeError(f"{path} answered {answer.status_code}")
        body = answer.streaming_content if answer.streaming else [answer.content]
        return sum(len(each) for each in body)

    return run


def lists() -> Figures:
    """A hundred use cases, filtered, through the API; plainly; and at the limit."""
    phase = UseCase.objects.exclude(reference="").order_by("-updated_at")[0].phase
    asked = {"page_size": 100, "phase": phase.code, "stage": "trialling"}
    product = _get(_program(), f"{_API}/use-cases/?{urlencode(asked)}")
    table = UseCase._meta.db_table
    return in_turns(
        {
            "product": product,
            "plain": plain.listing(phase=str(phase.pk), stage="trialling"),
            "limit": limit.as_json(limit.statements_of(product, table)),
        }
    )


def reports() -> Figures:
    """Every report: counted anew, asked again, asked whether anything changed."""
    program, found = _program(), Figures()
    for name in REPORTS:
        path = f"{_API}/reports/{name}/"
        again = _get(program, path)

        def anew(again: Callable[[], int] = again) -> None:
            ANSWERS.clear()
            again()

        found |= {f"{name} anew": in_turns({"": anew}, 1)[""]}
        tag = program.get(path)["ETag"]
        known = _get(program, path, HTTP_IF_NONE_MATCH=tag)
        runs = {f"{name} again": again, f"{name} unchanged": known}
        found |= in_turns(runs)
    return found


def feeds() -> Figures:
    """The last page of a feed; and all of it as CSV, beside the database's own way."""
    program, feed = _program(), FEEDS["use-cases"]
    late = UseCase.objects.order_by("-updated_at")[150].updated_at
    last = urlencode({"updated_since": late.isoformat(), "page_size": 200})
    rows = feed.placed(reader_of(person_for(User.objects.get(email="officer@regulator.example"))))
    values = rows.values_list("at", feed.key, *feed.paths)
    with connection.cursor() as cursor:
        sql, params = values.query.sql_with_params()
        said = cursor.mogrify(sql, params) if hasattr(cursor, "mogrify") else sql
    runs: dict[str, Run] = {"csv": _get(program, f"{_API}/feeds/use-cases/?format=csv")}
    if connection.vendor == "postgresql":
        runs["copy"] = limit.copied(str(said))
    deep = in_turns({"deepest": _get(program, f"{_API}/feeds/use-cases/?{last}")})
    return deep | in_turns(runs, 1)


def console() -> Figures:
    """The list of use cases in the console: as it opens, searched, filtered, turned."""
    client, path = _signed_in("officer@regulator.example"), "/admin/usecases/usecase/"
    asked = {
        "opens": "",
        "search": "?q=fraud",
        "filter": "?stage__exact=trialling",
        "turned": "?p=2",
    }
    return in_turns({name: _get(client, path + query) for name, query in asked.items()}, 3)


def writes() -> Figures:
    """One edit with its trail, and a bare save; each a transaction of its own."""
    person = person_for(User.objects.get(email="officer@regulator.example"))
    case, said = UseCase.objects.filter(stage="trialling")[0], iter(range(10**6))

    def edited() -> None:
        edit.change(case, {"public_title": f"Title {next(said)}"}, by=person, reason="A trial.")

    def saved() -> None:
        with transaction.atomic():
            case.public_title = f"Title {next(said)}"
            case.save(update_fields=["public_title", "updated_at"])

    return in_turns({"edited": edited, "saved": saved}, 30)


def pages() -> Figures:
    """Pages of the register and of the portal: what 95 of 100 stay below."""
    bank, anyone = _signed_in("signatory@harbour.example"), Client()
    runs = {path: _get(anyone, path) for path in _PAGES}
    runs |= {path: _get(bank, path) for path in _PORTAL}
    return {"95th": ninety_fifth(runs)}
