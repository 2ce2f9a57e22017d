"""Invented use cases in customer experience."""

from usecases.demonstration.topic import CUSTOMER_EXPERIENCE, Topic

CUSTOMERS: tuple[Topic, ...] = (
    Topic(
        CUSTOMER_EXPERIENCE,
        "Product enquiry assistant",
        ("for mortgages", "for insurance products", "for savings"),
        ("retrieval", "guardrails"),
        "Customers cannot find which product fits the facts they have, and hotlines are busy.",
        (
            "An assistant answers from the product sheets only, quotes them, and hands over "
            "to a person before anything like advice."
        ),
        "Questions are answered at any hour, in three languages.",
        customer_facing=True,
    ),
    Topic(
        CUSTOMER_EXPERIENCE,
        "Hotline summaries",
        ("for complaints", "for card services", "for business customers"),
        ("speech", "small-model"),
        "Agents type notes after each call and customers repeat themselves at the next.",
        "The call is transcribed and summarised, the agent corrects and confirms.",
        "Two minutes saved a call, and nobody tells their story twice.",
    ),
    Topic(
        CUSTOMER_EXPERIENCE,
        "Relationship manager briefing",
        ("for business customers", "for wealth customers", "for institutional clients"),
        ("retrieval", "prompting"),
        "Preparing for a meeting means reading mail, holdings and research for an hour.",
        "A one-page briefing is drafted from what the manager may see, with its sources.",
        "Better prepared meetings, with nothing invented.",
    ),
    Topic(
        CUSTOMER_EXPERIENCE,
        "Plain words for letters",
        ("in three languages", "for loan letters", "for policy changes"),
        ("translation", "prompting"),
        "Letters are correct and nobody understands them.",
        "A model rewrites them in plain words, and checks find any change of meaning or figure.",
        "Fewer calls that ask what a letter means.",
        customer_facing=True,
    ),
    Topic(
        CUSTOMER_EXPERIENCE,
        "Accessible banking",
        ("in sign language", "for people with low vision", "for older customers"),
        ("speech", "vision"),
        "Some customers cannot use services that assume reading or hearing.",
        "Text becomes signing, speech or simple pictures, and customers tell us what works.",
        "People do their own banking who could not before.",
        customer_facing=True,
    ),
    Topic(
        CUSTOMER_EXPERIENCE,
        "Financial health companion",
        ("for young customers", "for families", "for the self-employed"),
        ("agents", "guardrails"),
        "Customers see transactions and not what they mean.",
        (
            "An agent explains patterns, answers questions and proposes steps, within "
            "limits that rules enforce."
        ),
        "Customers plan better, and understand why.",
        customer_facing=True,
    ),
    Topic(
        CUSTOMER_EXPERIENCE,
        "Claims and requests by chat",
        ("for travel cover", "for lost cards", "for address changes"),
        ("agents", "document-understanding"),
        "A simple request passes through five hands.",
        "An agent asks for what is missing, fills in the form and acts once the customer approves.",
        "Simple requests are done in one conversation.",
        customer_facing=True,
    ),
    Topic(
        CUSTOMER_EXPERIENCE,
        "Research digest",
        ("for pension members", "for fund investors", "for advisers"),
        ("retrieval", "translation"),
        "Research is long, in one language, and written for specialists.",
        "A digest in the reader's language quotes the research and says what it does not cover.",
        "More people read it and know where it comes from.",
        customer_facing=True,
    ),
)
