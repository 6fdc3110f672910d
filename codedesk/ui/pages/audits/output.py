"""The papers of audits leaving the window: the report of an audit, one for each coder, a blank worksheet.

Here lives which paper is asked for and where it goes. What stands on them is in reports, how they travel in printing.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from codedesk import formats
from codedesk.errors import Refused
from codedesk.reports import files
from codedesk.reports.audit_checks import listed, policy_points, report_points, worksheet_points
from codedesk.reports.audit_papers import (
    build_policy_sheet,
    build_report,
    build_worksheet,
    policy_file_name,
    report_name,
    worksheet_name,
)
from codedesk.services.audits import papers as audits_papers
from codedesk.services.audits.papers import AuditReportRow, CoderReportsRow, WorksheetRow
from codedesk.services.audits.policy_sheet import PolicySheetRow, policy_sheet
from codedesk.ui import ask
from codedesk.ui.actions import Action
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.open_forms import OpenForms
from codedesk.ui.pages.page import Page
from codedesk.ui.printing import Job, Output, ask_folder, ask_pdf


class AuditOutput:
    """Saves and prints the papers of the audits page."""

    def __init__(self, page: Page, forms: OpenForms) -> None:
        """Take the page and the open forms, of which the shown one is meant."""
        self._page, self._context, self._forms = page, page.context, forms
        self.reports = Output(page.context, page, "audit report")
        self.worksheets = Output(page.context, page, "worksheet")
        self.sheets = Output(page.context, page, "sheet")
        self._outputs = (self.reports, self.worksheets, self.sheets)
        for output in self._outputs:
            output.changed.connect(page.update_actions)

    def actions(self) -> tuple[Action, ...]:
        """Return what can be saved and printed."""
        ways = (
            ("report_save", "Save the audit report", "", self.save_report, self._has_stored),
            ("report_print", "Print the audit report", "Ctrl+Shift+P", self.print_report, self._has_stored),
            ("reports_all", "Save a report for each coder", "Ctrl+Shift+S", self.save_all, self._is_free),
            ("reports_print", "Print a report for each coder", "Ctrl+Shift+J", self.print_all, self._is_free),
            ("policy_save", "Save the quarter against the policy", "Ctrl+Shift+T", self.save_policy, self._is_free),
            ("policy_print", "Print the quarter against the policy", "", self.print_policy, self._is_free),
            ("sheet_save", "Save a blank worksheet", "Ctrl+Shift+W", self.save_worksheet, self._is_free),
            ("sheet_print", "Print a blank worksheet", "", self.print_worksheet, self._is_free),
        )
        return tuple(
            Action(f"audits.{name}", text, key, run, "audits", can, shown=False) for name, text, key, run, can in ways
        )

    def save_report(self) -> None:
        """Save the report of the audit that is shown."""
        self._read_report(self._save_one_report)

    def print_report(self) -> None:
        """Print the report of the audit that is shown."""
        self._read_report(self._print_one_report)

    def save_all(self) -> None:
        """Save the reports of all audits of the period, one document for each coder."""
        period, today = self._context.period, self._context.today()
        then = partial(self._look, _points_of_all, self._save_each)
        self._context.read(self._page, audits_papers.period_reports, period, today, then=then)

    def print_all(self) -> None:
        """Print the reports of all audits of the period, coder after coder, as one print job."""
        period, today = self._context.period, self._context.today()
        then = partial(self._look, _points_of_all, self._print_each)
        self._context.read(self._page, audits_papers.period_reports, period, today, then=then)

    def save_policy(self) -> None:
        """Save the sheet of the quarter against the written policy."""
        self._read_policy(self._save_policy)

    def print_policy(self) -> None:
        """Print the sheet of the quarter against the written policy."""
        self._read_policy(self._print_policy)

    def run(self, name: str) -> None:
        """Do what a view of the page asks for by the name of its action."""
        wanted = next(action for action in self.actions() if action.name == f"audits.{name}")
        if wanted.enabled():
            wanted.run()

    def save_worksheet(self) -> None:
        """Save a worksheet with what the head of the form says already."""
        self._read_worksheet(self._save_one_worksheet)

    def print_worksheet(self) -> None:
        """Print a worksheet with what the head of the form says already."""
        self._read_worksheet(self._print_one_worksheet)

    def _read_report(self, then: Callable[[Any], None]) -> None:
        form = self._stored_form()
        if form is None:
            return
        today, look = self._context.today(), partial(self._look, _points_of_one, then)
        self._context.read(self._page, audits_papers.audit_report, form.audit_id, today, then=look)

    def _stored_form(self) -> AuditForm | None:
        form = self._forms.shown
        if form is None:
            return None
        form.finish_typing()
        if form.dirty:
            self._context.say("error", "Save the audit first (Ctrl+S): its report says what is stored.")
            return None
        return form

    def _read_worksheet(self, then: Callable[[Any], None]) -> None:
        form = self._forms.shown
        try:
            draft = form.draft_so_far() if form is not None else None
        except Refused:
            draft = None
        look = partial(self._look, worksheet_points, then)
        self._context.read(self._page, audits_papers.worksheet, draft, self._context.today(), then=look)

    def _look(self, points: Callable[[Any], tuple[str, ...]], then: Callable[[Any], None], rows: object) -> None:
        """Go on with a paper once it is known whether it names a patient or lacks a character."""
        self._context.run(self._page, points, rows, then=partial(self._looked, then, rows))

    def _looked(self, then: Callable[[Any], None], rows: object, found: tuple[str, ...]) -> None:
        if not found or ask.asker().question(
            self._page, "Look at this before it goes to paper", listed(found), "Go on"
        ):
            then(rows)

    def _save_one_report(self, row: AuditReportRow) -> None:
        path = ask_pdf(self._page, self._context, "Save the audit report", report_name(row))
        if path is not None:
            self.reports.save([Job(row.audit.name, partial(build_report, (row,)), path)])

    def _print_one_report(self, row: AuditReportRow) -> None:
        printer = ask.asker().printer(self._page, f"Audit report, {row.audit.name}", row.head.paper)
        if printer is not None:
            self.reports.print_with(printer, [Job(row.audit.name, partial(build_report, (row,)))])

    def _save_one_worksheet(self, row: WorksheetRow) -> None:
        path = ask_pdf(self._page, self._context, "Save a blank worksheet", worksheet_name(row))
        if path is not None:
            self.worksheets.save([Job("worksheet", partial(build_worksheet, row), path)])

    def _print_one_worksheet(self, row: WorksheetRow) -> None:
        printer = ask.asker().printer(self._page, "Audit worksheet", row.head.paper)
        if printer is not None:
            self.worksheets.print_with(printer, [Job("worksheet", partial(build_worksheet, row))])

    def _save_each(self, rows: tuple[CoderReportsRow, ...]) -> None:
        if not rows:
            self._context.say("info", f"There are no audits in {self._context.period_label}, so no reports.")
            return
        folder = ask_folder(self._page, self._context, "Save a report for each coder in")
        if folder is None:
            return
        jobs = self._jobs(folder, rows)
        there = sum(job.path is not None and job.path.exists() for job in jobs)
        title = f"Replace {formats.plural(there, 'report')} in “{folder.name}”?"
        if there and not ask.asker().question(self._page, title, "Reports of the same names are there.", "Replace"):
            return
        self.reports.save(jobs)

    def _print_each(self, rows: tuple[CoderReportsRow, ...]) -> None:
        if not rows:
            self._context.say("info", f"There are no audits in {self._context.period_label}, so no reports.")
            return
        title = f"Audit reports, {self._context.period_label}"
        printer = ask.asker().printer(self._page, title, rows[0].reports[0].head.paper)
        if printer is not None:
            self.reports.print_with(printer, [Job(row.coder, partial(build_report, row.reports)) for row in rows])

    def _read_policy(self, then: Callable[[PolicySheetRow], None]) -> None:
        look = partial(self._look, policy_points, then)
        self._context.read(self._page, policy_sheet, self._context.period, self._context.today(), then=look)

    def _save_policy(self, row: PolicySheetRow) -> None:
        path = ask_pdf(self._page, self._context, "Save the quarter against the policy", policy_file_name(row))
        if path is not None:
            self.sheets.save([Job("the quarter against the policy", partial(build_policy_sheet, row), path)])

    def _print_policy(self, row: PolicySheetRow) -> None:
        printer = ask.asker().printer(self._page, f"Audit policy, {row.label}", row.head.paper)
        if printer is not None:
            self.sheets.print_with(printer, [Job("the quarter against the policy", partial(build_policy_sheet, row))])

    def _jobs(self, folder: Path, rows: tuple[CoderReportsRow, ...]) -> list[Job]:
        coders = tuple(f"{row.coder} audits" for row in rows)
        names = files.file_names(coders, self._context.period, self._context.fiscal_year)
        return [
            Job(row.coder, partial(build_report, row.reports), folder / name)
            for row, name in zip(rows, names, strict=True)
        ]

    def _is_free(self) -> bool:
        return not any(output.running for output in self._outputs)

    def _has_stored(self) -> bool:
        form = self._forms.shown
        return form is not None and form.audit_id is not None and self._is_free()


def _points_of_one(row: AuditReportRow) -> tuple[str, ...]:
    return report_points((row,))


def _points_of_all(rows: tuple[CoderReportsRow, ...]) -> tuple[str, ...]:
    return report_points([report for row in rows for report in row.reports])
