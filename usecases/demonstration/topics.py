"""What the invented use cases are about."""

from usecases.demonstration.topic import Topic
from usecases.demonstration.topics_customers import CUSTOMERS
from usecases.demonstration.topics_fraud import FRAUD
from usecases.demonstration.topics_risk import RISK

TOPICS: tuple[Topic, ...] = tuple(
    topic for three in zip(RISK, FRAUD, CUSTOMERS, strict=True) for topic in three
)
