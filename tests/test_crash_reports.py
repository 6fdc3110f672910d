"""What nobody foresaw: a sentence, a report that is read before it is kept, and a log that names nobody."""

import getpass
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from codedesk.app.program import Program
from codedesk.models.coders import CoderDraft
from codedesk.models.education import EducationDraft
from codedesk.models.events import CheckInDraft, EventDraft, NoteDraft
from codedesk.models.fields import Draft
from codedesk.services.department.events_and_notes import EVENTS, NOTES
from codedesk.services.nouns import Noun
from codedesk.services.people.checkins import CHECK_INS
from codedesk.services.people.coders import CODERS, add_coder
from codedesk.services.people.education import EDUCATION
from codedesk.ui.dialogs.crash_report import CrashReport
from tests.programs import found_department


def test_what_nobody_foresaw_becomes_a_sentence_and_a_report_that_is_seen_before_it_is_kept(
    program: Program, qtbot: QtBot, home: Path
) -> None:
    found_department(program, qtbot)
    try:
        raise ValueError("Ana Diaz, 8 hours")
    except ValueError as error:
        program.unexpected(error)
    assert program.frame is not None
    assert "Something went wrong inside CodeDesk (ValueError)" in program.frame.strip.text
    assert list((home / "log").glob("crash-*")) == []
    look = next(each for each in program.frame.strip.findChildren(QPushButton) if "report" in each.text())
    look.click()
    report = program.window.findChild(CrashReport)
    assert report is not None and report.isVisible()
    shown = report.text.toPlainText()
    assert "ValueError" in shown and "tests/test_crash_reports.py" in shown and "Ana Diaz" not in shown
    assert list((home / "log").glob("crash-*")) == []
    report.keep_it()
    (kept,) = (home / "log").glob("crash-*.txt")
    assert kept.read_text(encoding="utf-8") == shown
    assert os.name != "posix" or kept.stat().st_mode & 0o777 == 0o600
    report.accept()


def test_the_log_and_the_reports_name_nobody_wherever_something_goes_wrong(
    program: Program, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found_department(program, qtbot)
    assert program.context is not None
    desk = program.context.desk
    ana = desk.write("Add", add_coder, CoderDraft(name="Zofia Quill", started_on=date(2026, 1, 5)))
    secret = "Zofia Quill was unwell"
    drafts: tuple[tuple[Noun[Any, Any], Draft], ...] = (
        (CODERS, CoderDraft(name=secret, name_note=secret, credentials=secret, started_on=date(2026, 1, 5))),
        (NOTES, NoteDraft(coder_id=ana, day=date(2026, 10, 1), text=secret)),
        (CHECK_INS, CheckInDraft(coder_id=ana, day=date(2026, 10, 1), note=secret)),
        (EVENTS, EventDraft(from_day=date(2026, 10, 1), coder_id=ana, text=secret)),
        (EDUCATION, EducationDraft(coder_id=ana, topic=secret, outcome=secret)),
    )
    reports: list[str] = []
    monkeypatch.setattr(Program, "_show_report", lambda _self, _words, text: reports.append(text))
    places = ("codedesk.store.history.as_json", "codedesk.store.history.entry_hash", "codedesk.models.fields.clean")
    for place in places:
        with monkeypatch.context() as broken:
            broken.setattr(place, _tells_all)
            for noun, draft in drafts:
                try:
                    desk.write(f"Add {secret}", noun.add, draft)
                except Exception as error:
                    program.frame = None  # so that the report is shown at once
                    program.unexpected(error)
    written = caplog.text
    assert len(reports) > 10 and written.count("unexpected") == len(reports)
    for text in (written, *reports):
        assert not any(word in text for word in ("Zofia", "Quill", "unwell", str(home), getpass.getuser() + "/"))
    assert "codedesk/services" in reports[0] and "KeyError" in reports[0]


def _tells_all(*everything: object) -> str:
    """Fail as a function does that nobody foresaw to fail: with all that it was given in its message."""
    raise KeyError(repr(everything))
