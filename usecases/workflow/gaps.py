"""What is done about questions that were not answered: guidance, a sample question, or nothing."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from usecases.audit import writing
from usecases.models.documents import Document
from usecases.models.enquiries import Enquiry, SampleQuestion
from usecases.models.person import Person
from usecases.rules.visibility_enquiries import enquiries_for
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.asking import QUESTION_CHARACTERS, Gap
from usecases.vocabulary.documents import DocumentKind
from usecases.workflow.edit import create
from usecases.workflow.errors import NotFound, invalid
from usecases.workflow.fetch import require

_TITLE = 300
_FACTS, _FACT = 20, 300


def draft_guidance(keys: Iterable[UUID], *, by: Person) -> Document:
    """Begin a guidance document that answers these questions; it is published as any other."""
    rows = _waiting(keys, by)
    first = rows[0]
    title = first.question[:_TITLE]
    suffix = first.language.replace("-", "_")
    reason = _("Asked of the assistant, times: {number}.").format(number=len(rows))
    with writing(by=by, reason=reason):
        document = create(
            Document(
                kind=DocumentKind.GUIDANCE,
                language=first.language,
                paraphrased=True,
                **{"title_en": title, f"title_{suffix}": title},
            ),
            by=by,
            reason=reason,
        )
        _settle(rows, Gap.IN_HAND, by, guidance=document)
    return document


def write_sample(
    keys: Iterable[UUID], *, question: str, gold: Sequence[Sequence[str]], by: Person
) -> SampleQuestion:
    """Have the next evaluations ask this, and look for what an answer must show."""
    rows = _waiting(keys, by)
    asked = " ".join(normal(question).split())
    if not asked or len(asked) > QUESTION_CHARACTERS:
        text = gettext_lazy("Ask in 500 characters at most.")
        raise invalid("question", "length", text)
    if not gold or len(gold) > _FACTS or any(len(text) > _FACT for texts in gold for text in texts):
        text = gettext_lazy("Name 1 to 20 facts, each in 300 characters at most.")
        raise invalid("gold", "length", text)
    with writing(by=by) as opened:
        sample = SampleQuestion.objects.create(
            written_at=opened.now,
            written_by=opened.user,
            question=asked,
            language=rows[0].language,
            gold=[[normal(text) for text in texts] for texts in gold],
        )
        _settle(rows, Gap.IN_HAND, by, sample=sample)
    return sample


def set_aside(keys: Iterable[UUID], *, by: Person) -> int:
    """Say of questions that they are not for the assistant to answer; return how many."""
    rows = _waiting(keys, by)
    with writing(by=by):
        _settle(rows, Gap.ASIDE, by)
    return len(rows)


def take_up(keys: Iterable[UUID], *, by: Person) -> int:
    """Open questions again that were in hand or set aside; return how many."""
    rows = _those(keys, by, (Gap.IN_HAND, Gap.ASIDE))
    with writing(by=by):
        _settle(rows, Gap.OPEN, by, guidance=None, sample=None)
    return len(rows)


def _waiting(keys: Iterable[UUID], by: Person) -> list[Enquiry]:
    return _those(keys, by, (Gap.OPEN,))


def _those(keys: Iterable[UUID], by: Person, gaps: Sequence[Gap]) -> list[Enquiry]:
    """Return these questions, the oldest first; there must be one."""
    require(by, Action.EDIT_REGISTER)
    seen: QuerySet[Enquiry] = enquiries_for(by).filter(pk__in=list(keys), gap__in=gaps)
    rows = list(seen.order_by("asked_at", "id"))
    if not rows:
        raise NotFound
    return rows


def _settle(rows: Sequence[Enquiry], gap: Gap, by: Person, **fields: object) -> None:
    """Write where questions stand, since when, and by whom."""
    with writing(by=by) as opened:
        Enquiry.objects.filter(pk__in=[each.pk for each in rows]).update(
            gap=gap, gap_at=opened.now, gap_by=opened.user, **fields
        )
