"""What the newest invented phase asks of its own, what the banks answer, and who may be late."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from usecases.demonstration.calendar import Round
from usecases.demonstration.cast import Cast
from usecases.demonstration.lives import Life
from usecases.demonstration.names import HARBOUR, PEAK
from usecases.demonstration.world import World
from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.rules.criteria import locked
from usecases.rules.questions import questions_of
from usecases.rules.visibility import own_cases_for
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.stages import Stage
from usecases.workflow import permits, questions, respond
from usecases.workflow.bank_files import hand_over

_WHERE = [
    {"code": "own", "label_en": "On our own premises", "label_zh_hant": "自有設施"},
    {"code": "host", "label_en": "At the host’s centre", "label_zh_hant": "主辦機構中心"},
    {"code": "cloud", "label_en": "In a public cloud", "label_zh_hant": "公有雲"},
]
_LANGUAGES = [
    {"code": "en", "label_en": "English"},
    {"code": "zh-hant", "label_en": "Traditional Chinese"},
    {"code": "zh-hans", "label_en": "Simplified Chinese"},
]
_ASKED: tuple[dict[str, Any], ...] = (
    {"code": "where", "kind": "one", "label_en": "Where will the model run?", "choices": _WHERE},
    {
        "code": "languages",
        "kind": "several",
        "label_en": "In which languages does it answer?",
        "choices": _LANGUAGES,
    },
    {"code": "people", "kind": "number", "label_en": "How many people work on it?"},
    {"code": "stops", "kind": "yes-no", "label_en": "Can one person stop it at once?"},
    {
        "code": "dependence",
        "kind": "text",
        "label_en": "What do you do when your model’s supplier fails?",
        "help_en": "Think of an outage, and of the supplier’s end.",
        "word_limit": 150,
        "required": False,
    },
    {
        "code": "diagram",
        "kind": "file",
        "label_en": "A diagram of the system",
        "required": False,
    },
)
_FAILS = (
    "A second model takes over within the hour; people answer meanwhile.",
    "We keep the open weights, and a copy of the index, on our own premises.",
    "Answers are drafted by hand, as they were before.",
)
_DIAGRAM = "Customer -> assistant -> check by a second model -> officer -> customer\n"
_CLOSED_BY = timedelta(days=9)


def ask(world: World, cast: Cast, phase: Round) -> None:
    """Write the form of a phase before it opens."""
    for fields in _ASKED:
        questions.add(world.phases[phase.code], fields=fields, by=cast.officer)


def answer(world: World, cast: Cast, life: Life, case: UseCase) -> UseCase:
    """Let a firm answer what its phase asks of its own, if it asks anything."""
    if not questions_of(case.phase, case.phase.form_version):
        return case
    luck = life.luck
    told = {
        "where": _WHERE[luck % len(_WHERE)]["code"],
        "languages": [each["code"] for each in _LANGUAGES[: 1 + luck % len(_LANGUAGES)]],
        "people": str(3 + luck % 9),
        "stops": luck % 5 != 0,
        "dependence": _FAILS[luck % len(_FAILS)],
    }
    return respond.respond(case, answers=told, by=cast.writers[life.firm])


def ask_more(world: World, cast: Cast, phase: Round) -> None:
    """Once submissions are in, put a second version of the form in force; drafts are told."""
    asked = world.phases[phase.code]
    asked.refresh_from_db()
    drafts = own_cases_for(cast.signatories[HARBOUR]).filter(phase=asked, stage=Stage.DRAFT)
    draft = drafts.order_by("recorded_at").first()
    if draft is not None:
        sheet = SimpleUploadedFile("system.txt", _DIAGRAM.encode())
        found = _file_question(questions_of(asked, asked.form_version))
        why, by = "How the parts work together", cast.writers[HARBOUR]
        hand_over(draft, sheet, by=by, description=why, question=found)
    if not locked(asked.pk):
        return
    why = "Two supervisors asked for it."
    fields = {"kind": "text", "label_en": "Who supplies the model?", "required": False}
    questions.add(asked, fields=fields, by=cast.officer, reason=why)
    questions.put_in_force(asked, by=cast.officer, reason=why)


def permit(world: World, cast: Cast, phases: list[Round], now: datetime) -> None:
    """Let one bank hand in late to the phase before the newest."""
    if len(phases) > 1:
        permits.give(
            world.phases[phases[-2].code],
            institution=world.institutions[PEAK],
            until=now + _CLOSED_BY,
            by=cast.approver,
            reason="Their signatory was ill when the phase closed; two directors wrote to us.",
        )


def _file_question(asked: list[Question]) -> Question:
    return next(each for each in asked if each.kind == QuestionKind.FILE)
