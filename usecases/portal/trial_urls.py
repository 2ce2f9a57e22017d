"""Addresses of the bank's side of a trial, below the one of its use case."""

from django.urls import path

from usecases.portal.views import (
    trial_due,
    trial_import,
    trial_plan,
    trial_report,
    trial_results,
)

_CASE = "use-cases/<uuid:key>/"
_TRIAL = f"{_CASE}trial/"
_DUE = f"{_TRIAL}due/<uuid:deliverable>/"

TRIAL = (
    path(f"{_TRIAL}plan/", trial_plan.plan, name="trial-plan"),
    path(f"{_TRIAL}plan/check/", trial_plan.check, name="trial-plan-check"),
    path(f"{_TRIAL}plan/take-back/", trial_plan.take_back, name="trial-plan-take-back"),
    path(f"{_TRIAL}cycles/begin/", trial_results.begin, name="trial-cycle-new"),
    path(f"{_TRIAL}cycles/<uuid:cycle>/", trial_results.cycle, name="trial-cycle"),
    path(f"{_TRIAL}targets/<uuid:target>/", trial_results.write, name="trial-result-new"),
    path(f"{_TRIAL}results/import/", trial_import.choose, name="trial-import"),
    path(
        f"{_TRIAL}results/import/template.<slug:ending>",
        trial_import.template,
        name="trial-import-template",
    ),
    path(f"{_TRIAL}results/import/<uuid:file>/", trial_import.preview, name="trial-import-check"),
    path(f"{_TRIAL}results/<uuid:result>/", trial_results.result, name="trial-result"),
    path(_DUE, trial_due.due, name="trial-due"),
    path(f"{_DUE}report/", trial_report.write, name="trial-report"),
    path(f"{_DUE}report/check/", trial_report.check, name="trial-report-check"),
    path(f"{_TRIAL}incidents/report/", trial_due.report, name="trial-incident-new"),
    path(f"{_TRIAL}incidents/<uuid:incident>/", trial_due.incident, name="trial-incident"),
    path(f"{_CASE}notes/<uuid:note_key>/", trial_due.answer, name="trial-note"),
)
