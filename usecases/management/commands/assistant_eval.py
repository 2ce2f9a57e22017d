"""Measures the assistant on sets of questions and says whether the goals are met."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.assistant import corpus
from usecases.assistant.evaluation import Evaluation, Measure, evaluate
from usecases.assistant.runs import Figure, keep
from usecases.assistant.sets import SetError, read_set
from usecases.vocabulary.asking import Ran

_HEAD = ("measure", "found", "share", "95 % interval", "goal", "")


class Command(BaseCommand):
    """`manage.py assistant_eval FILE [FILE ...] [--wrong]`."""

    help = (
        "Asks every question of each file (JSON Lines), prints what came of it and the goals, and "
        "keeps it for the console; asks again what was not answered, and closes what is by now; "
        "ends with 1 where a goal is missed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which files."""
        parser.add_argument("files", nargs="+", type=Path, help="sets of questions")
        parser.add_argument(
            "--wrong", action="store_true", help="name each question that went wrong"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Measure each file."""
        corpus.forget()
        missed = 0
        for path in options["files"]:
            try:
                found = evaluate(read_set(path), self._progress)
            except SetError as error:
                raise CommandError(str(error)) from error
            missed += self._told(path, found)
            keep(Ran.EVALUATION, _figures(found), file=path.name)
            if options["wrong"]:
                self._wrong(found)
        if missed:
            raise CommandError(f"Goals missed: {missed}")

    def _progress(self, number: int) -> None:
        if not number % 100:
            self.stderr.write(f"{number} asked")

    def _told(self, path: Path, found: Evaluation) -> int:
        measures = found.measures()
        self.stdout.write(f"\n{path.name}: {len(found.results)} questions")
        table = [_HEAD, *(_line(each) for each in measures)]
        wide = [max(map(len, column)) for column in zip(*table, strict=True)]
        for line in table:
            cells = (cell.ljust(width) for cell, width in zip(line, wide, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
        middle, late = found.times()
        self.stdout.write(f"milliseconds within the process: median {middle:.1f}, 95th {late:.1f}")
        self.stdout.write(f"digest of the answers: {found.digest()}")
        return sum(not each.met for each in measures)

    def _wrong(self, found: Evaluation) -> None:
        for each in found.results:
            if not each.right:
                asked, tier = each.asked, each.answer.tier
                self.stdout.write(f"- {asked.kind} {asked.language} {tier} {asked.question}")


def _figures(found: Evaluation) -> list[Figure]:
    """Return what was measured as the console keeps it."""
    middle, late = found.times()
    times = (("median within the process", middle), ("95th percentile within the process", late))
    return [
        *(_figure(each) for each in found.measures()),
        *(Figure(name, round(value, 1), "ms", len(found.results)) for name, value in times),
    ]


def _figure(each: Measure) -> Figure:
    interval = each.interval
    return Figure(
        measure=each.name,
        value=round(float(each.share), 1),
        unit="%",
        of=each.whole,
        low=float(interval.low) if interval else None,
        high=float(interval.high) if interval else None,
        goal=f"{'≤' if each.at_most else '≥'} {each.goal} %",
        met=each.met and each.whole >= each.fewest,
    )


def _line(each: Measure) -> tuple[str, ...]:
    interval = each.interval
    few = "few" if each.whole < each.fewest else "met"
    return (
        each.name,
        f"{each.part} of {each.whole}",
        f"{each.share:.1f} %",
        f"{interval.low} to {interval.high}" if interval else "",
        f"{'<=' if each.at_most else '>='} {each.goal} %",
        few if each.met else "MISSED",
    )
