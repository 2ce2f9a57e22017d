"""Invented use cases in risk management."""

from usecases.demonstration.topic import RISK_MANAGEMENT, Topic

RISK: tuple[Topic, ...] = (
    Topic(
        RISK_MANAGEMENT,
        "Draft suspicious transaction reports",
        ("for retail accounts", "for trade finance", "for private banking"),
        ("fine-tuning", "document-understanding"),
        (
            "Investigators spend most of their day writing narratives that repeat what the "
            "case file says."
        ),
        (
            "A fine-tuned model reads the alerts, the statements and the earlier reports, "
            "and drafts a narrative in which each sentence names its source."
        ),
        "A narrative in a quarter of the time, so that investigators look at more cases.",
    ),
    Topic(
        RISK_MANAGEMENT,
        "Early warning for lending",
        ("to small firms", "to property developers", "to importers"),
        ("retrieval", "prompting"),
        (
            "Signs that a borrower is in trouble are spread over news, filings and the "
            "notes of relationship managers."
        ),
        (
            "A model reads new documents every night, links them to borrowers and writes a "
            "short note when something has changed."
        ),
        "Reviews begin weeks earlier than the quarterly cycle allows.",
    ),
    Topic(
        RISK_MANAGEMENT,
        "Credit memorandum assistant",
        ("for small firms", "for syndicated loans", "for renewals"),
        ("document-understanding", "guardrails"),
        (
            "A memorandum takes a day to write, and reviewers find figures that do not "
            "match the accounts."
        ),
        (
            "The model extracts figures from the accounts, rules check them, and a draft is "
            "written with a reference for every number."
        ),
        "A day's work becomes an hour's, with fewer corrections.",
    ),
    Topic(
        RISK_MANAGEMENT,
        "Policy and regulation navigator",
        ("for compliance staff", "for branches", "for product teams"),
        ("retrieval", "knowledge-graph"),
        (
            "Staff ask compliance the same questions because rules are hard to find and "
            "harder to compare."
        ),
        (
            "Circulars and internal policies are linked in a graph; answers cite the "
            "paragraph, and out-of-scope questions are refused."
        ),
        "Routine questions are answered at once and consistently.",
    ),
    Topic(
        RISK_MANAGEMENT,
        "Model documentation reviewer",
        ("for credit models", "for market risk models", "for scorecards"),
        ("model-as-judge", "document-understanding"),
        "Validation teams read hundreds of pages to find which required statements are missing.",
        (
            "A second model checks the documentation against the standard and lists what is "
            "missing, with the passage it looked at."
        ),
        "Validation starts with a list of gaps instead of a blank page.",
    ),
    Topic(
        RISK_MANAGEMENT,
        "Stress scenario writer",
        ("for liquidity", "for climate risk", "for trading books"),
        ("agents", "synthetic-data"),
        "Scenarios resemble each other because the same few people write them.",
        (
            "Agents propose scenarios from past events and argue about how plausible they "
            "are; people choose."
        ),
        "A wider set of scenarios, each with its reasoning written out.",
    ),
    Topic(
        RISK_MANAGEMENT,
        "Control testing assistant",
        ("for operations", "for payments", "for access rights"),
        ("agents", "code-generation"),
        "Samples of controls are tested by hand once a year.",
        (
            "The model writes the test script from the control's description, runs it on a "
            "copy of the data and explains exceptions."
        ),
        "Whole populations are tested every month.",
    ),
    Topic(
        RISK_MANAGEMENT,
        "Contract risk reader",
        ("for outsourcing", "for derivatives", "for custody"),
        ("document-understanding", "small-model"),
        "Clauses that shift risk are found late, if at all.",
        (
            "A small model marks clauses that differ from the standard and says what the "
            "difference means."
        ),
        "Every contract is read in full before it is signed.",
    ),
)
