"""Guidance of the invented regulator, section by section."""

from usecases.demonstration.calendar import Round
from usecases.demonstration.cast import Cast
from usecases.demonstration.world import INVENTED, World
from usecases.models.documents import Document, DocumentSection
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage
from usecases.workflow.edit import create

SOURCE = {"source": INVENTED, "source_kind": SourceKind.PRIMARY}
_SECTIONS = (
    (
        *("before", "1", "Before a trial", "2"),
        "Say in advance what success means and how it is measured: a target set later is none.",
    ),
    (
        *("people", "2", "People in the loop", "4"),
        "Name who may stop the system. Who only confirms what it proposes is no safeguard.",
    ),
    (
        *("after", "3", "After a trial", "7"),
        "Tell customers what changed for them, keep what was measured, ask again later.",
    ),
)


def guide(world: World, cast: Cast, phase: Round) -> Document:
    """Write guidance on trials with customers, in three sections."""
    document = create(
        Document(
            kind=DocumentKind.GUIDANCE,
            title_en="Guidance on trials of AI with customers",
            title_zh_hant="人工智能客戶試驗指引",
            title_zh_hans="人工智能客户试验指引",
            summary_en="How to plan, watch and end a trial in which customers meet a system.",
            language=DocumentLanguage.EN,
            version="1.0",
            authority=world.programme.lead,
            programme=world.programme,
            issued_on=phase.report_due,
            effective_from=phase.report_due,
            pages=8,
            **SOURCE,
        ),
        by=cast.officer,
    )
    for order, (anchor, section, heading, page, text) in enumerate(_SECTIONS, 1):
        part = {"section": section, "heading": heading, "page": page, "text": text}
        create(
            DocumentSection(document=document, order=order, anchor=anchor, **part), by=cast.officer
        )
    return document
