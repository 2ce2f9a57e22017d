"""The end report in its form: the bank's own while it is written, frozen when it is handed in."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Attachment
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.proposals import ReportDraft
from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.rules.aimed import aimed, frozen
from usecases.rules.missing import Missing
from usecases.rules.report_form import missing_in, stamp, too_long, whole
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.end_report import REPORT_BY_CODE, REPORT_SECTIONS
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.trials import DeliverableKind
from usecases.workflow.attach import Prepared, keep
from usecases.workflow.errors import Invalid, NotReady, Stale, invalid
from usecases.workflow.fetch import require
from usecases.workflow.hand_in import tell_handed_in, to_hand_in


def write_report(
    deliverable: Deliverable,
    *,
    texts: Mapping[str, str],
    by: Person,
    seen: Mapping[str, str] | None = None,
) -> ReportDraft:
    """Write sections of an end report; the others stay as they are.

    `seen` holds the stamps (`rules.report_form.stamps`) of what the writer saw: a section that a
    colleague has changed since raises `Stale` with its code, and nothing is written.
    """
    with writing(by=by):
        row, case = _in_writing(deliverable, by)
        given = {code: normal(text).strip() for code, text in texts.items()}
        given = {
            code: text for code, text in given.items() if (seen or {}).get(code) != stamp(text)
        }
        _refuse(given)
        draft = ReportDraft.objects.filter(deliverable=row).first()
        known: dict[str, str] = draft.content if draft else {}
        _refuse_conflicts(given, known, seen or {})
        content = {code: text for code, text in {**known, **given}.items() if text}
        if draft is None:
            draft = ReportDraft(deliverable=row, use_case=case, content=content)
            return trail.add(draft, private_to=case.institution)
        trail.amend(draft, {"content": content}, private_to=case.institution)
        return draft


def hand_in_report(
    deliverable: Deliverable,
    *,
    by: Person,
    read: str = "",
    upload: Prepared | None = None,
) -> Deliverable:
    """Freeze the report with the standing of the targets, and hand it in; the officer is told.

    `read` is the stamp (`rules.report_form.whole`) of what was read: `Stale` if it was changed.
    """
    with writing(by=by) as opened:
        row, case = _in_writing(deliverable, by)
        draft = ReportDraft.objects.filter(deliverable=row).first()
        content: dict[str, str] = draft.content if draft else {}
        if read and read != whole(content):
            raise Stale
        if faults := missing_in(content):
            raise NotReady(*faults)
        fields: dict[str, Any] = {"text": "", "file": _file(upload, case, row, by)}
        handed = {"handed_in_at": opened.moment, "handed_in_by": opened.user}
        trail.amend(row, {"report": _frozen(case, content), **fields, **handed})
        tell_handed_in(row, case)
        return row


def _in_writing(deliverable: Deliverable, by: Person) -> tuple[Deliverable, UseCase]:
    """Return an end report that is still to come, if the person writes for its bank."""
    row, case = to_hand_in(deliverable, by)
    require(by, Action.WRITE_TRIAL, case)
    if row.kind != DeliverableKind.END_REPORT:
        raise invalid("", "kind", _("Only the end report has a form of its own."))
    return row, case


def _refuse(given: Mapping[str, str]) -> None:
    """Refuse a section that there is none of, and what is endless; too many words may be cut."""
    text = format_lazy(_("At most {n} characters."), n=PLAIN_CHARACTERS)
    faults = [
        Missing(code, "not-editable", _("There is no such section."))
        for code in given
        if code not in REPORT_BY_CODE
    ]
    faults += [
        Missing(code, "too-long", text)
        for code, words in given.items()
        if len(words) > PLAIN_CHARACTERS
    ]
    if faults := faults or too_long(given):
        raise Invalid(*faults)


def _refuse_conflicts(
    given: Mapping[str, str], known: Mapping[str, str], seen: Mapping[str, str]
) -> None:
    told = _("Somebody else changed this in the meantime.")
    changed = [
        Missing(code, "stale", told)
        for code, text in given.items()
        if code in seen and stamp(known.get(code, "")) not in (seen[code], stamp(text))
    ]
    if changed:
        raise Stale(*changed)


def _frozen(case: UseCase, content: Mapping[str, str]) -> dict[str, Any]:
    """Return the report with the titles that it was asked by, and the targets as they stand."""
    targets = Target.objects.filter(use_case=case, dropped_at__isnull=True)
    results = Result.objects.filter(use_case=case, voided_at__isnull=True)
    with translation.override("en"):
        return {
            "sections": [
                {"code": each.code, "title": str(each.title), "text": content[each.code]}
                for each in REPORT_SECTIONS
                if content.get(each.code)
            ],
            "targets": frozen(
                aimed(targets.select_related("metric"), results.select_related("metric"))
            ),
        }


def _file(
    upload: Prepared | None, case: UseCase, row: Deliverable, by: Person
) -> Attachment | None:
    if upload is None:
        return None
    return keep(upload, case, kind="report", by=by, description=row.title)
