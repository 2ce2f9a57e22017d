"""What `make run` does before it serves, and what it says."""

from typing import Any

import pytest

from sandbox_tracker import prepare


def test_steps_run_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def note(step: str, **_options: Any) -> None:
        ran.append(step)

    monkeypatch.setattr(prepare, "call_command", note)
    prepare.prepare()
    assert ran == [
        "migrate",
        "protect_trail",
        "load_vocabularies",
        "load_public_record",
        "make_demo",
    ]


def test_addresses_and_accounts_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    prepare.announce("9000")
    assert capsys.readouterr().out.splitlines() == [
        "",
        "Serving:",
        "  http://127.0.0.1:9000/                   the public register",
        "  http://127.0.0.1:9000/portal/            banks",
        "  http://127.0.0.1:9000/admin/             the regulator's staff",
        "  http://127.0.0.1:9000/api/v1/docs/       the API",
        "",
        "Demonstration accounts:",
        "  officer, assessor, approver, administrator, auditor at regulator.example",
        "  editor, signatory, viewer at harbour.example",
        "  editor, signatory, viewer at peak.example",
        "  contributor@partner.example, of a technology partner",
        "  password of each: demonstration only please",
        "",
    ]
