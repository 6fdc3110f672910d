"""What was given out: every revision opens as it was, says who gave it and what changed, and is never undone."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from codedesk.desk import Desk
from codedesk.reports.packet import build
from codedesk.services.reviews import reviews
from codedesk.settings import Settings
from codedesk.store import backups
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.pages.reviews.revisions import Revisions, columns
from tests.departments import WHO
from tests.ui.pages.reviews.reviews_window import Q3, TOBIAH, TODAY, Answers, ReviewsWindow


def give(desk: Desk, day: date) -> bytes:
    row = desk.read(reviews.packet_to_give, TOBIAH, Q3, day)
    pdf = build(row)
    desk.write("Give out", reviews.give, TOBIAH, Q3, day, row.fingerprint, pdf)
    return pdf


def give_a_and_b(desk: Desk) -> tuple[bytes, bytes]:
    """Give out a packet, add the coder's comments, give out the revision."""
    desk.write("Ready", reviews.set_state, TOBIAH, Q3, "ready", TODAY)
    first = give(desk, TODAY)
    desk.write("Comments", reviews.set_text, TOBIAH, Q3, "coder_comments", "The template cost me a week.")
    return first, give(desk, date(2026, 10, 20))


def opened(window: ReviewsWindow) -> Revisions:
    window.qtbot.waitUntil(lambda: len(window.page.state.given) == 2)
    window.run("reviews.given")
    window.qtbot.waitUntil(lambda: window.page.state.revisions.pages.page_count > 0)
    dialog = window.page.state.revisions
    with window.qtbot.waitActive(dialog):
        dialog.activateWindow()
    window.settle()
    return dialog


def test_every_revision_is_listed_with_its_day_its_person_and_its_digest(window: ReviewsWindow) -> None:
    give_a_and_b(window.desk)
    dialog = opened(window)
    texts = [[column.text(row) for column in columns()] for row in dialog.table.rows]
    assert [line[:3] for line in texts] == [["B", "20 Oct 2026", WHO], ["A", "5 Oct 2026", WHO]]
    assert [len(line[3]) for line in texts] == [12, 12] and texts[0][3] != texts[1][3]
    assert dialog.changed.text() == "What changed since revision A"
    assert dialog.changes.text() == "The coder’s comments: nothing → The template cost me a week."
    dialog.close()


def test_an_older_revision_opens_by_keys_and_its_copy_is_the_kept_file(window: ReviewsWindow, answers: Answers) -> None:
    first, _ = give_a_and_b(window.desk)
    dialog = opened(window)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    window.settle()
    assert dialog.changed.text() == "Revision A is the first"
    window.qtbot.waitUntil(dialog.copy.isEnabled)
    QTest.keyClick(dialog.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.qtbot.waitUntil(lambda: any("saved" in said for said in window.said))
    assert not (isValid(dialog) and dialog.isVisible()), "it lay over the line that says where the copy is"
    assert (answers.place / "2026-Q3 Tobiah Wrenfield given A.pdf").read_bytes() == first


def test_given_packets_open_as_they_were_after_a_restore(window: ReviewsWindow, tmp_path: Path) -> None:
    kept = give_a_and_b(window.desk)
    made = window.desk.backup(folder=tmp_path / "kept")
    other = tmp_path / "Restored.codedesk"
    backups.restore(made.path, other)
    desk = Desk.open(other, "Somebody else")
    found = [desk.read(reviews.as_given, TOBIAH, Q3, revision) for revision in ("A", "B")]
    assert [each[1] for each in found if each is not None] == list(kept)
    assert [row.who for row in desk.read(reviews.revisions, TOBIAH, Q3)] == [WHO, WHO]
    desk.close()


def test_ctrl_z_leaves_a_given_packet_given_and_says_why(qtbot: QtBot, sample: Desk) -> None:
    sample.write("Ready", reviews.set_state, TOBIAH, Q3, "ready", TODAY)
    pdf = give(sample, TODAY)
    context = Context(sample, Settings(), lambda: TODAY, sample=True)
    context.period = Q3
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.resize(1180, 680)
    frame.show()
    frame.show_first("reviews")
    with qtbot.waitActive(frame):
        frame.activateWindow()
    for _ in range(2):
        frame.context.messages.close()
        qtbot.keyClick(frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: "what is given out stays" in frame.strip.text)
    kept = sample.read(reviews.as_given, TOBIAH, Q3)
    assert kept is not None and kept[1] == pdf
    assert sample.read(reviews.review, TOBIAH, Q3).text.state == "given"
    qtbot.waitUntil(lambda: not context.background.busy)
    context.close()
