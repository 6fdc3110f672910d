"""The papers of the quarter leaving the page: a report for each coder, the policy's sheet; printed and cancelled."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from codedesk.desk import Desk
from codedesk.models.audits import AuditDraft
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits import audits
from codedesk.services.audits import policies as audit_policies
from codedesk.ui import ask
from codedesk.ui.pages.audits.page import AuditsPage
from tests.ui.asked import Answers
from tests.ui.hand import press
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, Window, add_team, said_in
from tests.ui.typist import Key


class Paper(Answers):
    """Answers that print into a file."""

    def __init__(self, place: Path, *answers: object) -> None:
        super().__init__(*answers)
        self.place = place

    @override
    def printer(self, parent: QWidget | None, title: str, paper: str) -> QPrinter:
        self.asked.append(title)
        made = QPrinter()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.place))
        return made


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    made = Paper(tmp_path / "printed.pdf")
    before = ask.replace(made)
    yield made
    ask.replace(before)


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    policy = PolicyDraft(
        effective_from=date(2026, 1, 1),
        method="code_over_code",
        accuracy=94.0,
        charts_per_quarter=20,
        reason="the board",
    )
    department.write("Policy", audit_policies.POLICIES.add, policy)
    for coder, result in ((1, 90.0), (2, 96.0)):
        slip = AuditDraft(
            name=f"slip {coder}",
            coder_id=coder,
            day=date(2026, 8, 3),
            depth="result",
            reported_accuracy=result,
            records=20,
        )
        department.write("Save", audits.save_audit, slip)
    return Window(qtbot, department, "audits")


def wait(window: Window) -> None:
    window.settle()
    assert isinstance(window.page, AuditsPage)
    window.bot.waitUntil(window.page.papers._is_free)


def test_the_reports_of_every_coder_are_printed_in_one_go_from_the_policy_view(window: Window, paper: Paper) -> None:
    window.press(Key.Key_Y, ALT)
    window.settle()
    window.press(Key.Key_J, CONTROL | SHIFT)
    wait(window)
    assert paper.asked == ["Audit reports, Q3 2026"]
    assert len(PdfReader(paper.place).pages) == 2
    assert f"2 audit reports saved. {paper.place}" in said_in(window.frame.strip)


def test_the_sheet_of_the_policy_is_printed(window: Window, paper: Paper) -> None:
    window.page.papers.print_policy()
    wait(window)
    assert paper.asked == ["Audit policy, Q3 2026"]
    assert len(PdfReader(paper.place).pages) >= 1


def test_saving_the_reports_shows_how_far_it_is_and_can_be_cancelled(
    window: Window, paper: Paper, tmp_path: Path
) -> None:
    paper.answers.append(tmp_path)
    assert isinstance(window.page, AuditsPage)
    window.context.message_shown.connect(
        lambda kind, _words, _retry: press(window.frame.strip, "Cancel") if kind == "busy" else None
    )
    window.press(Key.Key_S, CONTROL | SHIFT)
    wait(window)
    assert [path.name for path in tmp_path.glob("*audits.pdf")] == ["2026-Q3 Ana Diaz audits.pdf"]
    assert "Cancelled: 1 audit report of 2 saved" in said_in(window.frame.strip)


def test_a_period_without_audits_says_so_and_asks_nothing(window: Window, paper: Paper) -> None:
    window.context.period = type(window.context.period)(date(2025, 1, 1), date(2025, 3, 31))
    window.settle()
    window.press(Key.Key_J, CONTROL | SHIFT)
    wait(window)
    assert "There are no audits" in said_in(window.frame.strip)
    assert paper.asked == []
