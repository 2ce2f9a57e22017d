"""Freezes an edition of a phase report, for somebody to confirm; or makes a public one again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.exchange.phase_report_paper import paper
from usecases.models.phase_reports import PhaseReport
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.reporting.phase_report_again import made_again
from usecases.rules.phase_reports import public_of, waiting_of
from usecases.workflow import phase_reports
from usecases.workflow.errors import Refused
from usecases.workflow.people import system


class Command(BaseCommand):
    """`manage.py publish_report PHASE [--again] [--pdf FILE]`."""

    help = (
        "Freezes an edition of the report on a phase as it stands and proposes it; another person "
        "reads and confirms it in the console. Nothing is public before that."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which phase, and what else."""
        parser.add_argument("phase", help="code of the phase, such as GS1")
        parser.add_argument(
            "--again",
            action="store_true",
            help="make the public edition again at its own moments and compare the digests",
        )
        parser.add_argument("--pdf", type=Path, help="write the edition as a PDF to this file")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Propose an edition, unless one waits already; or make the public one again."""
        phase = Phase.objects.filter(code=options["phase"]).first()
        if phase is None:
            raise CommandError(f"There is no phase {options['phase']}.")
        edition = self._again(phase) if options["again"] else self._proposed(phase)
        if options["pdf"]:
            options["pdf"].write_bytes(paper(edition.content, edition.published_at))
            self.stdout.write(f"Written: {options['pdf']}")

    def _proposed(self, phase: Phase) -> Publication:
        try:
            report = phase_reports.draft(phase, by=system())
            known = waiting_of(report)
            edition = known or phase_reports.propose(report, by=system())
        except Refused as refusal:
            faults = "\n".join(f"- {fault.text}" for fault in refusal.faults)
            raise CommandError(f"It cannot be published yet:\n{faults}") from refusal
        content = edition.content
        said = "Waits already" if known else "Proposed"
        self.stdout.write(f"{said}: {phase.code}, edition {content['edition']}")
        self._moments(content)
        self.stdout.write(
            f"Another person confirms it: /admin/usecases/phasereport/{report.pk}/change/"
        )
        return edition

    def _again(self, phase: Phase) -> Publication:
        report = PhaseReport.objects.filter(phase=phase).first()
        edition = public_of(report) if report else None
        if edition is None:
            raise CommandError(f"No report on {phase.code} is public.")
        self._moments(edition.content)
        again = made_again(edition.content)
        self.stdout.write(f"made again {again.digest}")
        if again.same:
            self.stdout.write("The same digest.")
            return edition
        edits = [
            f"- {each.moment.isoformat()} {each.kind} {each.record}: {', '.join(each.attributes)}"
            for each in again.edits
        ]
        told = "\n".join(edits) or "- none that the trail tells of"
        raise CommandError(
            f"Another digest: {', '.join(again.parts)} differ. Attributes edited since:\n{told}"
        )

    def _moments(self, content: dict[str, Any]) -> None:
        facts = content["facts"]
        self.stdout.write(f"as_at      {facts['as_at']}")
        self.stdout.write(f"known_at   {facts['known_at']}")
        self.stdout.write(f"digest     {content['digest']}")
