"""The form of a topic."""

from dataclasses import dataclass

RISK_MANAGEMENT = "risk-management"
FRAUD_PREVENTION = "fraud-prevention"
CUSTOMER_EXPERIENCE = "customer-experience"


@dataclass(frozen=True)
class Topic:
    """One kind of use case: what it is called, how it works, and what it is good for."""

    category: str
    title: str
    scopes: tuple[str, ...]
    techniques: tuple[str, ...]
    problem: str
    solution: str
    impact: str
    customer_facing: bool = False
    ai_against_ai: bool = False
