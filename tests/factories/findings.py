"""Findings, and evidence for them."""

from typing import Any

from tests.factories.memory import once
from tests.factories.words import make_term
from tests.people import officer
from usecases.models.findings import Finding
from usecases.models.words import Term
from usecases.vocabulary.terms import TermKind
from usecases.workflow import findings


def topic() -> Term:
    """The topic that a finding has when the test does not care."""
    return once("topic", lambda: make_term(TermKind.TOPIC, "accuracy"))


def cited_finding(**fields: Any) -> Finding:
    """The officer writes down what a published document says."""
    told = {"topic": topic(), "statement_en": "Check the answer.", "cited": "A report"}
    return findings.write(by=officer(), **{**told, "page": "4", **fields})


def finding_on(*evidence: Any, **fields: Any) -> Finding:
    """The officer writes a finding that rests on results and outcomes."""
    results = [each for each in evidence if each._meta.model_name == "result"]
    outcomes = [each for each in evidence if each._meta.model_name == "outcome"]
    told = {"topic": topic(), "statement_en": "A second reading helped a participating bank."}
    return findings.write(by=officer(), results=results, outcomes=outcomes, **{**told, **fields})
