"""Calibration and what if as a person sees and presses them on the standards page, before a standard is stored."""

import re
from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.models.standards import StandardDraft
from codedesk.reports import standards_sheet
from codedesk.services.standards.calibration import OPENING
from codedesk.services.standards.sheet import standards_sheet as sheet_row
from codedesk.services.standards.standards import STANDARDS, time_line
from codedesk.ui.pages.standards.page import StandardsPage
from codedesk.ui.pages.standards.what_if import WhatIfDialog
from codedesk.ui.widgets.dialog import Dialog
from tests.reports.read_back import whole
from tests.ui.pages.audits.audit_window import CONTROL, Window
from tests.ui.typist import Key

TODAY = date(2026, 10, 1)
INPATIENT, ANCILLARY = 1, 4


def text(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget)).replace("\u00a0", " ")


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Window:
    return Window(qtbot, sample, "standards", TODAY)


def page_of(window: Window) -> StandardsPage:
    assert isinstance(window.page, StandardsPage)
    return window.page


def choose(window: Window, work_type_id: int) -> StandardsPage:
    page = page_of(window)
    page.navigate(work_type_id=work_type_id)
    window.settle()
    return page


def dialog_of(window: Window) -> WhatIfDialog:
    found = window.main.findChildren(WhatIfDialog)
    assert found
    return found[-1]


def test_the_calibration_says_where_audited_work_lies_and_names_nobody(window: Window) -> None:
    page = choose(window, INPATIENT)
    page.calibrate()
    window.settle()
    told = text(page.below.calibration)
    assert "The middle half of audited work that met accuracy lies between" in told
    assert "the standard is 16 per day of 8 h" in told
    assert "coder-weeks of 3 coders" in told and "Behind it accuracy" in told
    assert "14 on a ramp" in told
    assert not any(name in told for name in ("Maren", "Ylva", "Obinna", "Inés"))
    assert page.below.calibration.bars.bars is not None
    assert any("the standard" in bar.label for bar in page.below.calibration.bars.bars.bars)


def test_too_little_work_offers_nothing(window: Window) -> None:
    page = choose(window, ANCILLARY)
    page.calibrate()
    window.settle()
    assert "Too little audited work" in text(page.below.calibration)
    assert not page.below.calibration.propose.isEnabled()
    assert not page.below.calibration.bars.isVisibleTo(page)
    panel = page.below.calibration
    assert panel.finding.width() > 0.9 * panel.width(), "words without a picture take its room, too"


def test_a_proposal_goes_into_the_form_with_its_evidence_and_from_there_onto_the_sheet(window: Window) -> None:
    page = choose(window, INPATIENT)
    page.calibrate()
    window.settle()
    told = re.search(r"Median ([\d.]+) per day of 8 h", text(page.below.calibration))
    assert told is not None
    page.below.calibration.propose.click()
    window.settle()
    form = page.form
    assert form.isVisible()
    assert form.left_side.value("pace") == float(told[1])
    reason = form.right_side.value("reason")
    assert reason.startswith(f"{OPENING}1 Oct 2025 – 30 Sep 2026: median {told[1]} per day of 8 h")
    window.enter("1 Nov 2026")
    page.store()
    window.settle()
    line = window.desk.read(time_line, INPATIENT, TODAY)
    assert line[0].reason == reason and line[0].effective_from == date(2026, 11, 1)


def test_evidence_becomes_the_reason_by_one_button(window: Window) -> None:
    page = choose(window, INPATIENT)
    window.press(Key.Key_N, CONTROL)
    page.form.evidence_wanted.emit()
    window.settle()
    assert page.form.right_side.value("reason").startswith(OPENING)


def test_where_there_is_too_little_the_reason_stays_and_the_message_says_why(window: Window) -> None:
    page = choose(window, ANCILLARY)
    window.press(Key.Key_N, CONTROL)
    page.form.put_reason("agreed")
    page.trying.use_evidence()
    window.settle()
    assert page.form.right_side.value("reason") == "agreed"
    assert "Too little audited work" in text(window.main)


def test_what_if_from_the_form_before_anything_is_stored(window: Window) -> None:
    page = choose(window, INPATIENT)
    window.press(Key.Key_N, CONTROL)
    page.form.left_side.editor("pace").setFocus()
    window.type("14")
    page.trying.what_if()
    window.settle()
    dialog = dialog_of(window)
    told = text(dialog)
    assert "What if Inpatient were 14 per day of 8 h" in told
    assert "the team’s pace of Q3 2026 would read" in told and "accuracy 95.3 % (" in told
    assert {line.label for line in dialog.table.rows} == {"Q2 2026", "Q3 2026"}
    maren = next(line for line in dialog.table.rows if line.name == "Maren Tolliver" and line.label == "Q3 2026")
    assert maren.then.pace.value > maren.now.pace.value
    dialog.how._group.button(1).click()
    window.settle()
    assert "no figure of these two quarters would read differently" in text(dialog)
    dialog.accept()
    assert window.desk.revision == 0
    assert page.form.left_side.value("pace") == 14.0


def test_what_is_missing_for_what_if_is_said_beside_its_field(window: Window) -> None:
    page = choose(window, INPATIENT)
    window.press(Key.Key_N, CONTROL)
    page.trying.what_if()
    window.settle()
    assert "Pace is needed" in text(page.form)
    assert not window.main.findChildren(WhatIfDialog)


def test_the_sheet_says_from_what_each_standard_was_made(sample: Desk) -> None:
    reason = f"{OPENING}1 Oct 2025 – 30 Sep 2026: median 4.9 per hour."
    sample.write(
        "Add",
        STANDARDS.add,
        StandardDraft(work_type_id=2, effective_from=date(2026, 9, 1), pace=4.9, accuracy=95.0, reason=reason),
    )
    words = whole(standards_sheet.build(sample.read(sheet_row, TODAY)))
    assert "made from: audited work of the department, 1 Oct 2025 – 30 Sep 2026" in words
    assert "made from: Time study, two weeks" in words


def test_what_if_shows_all_its_columns_on_a_small_screen(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dialog, "room", lambda _dialog: QSize(861, 430))
    page = choose(window, INPATIENT)
    window.press(Key.Key_N, CONTROL)
    page.form.left_side.editor("pace").setFocus()
    window.type("14")
    page.trying.what_if()
    window.settle()
    dialog = dialog_of(window)
    assert dialog.width() == 861
    assert dialog.table.rows
    assert dialog.table.horizontalScrollBar().maximum() == 0
    dialog.resize(1120, 430)
    window.settle()
    assert not dialog.table.isColumnHidden(6)
    dialog.close()
    window.settle()
