"""Which rows of which table a person sees: every page, choice and filter of the console asks."""

from collections.abc import Callable, Hashable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet

from usecases import models
from usecases.models.person import Person
from usecases.rules import asked, permits
from usecases.rules import invitations as invited
from usecases.rules import visibility as cases
from usecases.rules import visibility_casefile as casefile
from usecases.rules import visibility_events as happened
from usecases.rules import visibility_phase_reports as reports
from usecases.rules import visibility_plans as plans
from usecases.rules import visibility_register as register
from usecases.rules import visibility_replies as replies
from usecases.rules import visibility_reviews as reviews
from usecases.rules import visibility_trials as tried
from usecases.rules.visibility_trials import findings_for

ROWS: dict[type[Model], Callable[[Person], QuerySet[Any]]] = {
    models.Authority: register.authorities_for,
    models.Programme: register.programmes_for,
    models.Phase: register.phases_for,
    models.PublishedFigure: register.published_figures_for,
    models.Participation: register.participations_for,
    models.Criterion: reviews.criteria_for,
    models.Question: asked.questions_for,
    models.Answer: asked.answers_for,
    models.Permit: permits.permits_for,
    models.Institution: register.institutions_for,
    models.TechnologyPartner: register.technology_partners_for,
    models.Member: register.members_for,
    models.UseCase: cases.use_cases_for,
    models.Party: cases.parties_for,
    models.Submission: cases.submissions_for,
    models.Clarification: reviews.clarifications_for,
    models.Revision: reviews.revisions_for,
    models.Materiality: reviews.materialities_for,
    models.Decision: cases.decisions_for,
    models.Assignment: reviews.assignments_for,
    models.Assessment: reviews.assessments_for,
    models.Interest: reviews.interests_for,
    models.DecisionLetter: reviews.letters_for,
    models.LetterTemplate: reviews.letter_templates_for,
    models.Trial: cases.trials_for,
    models.Target: tried.targets_for,
    models.Amendment: tried.amendments_for,
    models.PlanProposal: plans.plan_proposals_for,
    models.DecisionReply: replies.decision_replies_for,
    models.Clearance: replies.clearances_for,
    models.Cycle: tried.cycles_for,
    models.Result: tried.results_for,
    models.Outcome: cases.outcomes_for,
    models.Finding: findings_for,
    models.Document: happened.documents_for,
    models.DocumentSection: happened.document_sections_for,
    models.Event: happened.events_for,
    models.EventItem: happened.event_items_for,
    models.Registration: happened.registrations_for,
    models.FollowOn: happened.follow_ons_for,
    models.OtherCohort: happened.other_cohorts_for,
    models.Note: casefile.notes_for,
    models.Deliverable: tried.deliverables_for,
    models.Incident: tried.incidents_for,
    models.Benefit: tried.benefits_for,
    models.Alias: casefile.aliases_for,
    models.Lineage: casefile.lineages_for,
    models.StageChange: cases.stage_changes_for,
    models.Category: register.categories_for,
    models.Technique: register.techniques_for,
    models.Term: register.terms_for,
    models.Metric: register.metrics_for,
    models.User: register.people_for,
    models.Invitation: invited.invitations_for,
    models.AccountRequest: invited.account_requests_for,
    models.RoleGrant: register.grants_for,
    models.Token: register.tokens_for,
    models.Webhook: register.webhooks_for,
    models.Message: register.messages_for,
    models.Publication: register.publications_for,
    models.PhaseReport: reports.phase_reports_for,
    models.PhaseReportText: reports.phase_report_texts_for,
    models.Change: register.changes_for,
    models.Attachment: casefile.attachments_for,
    models.Viewing: casefile.viewings_for,
    models.SavedView: casefile.saved_views_for,
}

# Every table by its name in the trail, those without a page of their own too.
KINDS: dict[str, type[Model]] = {
    model._meta.model_name or "": model for model in (getattr(models, n) for n in models.__all__)
}


def rows_for(model: type[Model], person: Person) -> QuerySet[Any]:
    """Return the rows of a table that the person sees; of an unknown table none."""
    rows = ROWS.get(model)
    return rows(person) if rows else model._default_manager.none()


# Whether somebody with these rights sees any row of a table; every page asks for every table.
_KNOWN: dict[Hashable, bool] = {}


def sees_any(model: type[Model], person: Person) -> bool:
    """Return whether there is anything of this kind for the person to see, without a query: it
    follows from what the person may do, whoever it is.
    """
    rights = (model, _rights(person))
    if rights not in _KNOWN:
        _KNOWN[rights] = _may_hold(rows_for(model, person))
    return _KNOWN[rights]


def _rights(person: Person) -> Hashable:
    member = person.membership
    return (
        person.system,
        person.anonymous,
        person.scopes,
        frozenset((grant.role, grant.authority_id is None) for grant in person.grants),
        member.role if member else None,
        person.principal is not None,
    )


def _may_hold(rows: QuerySet[Any]) -> bool:
    try:
        rows.query.sql_with_params()
    except EmptyResultSet:
        return False
    return True
