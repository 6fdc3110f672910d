"""The papers of audits: frozen rows in, PDF bytes out; the same rows give the same bytes.

Here live the names of these files and the one late door to the drawing library. Nothing is calculated.
"""

from codedesk import paths
from codedesk.reports.paper import paper_of
from codedesk.services.audits.papers import AuditReportRow, WorksheetRow
from codedesk.services.audits.policy_sheet import PolicySheetRow


def build_worksheet(row: WorksheetRow, paper: str | None = None) -> bytes:
    """Return a blank worksheet as PDF, on the department's paper unless another is named."""
    # The drawing library is heavy: it loads with the first paper.
    from codedesk.reports.audit_worksheet import document_of  # noqa: PLC0415

    return document_of(row, paper_of(paper or row.head.paper))


def build_report(rows: tuple[AuditReportRow, ...], paper: str | None = None) -> bytes:
    """Return the reports of a coder's audits as one PDF, each audit from a new page on; at least one row is needed."""
    from codedesk.reports.audit_report import document_of  # noqa: PLC0415

    return document_of(rows, paper_of(paper or rows[0].head.paper))


def build_policy_sheet(row: PolicySheetRow, paper: str | None = None) -> bytes:
    """Return the quarter against the written policy as PDF."""
    from codedesk.reports.policy_sheet import build  # noqa: PLC0415

    return build(row, paper_of(paper or row.head.paper))


def policy_file_name(row: PolicySheetRow) -> str:
    """Name the file of that sheet: "Audit policy Q3 2026.pdf"."""
    from codedesk.reports.policy_sheet import file_name  # noqa: PLC0415

    return file_name(row)


def report_name(row: AuditReportRow) -> str:
    """Name the file of one audit's report: "Audit report 2026-07-14 Diaz 1.pdf"."""
    return f"{paths.file_name(f'Audit report {row.audit.name}')}.pdf"


def worksheet_name(row: WorksheetRow) -> str:
    """Name the file of a worksheet: "Audit worksheet Ana Diaz.pdf"."""
    return f"{paths.file_name(f'Audit worksheet {row.coder}'.strip())}.pdf"
