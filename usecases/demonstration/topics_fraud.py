"""Invented use cases in fraud prevention."""

from usecases.demonstration.topic import FRAUD_PREVENTION, Topic

FRAUD: tuple[Topic, ...] = (
    Topic(
        FRAUD_PREVENTION,
        "Deepfake detection at onboarding",
        ("for selfies", "for video calls", "for identity documents"),
        ("vision", "synthetic-data"),
        "Synthetic faces and documents pass checks that were made for photographs.",
        (
            "A vision model trained on synthetic attacks scores each session, and a person "
            "looks at the doubtful ones."
        ),
        "Fewer false identities, without sending honest customers to a branch.",
        customer_facing=True,
        ai_against_ai=True,
    ),
    Topic(
        FRAUD_PREVENTION,
        "Voice scam listener",
        ("for the hotline", "for outbound calls", "for trusted contacts"),
        ("speech", "guardrails"),
        "Callers under the influence of a fraudster sound calm and follow a script.",
        (
            "Speech is transcribed and compared with known scripts; the agent sees a "
            "warning with the words that triggered it."
        ),
        "Payments to fraudsters are stopped while the customer is still on the line.",
        customer_facing=True,
        ai_against_ai=True,
    ),
    Topic(
        FRAUD_PREVENTION,
        "Fraud investigation assistant",
        ("for card payments", "for instant payments", "for merchant accounts"),
        ("agents", "retrieval"),
        "An investigator opens nine systems to understand one alert.",
        (
            "An agent gathers what the systems say into one page and proposes next steps; "
            "it cannot act on accounts."
        ),
        "Alerts are closed in half the time.",
    ),
    Topic(
        FRAUD_PREVENTION,
        "Mule account finder",
        ("in new accounts", "in student accounts", "among dormant accounts"),
        ("knowledge-graph", "small-model"),
        "Mule accounts look ordinary one by one.",
        (
            "A graph of payments and devices is summarised by a small model that explains "
            "why accounts belong together."
        ),
        "Networks are found before the money has left.",
    ),
    Topic(
        FRAUD_PREVENTION,
        "Phishing page hunter",
        ("for our own brand", "for payment links", "for messaging apps"),
        ("vision", "agents"),
        "Copies of our pages live for hours and are found after days.",
        (
            "Agents visit suspicious addresses, compare what they see with our pages and "
            "prepare the takedown notice."
        ),
        "Copies are reported within the hour.",
        ai_against_ai=True,
    ),
    Topic(
        FRAUD_PREVENTION,
        "Red team for chat assistants",
        ("before release", "in production", "for voice channels"),
        ("model-as-judge", "prompting"),
        "Attacks on assistants change faster than test lists.",
        (
            "An attacking model tries to make the assistant misbehave and a judging model "
            "scores the answers; people review the worst."
        ),
        "Weaknesses are found before customers or criminals find them.",
        ai_against_ai=True,
    ),
    Topic(
        FRAUD_PREVENTION,
        "Trade document fraud checks",
        ("for letters of credit", "for invoices", "for bills of lading"),
        ("document-understanding", "vision"),
        "The same shipment is financed twice with documents that differ in small ways.",
        "A model compares documents across applications and shows what has been altered.",
        "Double financing is noticed before the money is paid.",
    ),
    Topic(
        FRAUD_PREVENTION,
        "Insurance and claims fraud triage",
        ("for motor claims", "for travel claims", "for medical claims"),
        ("vision", "retrieval"),
        "Photographs of damage are reused and edited.",
        (
            "Images and descriptions are compared with earlier claims, and a note says what "
            "does not fit."
        ),
        "Honest claims are paid sooner, doubtful ones looked at first.",
        ai_against_ai=True,
    ),
)
