"""Answering a signal on Coder and Team, with the mouse and with the keys alone; what is answered stands in grey."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.services.signal_answers import STARTERS, answered
from codedesk.ui import ask
from codedesk.ui.answering import AnswerDialog
from codedesk.ui.pages.coder.page import CoderPage
from codedesk.ui.pages.team.page import TeamPage
from codedesk.ui.widgets.signals import SignalList
from tests.ui.asked import Answers
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, Window, said_in
from tests.ui.typed_values import type_values
from tests.ui.typist import Key

TODAY = date(2026, 10, 1)
TOBIAH = 5


class AnswerWindow(Window):
    """The window on Coder or Team of the sample; Tobiah's one signal of the quarter is his week of 17 August."""

    def __init__(self, bot: QtBot, desk: Desk, page: str) -> None:
        super().__init__(bot, desk, page, TODAY, **({"coder_id": TOBIAH} if page == "coder" else {}))
        self.usual = len(self.answers())

    @property
    def on(self) -> CoderPage | TeamPage:
        page = self.page
        assert isinstance(page, CoderPage | TeamPage)
        return page

    @property
    def shown(self) -> SignalList:
        return self.on.signals

    @property
    def dialog(self) -> AnswerDialog:
        dialog = self.on.answering.dialog
        assert dialog is not None and shiboken6.isValid(dialog) and dialog.isVisible()
        return dialog

    def answers(self) -> list[tuple[str, bool]]:
        said = self.desk.read(lambda session: [one.answer for one in answered(session)])
        return [(one.words, one.in_packet) for one in sorted(said, key=lambda one: one.id)]

    def said(self) -> list[tuple[str, bool]]:
        """What was answered since the window was opened; the sample has answers of its own."""
        return self.answers()[self.usual :]

    def lines(self) -> list[str]:
        return said_in(self.shown).splitlines()


@pytest.fixture
def coder(qtbot: QtBot, sample: Desk) -> Iterator[AnswerWindow]:
    made = AnswerWindow(qtbot, sample, "coder")
    yield made
    made.context.close()


@pytest.fixture
def team(qtbot: QtBot, sample: Desk) -> Iterator[AnswerWindow]:
    made = AnswerWindow(qtbot, sample, "team")
    yield made
    made.context.close()


def test_by_keys_alone_a_signal_is_answered_with_a_word_that_is_offered(coder: AnswerWindow) -> None:
    coder.press(Key.Key_A, CONTROL | SHIFT)
    dialog = coder.dialog
    coder.bot.waitUntil(dialog.isActiveWindow)
    assert "in the week of 17 Aug 2026" in said_in(dialog)
    assert "accuracy 95.7 %" in said_in(dialog)
    coder.settle()
    coder.press(Key.Key_7, ALT)  # two answers of the sample come first
    assert dialog.form.value("words") == STARTERS[4]
    coder.press(Key.Key_Return, CONTROL)
    coder.settle()
    assert coder.said() == [(STARTERS[4], False)]
    (line,) = coder.lines()
    assert line.startswith("Tobiah Wrenfield: pace 4")
    assert line.endswith("– answered: “Hours to correct”, R. Castellane, 1 Oct 2026")
    assert [made.text() for made in coder.shown.buttons] == ["Change …"]


def test_by_the_mouse_in_the_managers_own_words_for_the_packet_and_undone(coder: AnswerWindow) -> None:
    coder.shown.buttons[0].click()
    type_values(coder.dialog.form, {"words": "two shifts in one", "in_packet": True})
    coder.dialog.foot.save.click()
    coder.settle()
    assert coder.said() == [("two shifts in one", True)]
    coder.context.undo()
    coder.settle()
    assert coder.said() == []
    assert coder.lines()[0].startswith("A question. Tobiah")


def test_the_managers_own_answers_are_offered_first_and_taken_by_key_or_mouse(coder: AnswerWindow) -> None:
    coder.press(Key.Key_A, CONTROL | SHIFT)
    coder.settle()
    dialog = coder.dialog
    offered = [made.accessibleName() for made in dialog.offered]
    assert offered[:2] == [words for words, _ in reversed(coder.answers())]
    assert offered[2:] == list(STARTERS)
    assert [made.toolTip() for made in dialog.offered] == [f"Alt+{number}" for number in range(1, 10)]
    for made in dialog.offered:
        assert made.fontMetrics().horizontalAdvance(made.text()) < made.width() - 8, "no word is cut off"
    coder.press(Key.Key_2, ALT)
    assert dialog.form.value("words") == offered[1]
    dialog.offered[0].click()
    assert dialog.form.value("words") == offered[0]
    coder.press(Key.Key_3, ALT)
    assert dialog.form.value("words") == STARTERS[0]
    type_values(dialog.form, {"words": "hours to correct"})
    coder.press(Key.Key_Return, CONTROL)
    coder.settle()
    coder.context.undo()
    coder.settle()
    coder.shown.buttons[0].click()
    coder.settle()
    assert [made.accessibleName() for made in coder.dialog.offered] == offered, "what was undone is not offered"
    coder.dialog.reject()


def test_an_answer_without_words_stays_open_with_the_reason(coder: AnswerWindow) -> None:
    coder.shown.buttons[0].click()
    coder.dialog.foot.save.click()
    coder.settle()
    assert coder.dialog.form.errors
    assert coder.said() == []


def test_an_answer_is_changed_and_withdrawn_where_it_was_given(
    coder: AnswerWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    coder.shown.buttons[0].click()
    type_values(coder.dialog.form, {"words": "leave"})
    coder.dialog.foot.save.click()
    coder.settle()
    coder.shown.buttons[0].click()
    assert coder.dialog.form.value("words") == "leave"
    type_values(coder.dialog.form, {"words": "long leave"})
    coder.dialog.foot.save.click()
    coder.settle()
    assert coder.said() == [("long leave", False)]
    coder.shown.buttons[0].click()
    asker = Answers("another week")
    monkeypatch.setattr(ask, "asker", lambda: asker)
    coder.dialog.withdraw.click()
    coder.settle()
    assert asker.asked == ["Withdraw the answer"]
    assert coder.desk.undo_step == "Withdraw answer, long leave"
    assert coder.said() == []
    assert coder.lines()[0].startswith("A question. Tobiah")


def test_answers_of_the_time_shown_are_listed_and_stand_on_both_charts(coder: AnswerWindow) -> None:
    page = coder.on
    assert isinstance(page, CoderPage)
    assert not page.below.answers.isVisibleTo(page)
    coder.shown.buttons[0].click()
    type_values(coder.dialog.form, {"words": "two shifts in one"})
    coder.dialog.foot.save.click()
    coder.settle()
    (row,) = page.below.answers.table.rows
    assert row.words == "two shifts in one"
    for view in (page.charts.pace, page.charts.accuracy):
        assert view.chart is not None
        assert "Answer: two shifts in one" in [band.label for band in view.chart.bands]
    page.below.answers.table.activated.emit(row)
    assert coder.dialog.form.value("words") == "two shifts in one"
    coder.dialog.reject()


def test_team_lists_the_signals_of_the_chosen_row_with_both_figures_beside_them(team: AnswerWindow) -> None:
    page = team.on
    assert isinstance(page, TeamPage)
    (line,) = team.lines()
    assert line.startswith("Same-day surgery, all who do it: pace 15 % lower")
    assert line.endswith("R. Castellane, 22 Sep 2026")
    page.table.select_where(lambda line: line.block.coder_id == TOBIAH)
    team.settle()
    assert page.fold.head.text() == "Signals of Tobiah Wrenfield: 1 question"
    assert page.fold.words.text().replace("\u00a0", " ").startswith("Pace 99.6 %; accuracy 95.7 %")
    page.fold.head.click()
    assert team.shown.isVisibleTo(page)
    team.press(Key.Key_A, CONTROL | SHIFT)
    type_values(team.dialog.form, {"words": "two shifts in one"})
    team.dialog.foot.save.click()
    team.settle()
    line = next(line for line in page.lines if line.block.coder_id == TOBIAH)
    assert not any("signal" in reason for reason in line.row.reasons)
    assert "– answered: “two shifts in one”" in team.lines()[0]


def test_nothing_can_be_answered_in_a_file_that_may_only_be_read(qtbot: QtBot, sample_path: Path) -> None:
    desk = Desk.open(sample_path, read_only=True)
    window = AnswerWindow(qtbot, desk, "coder")
    assert [made.isEnabled() for made in window.shown.buttons] == [False]
    window.press(Key.Key_A, CONTROL | SHIFT)
    assert window.on.answering.dialog is None
    window.context.close()
    desk.close()
