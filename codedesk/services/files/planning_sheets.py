"""The open files of audit policy, plans and draws. Their place among all stands in sheets.py."""

from codedesk import models
from codedesk.methods import METHODS
from codedesk.services.files.columns import ANY_WORK_TYPE, CODER, day, percent, ref, text, word
from codedesk.services.files.shapes import Column, Sheet

METHOD_POLICIES = Sheet(
    "methods.csv",
    (
        day("effective_from"),
        ANY_WORK_TYPE,
        word("method", METHODS),
        text("version"),
        text("reason"),
        percent("accuracy", optional=True),
        Column("charts_per_quarter", "count", optional=True, low=0, high=10_000),
        Column("learner_months", "count", optional=True, low=0, high=60),
        percent("learner_accuracy", optional=True),
        percent("learner_accuracy_at_end", optional=True),
    ),
    models.MethodPolicy,
    key=("effective_from", "work_type"),
)
AUDIT_PLANS = Sheet(
    "audit_plans.csv",
    (
        CODER,
        ANY_WORK_TYPE,
        day("period_from"),
        day("period_to"),
        Column("charts", "count", low=0, high=10_000),
        text("note"),
    ),
    models.AuditPlan,
    key=("coder", "work_type", "period_from", "period_to"),
    dates=("period_from", "period_to"),
)
AUDIT_DRAWS = Sheet(
    "audit_draws.csv",
    (
        Column("date", "day", "drawn_on"),
        ref("coder", optional=True),
        ref("audit", optional=True),
        text("drawn_by"),
        text("source"),
        Column("seed", "count", low=0, high=999_999_999),
        Column("size", "count", low=1, high=100_000),
        Column("frame", "text"),
        Column("drawn", "text"),
        text("note"),
    ),
    models.AuditDraw,
)
