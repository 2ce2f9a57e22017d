"""What becomes of invented use cases: the acts of a life in their order, and when each may happen.

`acts.Acting` performs the acts; what stands after a colon is handed to it.
"""

from datetime import date, timedelta

from usecases.demonstration.calendar import Round

Fate = tuple[str, ...]
Window = tuple[date, date]

_WRITTEN = ("begin", "write")
_HANDED_IN = (*_WRITTEN, "submit")
_SCREENED = (*_HANDED_IN, "screen", "handle")
_ASKED = (*_SCREENED, "ask")
_ANSWERED = (*_ASKED, "answer")
_LATE = ("ask-late", "answer-late")
_TO_ASSESS = ("assign", "declare", "assess")
_ASSESSING = (*_SCREENED, *_TO_ASSESS, "score-some")
_ASSESSED = (*_SCREENED, *_TO_ASSESS, "score")
_ASSESSED_AFTER = (*_ANSWERED, *_TO_ASSESS, "score")
_ACCEPTED = (*_ASSESSED, "propose:accept", "confirm")
_PLANNED = (*_ACCEPTED, "plan")
_STARTED = (*_PLANNED, "start")
_HALFWAY = (*_STARTED, "interim")
_TOLD = (*_HALFWAY, "tell", "complete")
_DECLINED = (*_ASSESSED, "propose:decline", "confirm")
_NOT_SCREENED = (*_SCREENED, "propose:decline", "confirm")
_WAITS = (*_ASSESSED, "propose:waitlist", "confirm")
_FROM_THE_LIST = (*_WAITS, "propose-later:accept", "confirm-later")
_CHANGED_MIND = (*_ASSESSED, "propose:accept", "refuse", "propose-again:decline", "confirm")

# Fates by how many phases came after; dealt out in turn, so that a small world has every stage.
FATES: tuple[tuple[Fate, ...], ...] = (
    (
        _WRITTEN,
        (*_ASSESSING, "continue"),
        _ACCEPTED,
        _HANDED_IN,
        _ASKED,
        (*_ASSESSED, "propose:decline"),
        ("begin",),
        (*_ASSESSED, "propose:accept"),
        (*_HANDED_IN, "withdraw"),
        _HANDED_IN,
        _WRITTEN,
        (*_ASKED, "answer-half"),
        (*_ASSESSED, *_LATE),
        (*_SCREENED, "attach"),
        (*_HANDED_IN, "recall"),
        (*_ANSWERED, *_TO_ASSESS),
        (*_HANDED_IN, "recall", "resubmit"),
        (*_ASSESSED, "withdraw-by-letter"),
    ),
    (
        (*_HALFWAY, "continue"),
        (*_HALFWAY, "incident"),
        (*_HALFWAY, "amend"),
        _DECLINED,
        _TOLD,
        _WAITS,
        (*_ASSESSED_AFTER, "propose:accept", "confirm", "plan", "start"),
        _ACCEPTED,
        (*_ASSESSED, "withdraw"),
        _NOT_SCREENED,
        (*_ASSESSED, *_LATE, "immaterial", "propose:accept", "confirm"),
        _CHANGED_MIND,
        _PLANNED,
        (*_HALFWAY, "note"),
        (*_STARTED, "suspend", "resume"),
        (*_STARTED, "suspend-at-once"),
        (*_NOT_SCREENED, "reopen"),
        (*_ACCEPTED, "carry-over", "sign-there"),
    ),
    (
        (*_TOLD, "tell-later"),
        (*_TOLD, "tell-later"),
        _DECLINED,
        _TOLD,
        (*_FROM_THE_LIST, "plan", "start", "tell", "complete"),
        _DECLINED,
        (*_TOLD, "tell-later"),
        (*_SCREENED, "withdraw"),
        _NOT_SCREENED,
        _TOLD,
        (*_STARTED, "withdraw-in-trial"),
        (*_ASKED, "go-on", *_TO_ASSESS, "score", "propose:decline", "confirm"),
        (*_STARTED, "terminate"),
        (*_PLANNED, "lapse"),
        (*_STARTED, "suspend", "resume", "tell", "complete"),
        (*_STARTED, "suspend-for-now"),
    ),
)


def fate(turn: int, age: int) -> Fate:
    """Return the fate of the case whose turn it is in a phase of this age."""
    fates = FATES[min(age, len(FATES) - 1)]
    return fates[turn % len(fates)]


def window(act: str, phase: Round, today: date) -> Window:
    """Return the first and the last day on which an act may happen."""
    name = act.partition(":")[0]
    if name in _LATELY:
        return today - timedelta(days=_LATELY[name][0]), today - timedelta(days=_LATELY[name][1])
    return _while_open(name, today) if phase.age == 0 else _afterwards(name, phase, today)


_OPEN_DAYS: dict[str, tuple[int, int]] = {
    "begin": (33, 24),
    "write": (22, 16),
    "submit": (15, 12),
    "screen": (11, 9),
    "handle": (9, 8),
    "ask": (8, 7),
    "answer": (6, 6),
    "answer-half": (6, 5),
    "ask-late": (4, 4),
    "answer-late": (3, 2),
    "assign": (7, 6),
    "declare": (7, 6),
    "assess": (6, 6),
    "score": (5, 5),
    "score-some": (5, 4),
    "propose": (5, 4),
    "confirm": (3, 2),
    "withdraw": (5, 2),
    "withdraw-by-letter": (4, 2),
    "attach": (6, 5),
    "continue": (5, 4),
    "recall": (10, 8),
    "resubmit": (7, 6),
}
# Days before today, whatever the phase.
_LATELY: dict[str, tuple[int, int]] = {"suspend-at-once": (1, 1), "sign-there": (12, 10)}


def _while_open(name: str, today: date) -> Window:
    first, last = _OPEN_DAYS[name]
    return today - timedelta(days=first), today - timedelta(days=last)


# Days after a day of the phase; "told" is the end of its trials, or today when that is to come.
_LATER_DAYS: dict[str, tuple[str, tuple[int, int]]] = {
    "begin": ("opens", (1, 15)),
    "write": ("opens", (16, 24)),
    "submit": ("closes", (-20, 0)),
    "screen": ("closes", (1, 6)),
    "handle": ("closes", (7, 9)),
    "ask": ("closes", (8, 9)),
    "answer": ("closes", (10, 12)),
    "ask-late": ("closes", (24, 25)),
    "answer-late": ("closes", (26, 27)),
    "immaterial": ("closes", (27, 27)),
    "amend": ("trials_from", (100, 150)),
    "go-on": ("closes", (11, 12)),
    "assign": ("closes", (8, 12)),
    "declare": ("closes", (12, 13)),
    "assess": ("closes", (13, 16)),
    "score": ("closes", (17, 24)),
    "score-some": ("closes", (17, 24)),
    "withdraw": ("closes", (19, 30)),
    "propose": ("announced", (-25, -14)),
    "refuse": ("announced", (-12, -10)),
    "propose-again": ("announced", (-9, -6)),
    "confirm": ("announced", (-5, -2)),
    "propose-later": ("announced", (8, 12)),
    "confirm-later": ("announced", (13, 18)),
    "plan": ("announced", (22, 32)),
    "start": ("trials_from", (0, 20)),
    "withdraw-in-trial": ("trials_from", (50, 80)),
    "continue": ("trials_from", (21, 25)),
    "interim": ("trials_from", (40, 75)),
    "incident": ("trials_from", (80, 140)),
    "note": ("trials_from", (100, 165)),
    "suspend": ("trials_from", (30, 60)),
    "resume": ("trials_from", (62, 75)),
    "suspend-for-now": ("trials_from", (90, 110)),
    "terminate": ("trials_from", (60, 100)),
    "lapse": ("trials_from", (25, 45)),
    "carry-over": ("trials_from", (25, 45)),
    "reopen": ("announced", (40, 60)),
    "tell": ("told", (-30, -6)),
    "complete": ("told", (-5, -1)),
    # From the day on which it is asked: nobody fails to reply before.
    "tell-later": ("trials_to", (184, 196)),
}


def _afterwards(name: str, phase: Round, today: date) -> Window:
    day, days = _LATER_DAYS[name]
    start: date = min(phase.trials_to, today) if day == "told" else getattr(phase, day)
    return start + timedelta(days=days[0]), start + timedelta(days=days[1])
