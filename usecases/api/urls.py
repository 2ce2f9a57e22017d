"""Addresses of the API."""

from django.urls import URLPattern, path, re_path
from rest_framework.views import APIView

from usecases.api.resources import (
    ASSESSMENTS,
    ATTACHMENTS,
    CLARIFICATIONS,
    CYCLES,
    DELIVERABLES,
    INCIDENTS,
    INTERESTS,
    PLAN_PROPOSALS,
    RESOURCES,
    TARGETS,
    USE_CASES,
    Resource,
)
from usecases.api.views import (
    after,
    agreed,
    answers,
    asking,
    assessments,
    clarifications,
    decisions,
    deliverables,
    docs,
    feeds,
    files,
    frozen,
    monitoring,
    proposals,
    reports,
    results,
    trials,
    usecases,
)
from usecases.api.views.missing import MissingView
from usecases.api.views.records import DetailView, ListView
from usecases.api.views.root import RootView

app_name = "api"


def _of(
    resource: Resource, many: type[ListView] = ListView, one: type[DetailView] = DetailView
) -> list[URLPattern]:
    name, kept = resource.name, {"resource": resource}
    return [
        path(f"v1/{name}/", many.as_view(**kept), name=f"{name}-list"),
        path(f"v1/{name}/<uuid:id>/", one.as_view(**kept), name=name),
    ]


def _act(owner: str, name: str, view: type[APIView]) -> URLPattern:
    return path(f"v1/{owner}/<uuid:id>/{name}/", view.as_view(), name=f"{owner}-{name}")


# Resources with views of their own.
_OWN = (
    *(USE_CASES, CLARIFICATIONS, ASSESSMENTS, INTERESTS, TARGETS, CYCLES, DELIVERABLES),
    *(INCIDENTS, ATTACHMENTS, PLAN_PROPOSALS),
)

urlpatterns: list[URLPattern] = [
    *(each for r in RESOURCES if r not in _OWN for each in _of(r)),
    *_of(CLARIFICATIONS, one=clarifications.ClarificationView),
    _act("use-cases", "clarifications", clarifications.AskView),
    _act("clarifications", "close", clarifications.CloseView),
    *_of(USE_CASES, usecases.UseCasesView, usecases.UseCaseView),
    _act("use-cases", "moves", usecases.MovesView),
    _act("use-cases", "readiness", usecases.ReadinessView),
    _act("use-cases", "assignments", assessments.AssignView),
    _act("assignments", "end", assessments.EndView),
    _act("use-cases", "assessments", assessments.AssessView),
    *_of(ASSESSMENTS, one=assessments.AssessmentView),
    _act("assessments", "hand-in", assessments.HandInView),
    *_of(INTERESTS, assessments.InterestsView),
    _act("interests", "lift", assessments.LiftView),
    _act("use-cases", "decisions", decisions.ProposeView),
    _act("decisions", "letter", decisions.LetterView),
    _act("decisions", "confirm", decisions.ConfirmView),
    _act("decisions", "refuse", decisions.RefuseView),
    _act("decisions", "release", decisions.ReleaseView),
    _act("decisions", "accept", agreed.AcceptView),
    _act("decisions", "query", agreed.QueryView),
    _act("decision-replies", "answer", agreed.AnswerView),
    _act("use-cases", "clearances", agreed.AskView),
    _act("clearances", "agree", agreed.ClearView),
    _act("clearances", "object", agreed.ObjectView),
    _act("use-cases", "plan-proposals", proposals.WriteView),
    *_of(PLAN_PROPOSALS, one=proposals.ProposalView),
    _act("plan-proposals", "propose", proposals.ProposeView),
    _act("plan-proposals", "take-back", proposals.TakeBackView),
    _act("plan-proposals", "agree", proposals.AgreeView),
    _act("plan-proposals", "send-back", proposals.SendBackView),
    _act("use-cases", "plan", trials.PlanView),
    _act("use-cases", "targets", trials.SetTargetView),
    _act("use-cases", "further-targets", trials.AmendInView),
    *_of(TARGETS, one=trials.TargetView),
    _act("targets", "amend", trials.AmendTargetView),
    _act("targets", "give-up", trials.AmendOutView),
    _act("targets", "explain", trials.ExplainView),
    _act("trials", "amend", trials.AmendPlanView),
    _act("use-cases", "cycles", results.BeginCycleView),
    *_of(CYCLES, one=results.CycleView),
    _act("cycles", "results", results.WriteResultView),
    _act("results", "final", results.FinalView),
    _act("results", "void", results.VoidResultView),
    _act("use-cases", "deliverables", deliverables.SetDeliverableView),
    *_of(DELIVERABLES, one=deliverables.DeliverableView),
    _act("deliverables", "amend", deliverables.AmendDueView),
    _act("deliverables", "hand-in", deliverables.HandInView),
    _act("deliverables", "sign-off", deliverables.SignOffView),
    _act("deliverables", "send-back", deliverables.SendBackView),
    _act("deliverables", "waive", deliverables.WaiveView),
    _act("use-cases", "incidents", monitoring.ReportIncidentView),
    *_of(INCIDENTS, one=monitoring.IncidentView),
    _act("incidents", "action", monitoring.ActedView),
    _act("incidents", "resolve", monitoring.ResolveView),
    _act("use-cases", "notes", monitoring.WriteNoteView),
    _act("notes", "answer", monitoring.AnswerNoteView),
    _act("notes", "close", monitoring.CloseNoteView),
    _act("use-cases", "outcomes", after.TellView),
    _act("use-cases", "answers", answers.AnswersView),
    _act("use-cases", "attachments", files.DraftFilesView),
    _act("clarifications", "attachments", files.ReplyFilesView),
    _act("deliverables", "hand-in-file", files.HandInFileView),
    *_of(ATTACHMENTS, one=files.AttachmentView),
    _act("attachments", "content", files.ContentView),
    path("v1/", RootView.as_view(), name="root"),
    path("v1/schema/", docs.SchemaView.as_view(), name="schema"),
    path("v1/ask/", asking.AskView.as_view(), name="ask"),
    path("v1/docs/", docs.DocsView.as_view(), name="docs"),
    path("v1/reports/", reports.ReportsView.as_view(), name="reports"),
    path("v1/reports/tables/", frozen.TablesView.as_view(), name="tables"),
    path("v1/reports/tables/<uuid:id>/", frozen.TableView.as_view(), name="table"),
    path("v1/reports/<slug:name>/", reports.ReportView.as_view(), name="report"),
    path("v1/feeds/", feeds.FeedsView.as_view(), name="feeds"),
    path("v1/feeds/<slug:name>/", feeds.FeedView.as_view(), name="feed"),
    re_path(r"^.*$", MissingView.as_view(), name="missing"),
]
