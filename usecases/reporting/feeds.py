"""Every feed by its name, dimensions first: in this order a star schema loads without a gap."""

from usecases.reporting import (
    feeds_bridges,
    feeds_cases,
    feeds_dimensions,
    feeds_firms,
    feeds_register,
    feeds_reviews,
    feeds_trials,
)
from usecases.reporting.feeds_dates import DATES
from usecases.reporting.feeds_feed import Feed

FEEDS: dict[str, Feed] = {
    feed.name: feed
    for feed in (
        DATES,
        feeds_dimensions.AUTHORITIES,
        feeds_dimensions.PROGRAMMES,
        feeds_dimensions.PHASES,
        feeds_firms.INSTITUTIONS,
        feeds_firms.TECHNOLOGY_PARTNERS,
        feeds_dimensions.CATEGORIES,
        feeds_dimensions.TECHNIQUES,
        feeds_dimensions.METRICS,
        feeds_cases.USE_CASES,
        feeds_cases.STAGE_CHANGES,
        feeds_register.PARTICIPATIONS,
        feeds_reviews.DECISIONS,
        feeds_trials.TRIALS,
        feeds_trials.RESULTS,
        feeds_trials.DELIVERABLES,
        feeds_trials.INCIDENTS,
        feeds_reviews.CLARIFICATIONS,
        feeds_reviews.OUTCOMES,
        feeds_register.PUBLISHED_FIGURES,
        feeds_bridges.CATEGORIES,
        feeds_bridges.TECHNIQUES,
        feeds_bridges.PARTIES,
        feeds_bridges.LINEAGES,
    )
}
