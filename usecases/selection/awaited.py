"""What had not been decided or assessed yet, at a moment and as known at one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from usecases.models.assessments import Assessment, Assignment
from usecases.models.submissions import Submission
from usecases.rules.interests import conflicts_of
from usecases.rules.lifecycle import TABLE
from usecases.selection.history import Times, any_of
from usecases.selection.monitored_then import settled, standing_at
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import DecisionOutcome

AWAITS = ("confirmation", "release")


def decision_awaits(what: str, times: Times) -> Q:
    """The condition that a decision had been proposed, and awaited its confirmation or release:
    about the submission in force, at a stage where such a one is made.
    """
    later = Submission.objects.filter(
        times.by("signed_at"),
        use_case=OuterRef("use_case"),
        number__gt=OuterRef("submission__number"),
    )
    timely = [
        Q(outcome=outcome) & standing_at(TABLE[outcome].sources, times)
        for outcome in DecisionOutcome.values
    ]
    dropped = Q(letter__dropped_at__isnull=False) & times.by(
        "letter__dropped_at", "letter__dropped_at"
    )
    confirmed = settled("decision", "confirmed_at", times)
    stands = Q(basis=Basis.LIVE) & settled("decision", "proposed_at", times) & any_of(timely)
    ended = settled("decision", "refused_at", times) | settled("decision", "released_at", times)
    open_ones = stands & ~ended & ~Q(Exists(later)) & ~dropped
    return open_ones & (confirmed if what == "release" else ~confirmed)


def owed(rows: QuerySet[Assignment], times: Times) -> QuerySet[Assignment]:
    """Keep assignments that stood while their case was being assessed, and for which nothing was
    handed in, or nothing since a change said to be material; none of a person with a conflict.
    """
    given = times.by("recorded_at")
    rows = rows.filter(given & ~settled("assignment", "ended_at", times))
    later = Submission.objects.filter(
        times.by("materiality__said_at"),
        use_case=OuterRef("use_case"),
        number__gt=OuterRef("submission__number"),
        materiality__material=True,
    )
    done = Assessment.objects.filter(
        times.by("submitted_at", "submitted_at"),
        ~Exists(later),
        use_case=OuterRef("use_case"),
        assessor=OuterRef("assessor"),
        submitted_at__isnull=False,
    )
    waits = standing_at((Stage.ASSESSING,), times) & Q(use_case__basis=Basis.LIVE)
    return rows.filter(waits, ~Exists(done)).exclude(conflicts_of("assessor", "use_case"))
