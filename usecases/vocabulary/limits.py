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
QUESTION_CHARACTERS = 2_000
QUESTIONS_AT_ONCE = 20
REPLY_WORDS = 1_000
ANSWER_DAYS = 10  # that a bank has for an answer, unless its case officer says otherwise
REMARK_CHARACTERS = 2_000  # beside one score
COMMENT_CHARACTERS = 10_000  # of one assessment
INTERESTS = 500  # declared at once
SUSPENSION_HOURS = 48  # for which an officer alone may suspend a trial
SEARCH_CHARACTERS = 200
PAGE_SIZE = 50
PAGE_SIZE_MOST = 200
FEED_SIZE = 1_000  # rows on a page of a feed, about
FEED_SIZE_MOST = 5_000
TOKEN_DAYS = 365
TOKEN_DAYS_MOST = 730
INVITATION_DAYS = 14
TIME_ZONE = "Asia/Hong_Kong"  # in which a date without a programme is cut

FILE_BYTES = 25 * 1024 * 1024
FILES_PER_CASE = 50
FILE_NAME_CHARACTERS = 200
FILE_PIXELS = 50_000_000  # width times height of a picture
FILE_MEMBERS = 2_000  # parts of a Word, Excel or PowerPoint file
FILE_UNPACKED_BYTES = 200 * 1024 * 1024  # of all parts together
FILE_CHECK_SECONDS = 60  # that a scanner may take for one file
ORPHAN_HOURS = 24  # after which a stored file without a record is taken for left over

VIEW_CHARACTERS = 8_000  # of the address that a saved view keeps

# Of a cell for outsiders, above which one institution makes up nearly all of it.
DOMINANT_PERCENT = 75

# Thresholds of a trial's traffic light.
LIGHT_NEAR_PERCENT = 80  # of a limit, from which on it is near
LIGHT_LATE_DAYS = 14  # after which what is late turns from amber to red
LIGHT_SIGN_OFF_DAYS = 14  # that a report may wait for its sign-off
LIGHT_RESULT_DAYS = 28  # before the planned end, from which on a first result is missed
PLAIN_CHARACTERS = 10_000  # of a text that staff write: a note, an incident, a report handed in
PROPOSED_TARGETS = 20  # in one plan that a bank proposes
FOLLOW_UP_EARLY_DAYS = 31  # before the day of asking, in which a reply still answers it

# What stands out among what came in.
THIN_WORDS = 10  # of an answer that was asked for, below which it says little
SIMILAR_PERCENT = 40  # of all pairs of words of two texts that both have

# Days before (negative) and after the day on which something falls due, or was asked, on which
# whoever has it in hand is reminded.
REMIND_DAYS: dict[str, tuple[int, ...]] = {
    "draft": (-14, -7, -3, -1),
    "question": (-3, -1, 1, 7),
    "deliverable": (-14, -3, 1, 7, 14),
    "note": (-7, -1, 1, 7),
    "plan": (3, 7, 14),
    "clearance": (3, 7, 14),
    "follow-up": (-14, 0, 14, 30),
    "late": (1, 7, 14, 28),
}
REMIND_LATER_DAYS = 3  # for which a reminder is still sent when nobody sent it on its day
REMIND_MINUTES = 60  # between two looks at what falls due
OFFICE_DAYS = 7  # that a plan or a query of a bank may wait for an answer
DIGEST_HOUR = 8  # of the day in TIME_ZONE, from which on what goes together is sent
DIGEST_MOST = 50  # that one mail lists; the rest is counted
