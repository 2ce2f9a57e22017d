"""Limits in one place, so that form, API and import refuse the same thing."""

# Words a bank may write in each long field of a submission.
WORDS: dict[str, int] = {
    "summary": 150,
    "problem": 400,
    "solution": 600,
    "role_of_ai": 300,
    "differentiation": 300,
    "expected_impact": 400,
    "data_description": 300,
    "testing_plan": 600,
    "success_measures": 400,
    "risks": 400,
    "safeguards": 400,
    "human_oversight": 300,
    "support_wanted": 300,
}

TITLE_CHARACTERS = 200
REASON_CHARACTERS = 2_000
SEARCH_CHARACTERS = 200
PAGE_SIZE = 50
PAGE_SIZE_MOST = 200
TOKEN_DAYS = 365
TIME_ZONE = "Asia/Hong_Kong"  # in which a date without a programme is cut
