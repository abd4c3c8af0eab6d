"""Words of other languages (外文表头) that published exports call fields by; only for drafting, never for claiming."""

from __future__ import annotations

FOREIGN: dict[str, dict[str, tuple[str, ...]]] = {
    "tickets": {
        "ticket_id": ("case_enquiry_id", "case id", "case number", "unique key", "service request id", "sr number",
                      "request id", "request number", "ticket id", "ticket number"),
        "unit": ("department", "agency", "agency name", "responsible agency", "owner department"),
        "channel": ("source", "channel", "open data channel type", "method received", "origin"),
        "received_at": ("open_dt", "open date", "opened", "created date", "creation date", "date received",
                        "requested datetime", "requested date"),
        "due_at": ("target_dt", "sla_target_dt", "due date", "target date", "expected datetime"),
        "closed_at": ("closed_dt", "closed date", "date closed", "resolution date", "completion date"),
        "title": ("case_title", "title", "subject", "service name", "request type", "complaint type", "problem"),
        "content": ("description", "descriptor", "details", "request details"),
        "reply": ("closure_reason", "resolution", "resolution description", "response", "status notes"),
    },
    "ratings": {
        "rating_id": ("response id", "respondent id", "survey id"),
        "unit": ("department", "agency", "service center", "branch", "office"),
        "rated_at": ("survey date", "response date", "date submitted", "completed date"),
        "level": ("satisfaction", "overall satisfaction", "overall quality", "rating"),
        "comment": ("comment", "comments"),
    },
    "cases": {
        "case_id": ("application number", "permit number", "application id"),
        "unit": ("department", "agency"),
        "task_name": ("permit type", "application type", "service"),
        "accepted_at": ("application date", "filed date", "date filed"),
        "finished_at": ("issued date", "date issued", "approval date"),
    },
}  # fmt: skip
"""By table and field."""
