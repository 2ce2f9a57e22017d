"""Writes the answers of an invented submission, from a topic and a seeded choice of sentences."""

from decimal import Decimal
from random import Random
from typing import Any

from usecases.demonstration.details import details
from usecases.demonstration.topic import Topic
from usecases.vocabulary.terms import Autonomy, DevelopmentStage

_MODELS = (
    ("Open-weight general model", "32"),
    ("Open-weight general model", "14"),
    ("Small model of our own", "1.5"),
    ("Small multilingual model", "7"),
    ("Hosted general model", None),
    ("Vision and language model", "72"),
)
_DIFFERENT = (
    "Rules have been tried and need a new exception every week; this reads what rules cannot.",
    "Others draft and stop there. Here every sentence names its source and is checked against it.",
    "It runs on a small model, so that a firm without a computing centre could do the same.",
    "People see what the model was unsure of, not only what it concluded.",
)
_DATA = (
    "Twelve months of closed cases with names replaced, and the documents that belong to them.",
    "Public documents and our own policies; no customer data in the first half of the trial.",
    "Synthetic records made from the statistics of real ones, checked by our privacy office.",
    "Recorded calls of customers who agreed, transcribed and masked before anybody reads them.",
)
_PLANS = (
    (
        "Weeks 1 to 4: set-up and a baseline done by hand. Weeks 5 to 12: the system works beside "
        "people, who do not see its result first. Weeks 13 to 20: people see it and correct it."
    ),
    (
        "Three rounds of four weeks. Each begins with a frozen version and a fixed set of cases, "
        "and ends with a blind comparison by people who did not build it."
    ),
    "First on past cases whose result is known, then on live cases in one team, then in three.",
)
_MEASURES = (
    (
        "Time for one case, against the baseline; share of drafts accepted with small corrections "
        "(aim: 80 per cent of at least 300); wrong statements per hundred (aim: below 2)."
    ),
    (
        "Share of true cases found at the same number of false alarms; how many minutes a reviewer "
        "needs; what reviewers say of the explanations."
    ),
    (
        "Answers that quote the right source (aim: 95 per cent of 1,000 questions); questions "
        "rightly refused; satisfaction of the people who asked."
    ),
)
_RISKS = (
    "It may invent facts, show bias between customer groups, or be misled by text in a document.",
    "Staff may trust it too much. Personal data may appear where it should not. Quality may drift.",
    "An attacker may try to learn its limits; an honest customer may be treated as a suspect.",
)
_SAFEGUARDS = (
    (
        "Answers are bound to the supplied text and cite it; a second model looks for statements "
        "without support; inputs are screened for instructions; everything is logged."
    ),
    (
        "Personal data is masked before the model sees it; access follows the reader's own rights; "
        "quality is measured weekly on a fixed set, and below a threshold it is switched off."
    ),
    (
        "Paired questions that differ in one attribute are asked every week; doubtful results go "
        "to a person; limits on amounts and customers are set in rules, not in the model."
    ),
)
_OVERSIGHT = (
    "A trained reviewer sees every result before it has any effect and can send it back.",
    "A person approves each step that touches a customer; a second one looks at a sample.",
    "The team lead can stop it at once; the risk function reads a weekly report.",
)
_SUPPORT = (
    "Advice on testing for bias, and computing for the second round.",
    "A talk with the supervisor about what evidence a release would need.",
    "",
)
_AUTONOMY = (
    Autonomy.ASSISTS,
    Autonomy.ASSISTS,
    Autonomy.PROPOSES,
    Autonomy.PROPOSES,
    Autonomy.ACTS_WITH_APPROVAL,
)


def answers(topic: Topic, choose: Random) -> dict[str, Any]:
    """Return every answer of a submission but its category."""
    family, size = choose.choice(_MODELS)
    title = f"{topic.title} {choose.choice(topic.scopes)}"
    data = choose.randrange(len(_DATA))
    # Of their own seed, so that what else is invented stays as it was.
    own, now, how = details(f"{title} {choose.getstate()}")
    return {
        "title": title,
        "summary": f"{topic.solution} {topic.impact}{own}",
        "stage_of_development": choose.choice(DevelopmentStage.values[:3]),
        "problem": topic.problem + now,
        "solution": topic.solution + how,
        "differentiation": choose.choice(_DIFFERENT),
        "expected_impact": topic.impact,
        "role_of_ai": f"{family}: {', '.join(topic.techniques).replace('-', ' ')}.",
        "model_family": family,
        "model_size": Decimal(size) if size else None,
        "data_description": _DATA[data],
        "data_public": data == 1,
        "data_proprietary": data in (0, 1),
        "data_synthetic": data == 2,  # noqa: PLR2004 - its place in the list above
        "data_personal": data in (0, 3),
        "compute_asked": Decimal(choose.randrange(4, 120) * 50),
        "tooling": "Versioned prompts, an evaluation set, and the logs of the host's platform.",
        "testing_plan": choose.choice(_PLANS),
        "success_measures": choose.choice(_MEASURES),
        "risks": choose.choice(_RISKS),
        "safeguards": choose.choice(_SAFEGUARDS),
        "human_oversight": choose.choice(_OVERSIGHT),
        "autonomy": Autonomy.ACTS_WITH_APPROVAL
        if "agents" in topic.techniques
        else choose.choice(_AUTONOMY),
        "customer_facing": topic.customer_facing,
        "ai_against_ai": topic.ai_against_ai,
        "support_wanted": choose.choice(_SUPPORT),
    }
