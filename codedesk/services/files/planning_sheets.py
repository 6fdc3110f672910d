"""The open files of audit policy, plans and draws. Their place among all stands in sheets.py."""

from codedesk import models
from codedesk.methods import METHODS
from codedesk.services.files.columns import ANY_WORK_TYPE, columns_of, day, percent, text, word
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
    columns_of(models.AuditPlan),
    models.AuditPlan,
    key=("coder", "work_type", "period_from", "period_to"),
)
AUDIT_DRAWS = Sheet(
    "audit_draws.csv",
    columns_of(models.AuditDraw, "drawn_on", "coder_id", "audit_id", "drawn_by", "source", "seed", "size"),
    models.AuditDraw,
)
