"""The public side of a finding."""

from usecases.models.findings import Finding
from usecases.rules.evidence import evidence_of
from usecases.text.digest import plain
from usecases.vocabulary.publications import Kind
from usecases.workflow.public_events import Side, taken

_SOURCED = ("source", "source_kind")


def finding(record: Finding) -> Side:
    """Say what was found; of what it rests on only how much, and that not of a few."""
    evidence = evidence_of(record)
    phase = record.phase.code if record.phase else ""
    of = {case.phase.programme.code for case in evidence.cases}
    of |= {record.phase.programme.code} if record.phase else set()
    programme = of.pop() if len(of) == 1 else ""
    names = ("statement_en", "statement_zh_hant", "statement_zh_hans", "section", "page")
    content = {**taken(record, *names, *_SOURCED), "topic": record.topic.code}
    content |= {"cited": record.cites, "document": plain(record.document_id)}
    labels = ("label_en", "label_zh_hant", "label_zh_hans")
    content |= {f"topic_{name}": getattr(record.topic, name) for name in labels}
    content |= {"programme": programme, "phase": phase}
    told = bool(evidence.cases) and not evidence.few
    content["rests_on_results"] = len(evidence.results) if told else None
    content["rests_on_institutions"] = len(evidence.institutions) if told else None
    columns = {"topic": record.topic.code, "programme": programme, "phase": phase}
    page = record.page.partition("-")[0]
    sort = f"{record.topic.order:05d} {record.topic.code} {phase} {page:>8} {record.page}"
    return Kind.FINDING, content, {**columns, "sort": sort}
