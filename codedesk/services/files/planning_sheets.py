"""The open files of audit policy, plans and draws. Their place among all stands in sheets.py."""

from codedesk import models
from codedesk.services.files.columns import columns_of
from codedesk.services.files.shapes import CsvSheet

METHOD_POLICIES = CsvSheet(
    "methods.csv",
    columns_of(models.MethodPolicy, "effective_from", "work_type_id", "method", "version", "reason", "accuracy"),
    models.MethodPolicy,
    key=("effective_from", "work_type"),
)
AUDIT_PLANS = CsvSheet(
    "audit_plans.csv",
    columns_of(models.AuditPlan),
    models.AuditPlan,
    key=("coder", "work_type", "period_from", "period_to"),
)
AUDIT_DRAWS = CsvSheet(
    "audit_draws.csv",
    columns_of(models.AuditDraw, "drawn_on", "coder_id", "audit_id", "drawn_by", "source", "seed", "size"),
    models.AuditDraw,
)
