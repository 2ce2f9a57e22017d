"""One example for each body that programs send, by the name of what is read; all of it invented."""

from typing import Any

_BECAUSE = "Agreed with the bank on 2 March."
_ID = "0a99d3fa-f001-43e9-8136-6d1f946edbc3"
_PLAN: dict[str, Any] = {
    "environment": "private-cloud",
    "plan": "Six weeks with 40 members of staff; a person reads every letter.",
    "safeguards": "Names and account numbers are masked before anything is sent.",
    "planned_from": "2026-04-01",
    "planned_to": "2026-05-15",
    "customers_limit": 0,
}
_AIM = {
    "metric": "precision",
    "success": "at-least",
    "value": "90.0",
    "baseline": "81.5",
    "meaning": "Nine in ten letters that are marked need a change.",
}
_ASSESSED: dict[str, Any] = {
    "scores": [{"criterion": "innovation", "score": 4, "remark": "New for letters of this kind."}],
    "comment": "The safeguards fit what is planned.",
    "recommendation": "accept",
}
_PROPOSAL = {"plan": _PLAN, "targets": [_AIM], "remark": "Shorter than asked, for the same sample."}
READ: dict[str, dict[str, Any]] = {
    "MoveBody": {"verb": "withdraw", "reason": "Our plans changed."},
    "NewDraftBody": {"phase": "HAR3", "title": "Letters drafted for complaints"},
    "DecisionBody": {
        "outcome": "accept",
        "text": "Accepted for a trial of six weeks.",
        "conditions": "A person reads every letter before it is sent.",
    },
    "ReasonBody": {"reason": _BECAUSE},
    "WhyBody": {"reason": _BECAUSE},
    "TextBody": {"text": "Which data may be used in the trial?"},
    "AskBody": {"questions": [{"question": "Which data is used?", "due_at": "2026-04-01"}]},
    "NoteBody": {
        "kind": "supervisory",
        "text": "The guardrails were changed during the trial.",
        "action_wanted": "Tell what was tested anew.",
        "due_on": "2026-04-15",
    },
    "DoneBody": {"done": "All of it was tested anew; the results are in the last cycle."},
    "ActionBody": {"action": "The answer is now read by a person first."},
    "ResolvedBody": {"action": "The filter was mended and tested."},
    "DeliverableBody": {"kind": "end-report", "title": "End report", "due_on": "2026-06-30"},
    "DueBody": {"due_on": "2026-07-15", "reason": _BECAUSE},
    "CycleBody": {"name": "Second cycle", "began_on": "2026-04-01", "techniques": ["guardrails"]},
    "ResultBody": {
        "metric": "precision",
        "value": "92.0",
        "numerator": 184,
        "denominator": 200,
        "evaluator": "people",
        "final": True,
    },
    "ToldBody": {"result": "in-production", "lessons": "People trust what they can look up."},
    "EditBody": {"category": "fraud-prevention", "techniques": ["guardrails"], "reason": _BECAUSE},
    "AnswersBody": {"answers": {"hosting": "on-premises", "people": "12"}},
    "DraftFileBody": {"file": "model-card.pdf", "description": "Model card"},
    "FileBody": {"file": "data-flow.pdf"},
    "ReplyBody": {"reply": "Public data alone, and what was made from it."},
    "InterestBody": {"phase": "HAR3", "interest": "none", "use_case": _ID},
    "AssignBody": {"assessor": _ID, "due_on": "2026-03-20"},
    "AssessmentBody": _ASSESSED,
    "ReadBody": {"read": "5f2a1c0be4d7"},
    "PlanBody": {**_PLAN, "reason": _BECAUSE},
    "PlanAmendBody": {"planned_to": "2026-05-30", "reason": _BECAUSE},
    "ProposalBody": _PROPOSAL,
    "TargetBody": _AIM,
    "TargetChangeBody": {"value": "92.0", "reason": _BECAUSE},
    "TargetAmendBody": {"success": "at-least", "value": "92.0", "reason": _BECAUSE},
    "DeliverableChangeBody": {"due_on": "2026-06-15"},
    "HandInBody": {"text": "What was tried, what was found, and what we would do otherwise."},
    "ReportFileBody": {"file": "end-report.pdf", "text": "With the results of all three cycles."},
    "IncidentBody": {
        "severity": "medium",
        "description": "A letter named a product that does not exist.",
        "detected_at": "2026-04-20T02:30:00Z",
        "action": "Letters of that kind are written by people until it is mended.",
    },
    "IncidentChangeBody": {"severity": "low", "reason": _BECAUSE},
}
