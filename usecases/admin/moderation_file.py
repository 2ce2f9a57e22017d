"""The moderation of a phase as a file: the rows and the order that are on screen."""

from collections.abc import Callable
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from usecases.exchange.writing import Cell, Row, Sheet, csv_lines, write_workbook
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.reporting.moderation import Placed
from usecases.vocabulary.reviews import Recommendation
from usecases.workflow import viewings

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(
    request: HttpRequest, person: Person, phase: Phase, rows: list[Placed], ending: str
) -> HttpResponse:
    """Answer with the rows, and note that they were taken along."""
    make = _FILES.get(ending)
    if make is None:
        raise Http404
    content, kind = make(_head(rows), [_row(each) for each in rows])
    viewings.exported(UseCase, dict(request.GET.lists()), len(rows), by=person)
    moment = timezone.localtime().strftime("%Y-%m-%d-%H%M")
    answer = HttpResponse(content, content_type=kind)
    name = f"moderation-{slugify(phase.code)}-{moment}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _head(rows: list[Placed]) -> list[str]:
    criteria = rows[0].judgement.criteria if rows else ()
    return [
        *(_("Place"), _("Within the places"), _("Reference"), _("Title"), _("Institution")),
        *(_("Category"), _("Stage"), _("Mean"), _("Median"), _("Standard deviation")),
        *(_("Lowest"), _("Highest"), _("Assessments that count"), _("Expected"), _("Void")),
        *(str(each.label) for each in Recommendation),
        *(each.label for each in criteria),
        *(_("Stands apart"), _("Proposal")),
    ]


def _row(each: Placed) -> list[Cell]:
    case, said = each.case, each.judgement
    within = None if each.within is None else str(_("Yes") if each.within else _("No"))
    scores: list[Cell] = (
        [None] * len(said.criteria) if said.closed else [c.mean for c in said.by_criterion]
    )
    return [
        *(each.place, within, case.reference, case.title, str(case.institution)),
        *(case.category.label if case.category else None, str(case.get_stage_display())),
        *(said.mean, said.median, said.deviation, said.lowest, said.highest),
        *((None, each.expected, None) if said.closed else (said.count, each.expected, said.void)),
        *(None if said.closed else said.recommendations[each] for each in Recommendation),
        *scores,
        "; ".join(f"{o.name} ({o.gap})" for o in said.outliers) or None,
        str(each.proposal.get_outcome_display()) if each.proposal else None,
    ]


def _csv(head: list[str], rows: list[Row]) -> tuple[bytes, str]:
    return "".join(csv_lines(head, rows, bom=True)).encode(), "text/csv; charset=utf-8"


def _xlsx(head: list[str], rows: list[Row]) -> tuple[bytes, str]:
    file = BytesIO()
    write_workbook(file, [Sheet(_("Moderation"), head, rows, styled=True)])
    return file.getvalue(), _XLSX


_FILES: dict[str, Callable[[list[str], list[Row]], tuple[bytes, str]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
}
