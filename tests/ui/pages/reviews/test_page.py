"""The Reviews page as the manager uses it: choose, write, look at the pages, save and print."""

import os
import re
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.models import Coder
from codedesk.reports import raster
from codedesk.reports.packet import build
from codedesk.services.reviews import reviews
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.pages.reviews.page import ReviewsPage
from codedesk.ui.widgets.pdf_view import image_of
from tests.patience import own_work
from tests.reports.read_back import pages, reader, whole
from tests.ui.pages.reviews.reviews_window import Q3, TOBIAH, TODAY, Answers, ReviewsWindow


def test_every_coder_of_the_period_is_listed_with_the_state(window: ReviewsWindow) -> None:
    states = {row.coder: row.words for row in window.page.coders.rows}
    assert len(states) == 8
    assert states["Kaori Umezanno"] == "draft, data gaps"
    assert window.page.coders.selected_row().coder == "Tobiah Wrenfield"  # type: ignore[union-attr]


def test_the_preview_is_the_packet_itself(window: ReviewsWindow) -> None:
    assert window.page.pages.page_count >= 5
    image = window.page.pages.image_of(1)
    assert image is not None
    pdf = build(window.packet())
    drawn = raster.picture(pdf, 0, window.page.pages.pixel_scale)
    assert image == image_of(drawn)


def test_the_points_before_printing_are_named(window: ReviewsWindow) -> None:
    words = " ".join(window.page.points.texts)
    assert "Are the hours right on" in words
    assert "Nothing is written yet" in words


def test_words_are_kept_when_the_field_is_left_and_stand_on_the_new_preview(window: ReviewsWindow) -> None:
    window.type_into("went_well", "E&M levels held.")
    assert window.packet().text.went_well == "E&M levels held."
    assert window.desk.undo_step == "Set what went well, Tobiah Wrenfield, Q3 2026"
    assert not any("Nothing is written yet" in text for text in window.page.points.texts)


def test_words_being_typed_are_kept_when_another_coder_is_chosen(window: ReviewsWindow) -> None:
    editor = window.text("work_on")
    editor.setFocus()
    QTest.keyClicks(editor, "POA indicators")
    window.page.coders.select_where(lambda row: row.coder == "Maren Tolliver")
    window.settle()
    assert window.desk.read(reviews.review, TOBIAH, Q3).text.work_on == "POA indicators"
    assert window.text("work_on").toPlainText() == ""


def test_a_change_elsewhere_does_not_touch_what_is_being_typed(window: ReviewsWindow) -> None:
    editor = window.text("work_on")
    editor.setFocus()
    QTest.keyClicks(editor, "half a sent")
    window.desk.write("From elsewhere", reviews.set_text, TOBIAH, Q3, "went_well", "Stored meanwhile")
    window.qtbot.waitUntil(lambda: window.text("went_well").toPlainText() == "Stored meanwhile")
    window.settle()
    assert editor.toPlainText() == "half a sent"


def test_an_agreement_is_typed_and_kept(window: ReviewsWindow) -> None:
    form = window.page.words.agreements[0]
    for name, words in (("goal", "CC capture"), ("measure", "8 of 10"), ("due_on", "2026-12-15"), ("support", "2 h")):
        editor = form.editor(name)
        editor.setFocus()
        QTest.keyClicks(editor, words)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        window.settle()
    (agreement,) = window.packet().agreements
    assert (agreement.goal, agreement.measure, agreement.due_on) == ("CC capture", "8 of 10", date(2026, 12, 15))


def test_a_measure_without_a_goal_is_refused_beside_the_goal_and_stays_typed(window: ReviewsWindow) -> None:
    form = window.page.words.agreements[0]
    form.editor("measure").setFocus()
    QTest.keyClicks(form.editor("measure"), "8 of 10")
    QTest.keyClick(form.editor("measure"), Qt.Key.Key_Tab)
    window.settle()
    assert window.packet().agreements == ()
    assert form.editor("goal").property("state") == "wrong"
    assert form.value("measure") == "8 of 10"


def test_page_keys_and_zoom(window: ReviewsWindow) -> None:
    view = window.page.pages
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.current_page == 2
    fitted = view.scale
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == pytest.approx(fitted * 1.25)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == pytest.approx(fitted / 1.25)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.scale == pytest.approx(fitted)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.current_page == 1
    window.settle()


def test_sections_can_be_left_out_of_preview_and_file(window: ReviewsWindow, answers: Answers) -> None:
    before = window.page.pages.page_count
    for entry in window.page._section_actions:
        entry.setChecked(entry.data() in ("summary", "agreements"))
    window.settle()
    assert window.page.pages.page_count == 2 < before
    window.run("reviews.save")
    assert "By work type" not in whole((answers.place / "2026-Q3 Tobiah Wrenfield.pdf").read_bytes())


def test_the_saved_file_is_the_packet_by_coder_and_quarter(window: ReviewsWindow, answers: Answers) -> None:
    window.context.messages.show_page("reviews")
    window.run("reviews.save")
    (saved,) = answers.place.iterdir()
    assert saved.name == "2026-Q3 Tobiah Wrenfield.pdf"
    assert "Tobiah Wrenfield" in pages(saved.read_bytes())[0]
    assert window.said[-1] == f"1 packet saved. {saved} When you give it out, mark it as given (Alt+S)."
    told = window.context.messages.shown
    assert told is not None and told.files == (saved,)


def test_saving_leaves_the_keyboard_where_it_was(window: ReviewsWindow, answers: Answers) -> None:
    (save,) = (made for action, made in window.page._buttons if action.name == "reviews.save")
    with window.qtbot.waitActive(window.page):
        window.page.activateWindow()
    save.setFocus()
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: not window.page.output.running and not window.context.background.busy)
    assert save.hasFocus()


def test_what_is_being_typed_stands_in_the_saved_file(window: ReviewsWindow, answers: Answers) -> None:
    window.text("went_well").setFocus()
    QTest.keyClicks(window.text("went_well"), "Typed last")
    window.run("reviews.save")
    assert "Typed last" in whole((answers.place / "2026-Q3 Tobiah Wrenfield.pdf").read_bytes())


def test_all_packets_are_saved_and_replacing_them_is_asked(window: ReviewsWindow, answers: Answers) -> None:
    window.run("reviews.save_all")
    assert len(list(answers.place.glob("2026-Q3 *.pdf"))) == 8
    assert answers.asked == []
    window.run("reviews.save_all")
    assert answers.asked == ["Replace 8 packets in “packets”?"]


def test_cancel_leaves_only_whole_files(window: ReviewsWindow, answers: Answers) -> None:
    place = window.page.coders.mapTo(window.page, QPoint())

    def cancel(_kind: str, words: str, press: Callable[[], None]) -> None:
        if words.startswith("3 of 8: "):
            assert window.page.coders.mapTo(window.page, QPoint()) == place, "nothing moves while it is saved"
            press()

    window.context.message_shown.connect(cancel)
    window.run("reviews.save_all")
    saved = list(answers.place.iterdir())
    assert len(saved) == 3
    assert all(pages(path.read_bytes()) for path in saved)
    assert window.said[-1] == f"Cancelled: 3 packets of 8 saved, each of them whole. {answers.place}"


def test_a_folder_that_cannot_be_written_is_told_and_the_page_goes_on(
    window: ReviewsWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.place = answers.place / "gone"
    window.run("reviews.save")
    assert "was not written" in window.said[-1]
    assert not window.page.output.running


def test_printing_sends_every_page_at_its_size(window: ReviewsWindow, answers: Answers) -> None:
    window.run("reviews.print")
    printed = (answers.place / "printed.pdf").read_bytes()
    assert len(pages(printed)) == window.page.pages.page_count
    assert window.said[-1] == f"1 packet saved. {answers.place / 'printed.pdf'}"
    if os.name == "posix":  # nobody but its owner reads it, as every packet that is saved
        assert (answers.place / "printed.pdf").stat().st_mode & 0o777 == 0o600


def test_a_review_goes_on_to_given_after_a_question_and_its_words_are_closed(
    window: ReviewsWindow, answers: Answers
) -> None:
    window.run("reviews.next")
    assert window.packet().text.state == "ready"
    window.run("reviews.next")
    assert answers.asked == ["Give out the packet of Tobiah Wrenfield?"]
    assert window.packet().text.state == "given"
    assert not window.text("went_well").isEnabled()
    assert window.text("coder_comments").isEnabled()
    window.run("reviews.refuse")
    assert window.packet().text.state == "signature_refused"
    assert window.packet().text.refused_reason == "Wants to ask the union first"
    window.run("reviews.reopen")
    assert window.text("went_well").isEnabled()


def test_a_given_packet_stays_on_screen_and_in_the_file_until_a_revision_is_given(
    window: ReviewsWindow, answers: Answers
) -> None:
    window.run("reviews.next")
    window.run("reviews.next")
    kept = window.desk.read(reviews.as_given, TOBIAH, Q3)
    assert kept is not None
    window.desk.write("Credentials", _other_credentials)
    window.settle()
    window.page.show_if_stale()
    window.settle()
    window.run("reviews.save")
    (path,) = answers.place.glob("*.pdf")
    assert path.read_bytes() == kept[1]
    said = " ".join(label.text() for label in window.page.findChildren(QLabel) if label.isVisible())
    assert "Changed since revision A in 1 place" in said
    assert any("Coder: Tobiah Wrenfield" in text for text in window.page.points.texts)
    window.run("reviews.revise")
    again = window.desk.read(reviews.as_given, TOBIAH, Q3)
    assert again is not None and again[0].revision == "B"
    assert re.search("Corrections since (the last print, )?revision A", whole(again[1]))


def _other_credentials(session: Session) -> None:
    coder = session.get(Coder, TOBIAH)
    assert coder is not None
    coder.credentials = "RHIA"


def test_a_sentence_is_only_taken_when_it_is_chosen(window: ReviewsWindow, answers: Answers) -> None:
    before = window.packet().text.went_well
    window.text("went_well").setFocus()
    window.run("reviews.propose")
    menu = window.page.words.proposals
    offered = [entry.text() for entry in menu.actions()]
    assert 1 <= len(offered) <= 4
    assert all(any(letter.isdigit() for letter in words) for words in offered)
    assert window.packet().text.went_well == before
    QTest.keyClick(menu, Qt.Key.Key_Return)
    window.settle()
    assert window.packet().text.went_well == f"{before} {offered[0]}".strip()


def test_all_packets_go_into_one_file_and_cancel_leaves_none(window: ReviewsWindow, answers: Answers) -> None:
    window.run("reviews.merged")
    (path,) = answers.place.glob("*.pdf")
    assert len(reader(path.read_bytes()).outline) == 8
    path.unlink()
    window.page.saving.save_merged()
    window.qtbot.waitUntil(lambda: window.page.output.running)
    with own_work(1.0):
        window.page.output.cancel()
        window.qtbot.waitUntil(lambda: not window.page.output.running)
    assert list(answers.place.iterdir()) == []
    assert window.said[-1].startswith("Cancelled: 0 packets")


def test_the_team_and_the_year_are_saved_as_files_of_their_own(window: ReviewsWindow, answers: Answers) -> None:
    window.run("reviews.team")
    window.run("reviews.year")
    names = sorted(path.name for path in answers.place.glob("*.pdf"))
    assert names == ["2026-Q3 Team.pdf", "2026-Q3 Year of Tobiah Wrenfield.pdf"]


def test_everything_has_a_name_for_those_who_do_not_see_it(window: ReviewsWindow) -> None:
    assert window.page.pages.accessibleName() == "Preview of the pages"
    assert window.page.coders.accessibleName() == "Reviews of the period"
    assert window.text("went_well").accessibleName() == "What went well"


def test_ctrl_p_from_anywhere_shows_the_packet_of_the_current_coder(qtbot: QtBot, sample: Desk) -> None:
    context = Context(sample, Settings(), lambda: TODAY, sample=True)
    context.period = Q3
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.resize(1180, 680)
    frame.show()
    frame.show_first("history")
    with qtbot.waitActive(frame):
        frame.activateWindow()
    context.coder_id = TOBIAH
    qtbot.keyClick(frame, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: frame.page_name == "reviews" and not context.background.busy)
    page = frame.page
    assert isinstance(page, ReviewsPage)
    qtbot.waitUntil(lambda: page.pages.page_count > 0 and not context.background.busy)
    assert page.coders.selected_row().coder == "Tobiah Wrenfield"  # type: ignore[union-attr]
    context.close()
