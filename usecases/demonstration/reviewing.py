"""How invented cases are reviewed: asked and answered, assigned, declared free, scored."""

from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from usecases.audit.context import clock
from usecases.demonstration.calendar import ZONE
from usecases.demonstration.cast import Cast
from usecases.demonstration.lives import Life
from usecases.demonstration.names import CLOSE_TO, Firm
from usecases.demonstration.world import World
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.criteria import criteria_of
from usecases.vocabulary.terms import DecisionOutcome
from usecases.workflow.assign import assign
from usecases.workflow.clarify import answer, ask, proceed
from usecases.workflow.declare import declare
from usecases.workflow.judge import hand_in, write
from usecases.workflow.materiality import say
from usecases.workflow.revise import reply
from usecases.workflow.revise import write as revise

_TIME_TO_ASSESS, _TIME_TO_ANSWER = timedelta(days=10), timedelta(days=7)
_MIDDLE = {DecisionOutcome.ACCEPT: 3.7, DecisionOutcome.WAITLIST: 3.1, DecisionOutcome.DECLINE: 2.2}
_SEVERITY = (-0.4, 0.0, 0.4)
_QUESTIONS = (
    ("Who stops the system, and how fast?", "The duty manager, within a minute; it was rehearsed."),
    (
        "Are the transcripts free of personal data?",
        "They are masked before they leave our premises.",
    ),
    ("Which of your measures would end the trial early?", "Two wrong answers about fees in a day."),
)
_OVERSIGHT = "Two people read every draft in the first month, one of them from compliance."
_COMMENTS = (
    "Little that others could use, and the safeguards are thin.",
    "A sound idea; what is measured, and against what, should be said more exactly.",
    "Solid throughout. The way people stay in charge is worth copying.",
)
_WANTED = (
    (3.3, DecisionOutcome.ACCEPT),
    (2.7, DecisionOutcome.WAITLIST),
    (0.0, DecisionOutcome.DECLINE),
)


def ask_two(_world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """The officer asks two questions at once."""
    first = life.luck % len(_QUESTIONS)
    chosen = (_QUESTIONS[first], _QUESTIONS[(first + 1) % len(_QUESTIONS)])
    due = _end(clock() + _TIME_TO_ANSWER)
    ask(case, questions=[(question, due) for question, _reply in chosen], by=cast.officer)


def answer_all(_world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """The firm answers every question, and signs."""
    replies = dict(_QUESTIONS)
    for question in case.clarifications.filter(closed_at=None):
        reply(question, text=replies[question.question], by=cast.writers[life.firm])
    answer(case, by=cast.signatories[life.firm])


def answer_half(_world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """An editor has replied to the first question and rewritten a section; nobody signed yet."""
    question = case.clarifications.filter(closed_at=None).first()
    by = cast.writers[life.firm]
    if question is not None:
        reply(question, text=dict(_QUESTIONS)[question.question], by=by)
    revise(case, fields={"human_oversight": _OVERSIGHT}, by=by)


def answer_with_changes(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """The firm rewrites a section with its answer, though it was assessed already."""
    revise(case, fields={"human_oversight": _OVERSIGHT}, by=cast.writers[life.firm])
    answer_all(world, cast, life, case)


def say_immaterial(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    """The officer says that what changed does not matter to the scores."""
    reason = "It says in more words who reads the drafts; the panel knew."
    say(case, material=False, reason=reason, by=cast.officer)


def go_on(_world: World, cast: Cast, _life: Life, case: UseCase) -> None:
    """The officer goes on without an answer."""
    proceed(case, by=cast.officer, reason="They told us by telephone that nothing has changed.")


def assign_panel(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """Everyone on the panel is asked to assess it, who has a conflict apart."""
    due = (clock() + _TIME_TO_ASSESS).date()
    for person in _panel(world, cast, life.firm, case):
        if person.user is not None:
            assign(case, person.user, by=cast.officer, due_on=due)


def declare_free(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """They declare no conflict; in the open phase the one who signs in has yet to, of some."""
    for person in _panel(world, cast, life.firm, case):
        waits = life.phase.age == 0 and life.luck % 3 == 0 and person is cast.panel[0]
        if not waits:
            declare(case.phase, free=[case], by=person)


def score_all(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """Everyone hands in an assessment; whoever has not declared yet declares first."""
    for person in _panel(world, cast, life.firm, case):
        declare(case.phase, free=[case], by=person)
        _score(cast, person, life, case)


def score_some(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """All but the first of the panel, who has begun a draft of every second one."""
    for person in _panel(world, cast, life.firm, case):
        if person is not cast.panel[0]:
            _score(cast, person, life, case)
        elif life.luck % 3 and life.luck % 2:
            criteria = criteria_of(case.phase)[:2]
            write(case, by=person, scores={each.code: (3, "") for each in criteria})


def _panel(world: World, cast: Cast, firm: Firm, case: UseCase) -> list[Person]:
    """Return who assesses the cases of a firm: of its phase's first one who is close says so."""
    close = cast.panel[-1]
    if firm.short_name != CLOSE_TO:
        return cast.panel
    if close.user and not close.user.interests.filter(phase=case.phase).exists():
        why = "I sat on its advisory board until last year."
        declare(case.phase, conflicts=[world.institutions[firm]], by=close, why=why)
    return cast.panel[:-1]


def _score(cast: Cast, person: Person, life: Life, case: UseCase) -> None:
    """Hand in scores around the middle of what becomes of the case, as strict as the person is."""
    place = cast.panel.index(person)
    chance = Random(life.luck * len(cast.panel) + place)  # noqa: S311 - repeatable, not secret
    middle = _middle(life) + _SEVERITY[place % len(_SEVERITY)]
    scores = {}
    for criterion in criteria_of(case.phase):
        score = round(chance.gauss(middle, 0.7))
        scores[criterion.code] = (min(max(score, criterion.lowest), criterion.highest), "")
    mean = sum(score for score, _remark in scores.values()) / max(len(scores), 1)
    wanted = next(outcome for least, outcome in _WANTED if mean >= least)
    comment = _COMMENTS[min(int(mean) // 2, len(_COMMENTS) - 1)]
    hand_in(case, by=person, scores=scores, comment=comment, recommendation=wanted)


def _middle(life: Life) -> float:
    """Return around what a case is scored: by what is proposed of it, else by chance."""
    proposed = [act.partition(":")[2] for _moment, act in life.events if ":" in act]
    return _MIDDLE[DecisionOutcome(proposed[-1])] if proposed else 2.5 + life.luck / 50


def _end(moment: datetime) -> datetime:
    """Return the end of the day of a moment, on the programme's clock."""
    day = moment.astimezone(ZoneInfo(ZONE)).date()
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(ZONE))


REVIEWING = {
    "ask": ask_two,
    "answer": answer_all,
    "answer-half": answer_half,
    "ask-late": ask_two,
    "answer-late": answer_with_changes,
    "immaterial": say_immaterial,
    "go-on": go_on,
    "assign": assign_panel,
    "declare": declare_free,
    "score": score_all,
    "score-some": score_some,
}
