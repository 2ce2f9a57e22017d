"""The commands of the assistant: they print what they measured, and end as the goals are met."""

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant.runs import Figure, figures_of
from usecases.models.enquiries import Evaluation

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)


def run(name: str, *arguments: object) -> str:
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def written(folder: Path, *questions: Mapping[str, object]) -> Path:
    path = folder / "set.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in questions), encoding="utf-8")
    return path


def test_reindexing_counts_passages() -> None:
    lines = run("assistant_reindex").splitlines()
    assert [line.split()[:2] for line in lines[:3]] == [
        ["document", "en"],
        ["document", "zh-hans"],
        ["document", "zh-hant"],
    ]
    total = sum(int(line.split()[2]) for line in lines[:-2])
    assert lines[-2] == f"{total} passages, {total} indexed,"


def test_calibration_prints_the_thresholds() -> None:
    assert run("assistant_calibrate").startswith("questions  inside 100, outside 100\n")
    kept_run = Evaluation.objects.get()
    assert (kept_run.ran, kept_run.refused) == ("calibration", "")
    assert [each.measure for each in figures_of(kept_run)] == [
        *("asserted from a score of", "shown from a score of", "inside questions that reach it"),
    ]


def test_an_evaluation_prints_a_table_and_ends_well_where_the_goals_are_met(tmp_path: Path) -> None:
    question = {"question": "How many banks took part in phase 2?", "lang": "en"}
    oracle = {"rows": "institutions", "phase": ["GS2"]}
    path = written(tmp_path, {**question, "kind": "structured", "oracle": oracle})
    told = run("assistant_eval", path).splitlines()
    assert told[1:5] == [
        "set.jsonl: 1 questions",
        "measure                              found   share    95 % interval  goal",
        "sentences quoted, computed or fixed  2 of 2  100.0 %  34.2 to 100.0  >= 100 %  met",
        "structured: exact when answered      1 of 1  100.0 %  20.7 to 100.0  >= 100 %  met",
    ]
    assert told[-1].startswith("digest of the answers: ")
    kept_run = Evaluation.objects.get()
    assert (kept_run.ran, kept_run.file) == ("evaluation", "set.jsonl")
    figures = figures_of(kept_run)
    assert figures[1] == Figure(
        "structured: exact when answered", 100.0, "%", 1, 20.7, 100.0, "≥ 100 %", True
    )
    assert [each.unit for each in figures] == ["%", "%", "%", "ms", "ms"]


def test_an_evaluation_fails_where_a_goal_is_missed(tmp_path: Path) -> None:
    question = {"question": "How is personal data masked?", "lang": "en", "kind": "outside"}
    with pytest.raises(CommandError, match=r"^Goals missed: 1$"):
        run("assistant_eval", written(tmp_path, question), "--wrong")


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^set\.jsonl:1: kind is one of"):
        run("assistant_eval", written(tmp_path, {"question": "?"}))
