"""Every report by its name: what it is called, what it says, who may ask, what it takes."""

from django.utils.translation import gettext_lazy as _

from usecases.reporting import (
    compliance,
    compute,
    durations,
    funnel,
    incidents,
    lineage,
    matrix,
    outcomes,
    participation,
    performance,
    phases,
    workload,
)
from usecases.reporting.report import Report
from usecases.reporting.scope import EVENT

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "phases",
            _("Phases"),
            _("Per phase: what is recorded, what was announced, and the gap between them."),
            True,
            phases.PARAMETERS,
            lambda scope: phases.COLUMNS,
            phases.rows,
            compared=True,
            clocked=False,
        ),
        Report(
            "funnel",
            _("Funnel"),
            _("How far use cases came, and what was decided about them."),
            False,
            funnel.PARAMETERS,
            funnel.columns,
            funnel.rows,
            compared=True,
            clocked=False,
        ),
        Report(
            "matrix",
            _("Matrix"),
            _("Use cases by phase, category (or another dimension) and stage."),
            True,
            matrix.PARAMETERS,
            matrix.columns,
            matrix.rows,
            compared=True,
            lines="category",
            keys=("stage",),
            clocked=False,
        ),
        Report(
            "durations",
            _("Durations"),
            _(
                "How long use cases took to a decision, to a trial, in it and beyond its plan; "
                "and how many were decided within the target."
            ),
            False,
            durations.PARAMETERS,
            durations.columns,
            durations.rows,
            compared=True,
        ),
        Report(
            "participation",
            _("Participation"),
            _("Who took part in each phase, who was new and who returned."),
            True,
            participation.PARAMETERS,
            participation.columns,
            participation.rows,
            EVENT,
            compared=True,
            clocked=False,
        ),
        Report(
            "performance",
            _("Evidence explorer"),
            _(
                "What trials measured against their targets: by metric and phase, by technique or "
                "by category. Values of unlike metrics are never put together."
            ),
            False,
            performance.PARAMETERS,
            performance.columns,
            performance.rows,
            compared=True,
            keys=("metric",),
            clocked=False,
        ),
        Report(
            "incidents",
            _("Incidents"),
            _("What went wrong in trials, for the days they ran; how bad, why, how soon resolved."),
            False,
            incidents.PARAMETERS,
            incidents.columns,
            incidents.rows,
            compared=True,
        ),
        Report(
            "compliance",
            _("Compliance"),
            _("Whether deliverables, answers and what notes ask for came in time."),
            False,
            compliance.PARAMETERS,
            compliance.columns,
            compliance.rows,
            compared=True,
        ),
        Report(
            "workload",
            _("Workload"),
            _("What waits on whom, and since when."),
            False,
            workload.PARAMETERS,
            workload.columns,
            workload.rows,
            compared=True,
            lines="waits",
        ),
        Report(
            "compute",
            _("Compute and exposure"),
            _("GPU hours asked, granted and used; customers exposed, against the limit."),
            False,
            compute.PARAMETERS,
            compute.columns,
            compute.rows,
            compared=True,
        ),
        Report(
            "lineage",
            _("Lineage"),
            _("Use cases that follow from earlier ones: how, and where those stood."),
            False,
            lineage.PARAMETERS,
            lineage.columns,
            lineage.rows,
            compared=True,
            keys=("follows", "earlier_stage"),
            clocked=False,
        ),
        Report(
            "outcomes",
            _("Outcomes"),
            _(
                "What became of use cases, by what is told of them last; and how many were in "
                "production within 12 months of their trial."
            ),
            True,
            outcomes.PARAMETERS,
            outcomes.columns,
            outcomes.rows,
            compared=True,
        ),
    )
}
