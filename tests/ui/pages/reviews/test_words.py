"""What is typed into a review: kept as typed, private where it is private, and told when it may name a patient."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from codedesk.services.reviews import reviews
from codedesk.ui.widgets.fields import Form
from tests.reports.read_back import whole
from tests.ui.pages.reviews.reviews_window import Q3, TOBIAH, Answers, ReviewsWindow


def test_a_private_note_goes_to_the_private_sheet_alone(window: ReviewsWindow, answers: Answers) -> None:
    editor = window.page.words.private.editor("private_note")
    window.type_in(editor, "Offer the mentor first.")
    window.run("reviews.private")
    window.run("reviews.save")
    files = {path.name: whole(path.read_bytes()) for path in answers.place.glob("*.pdf")}
    private = [words for name, words in files.items() if name.endswith("private.pdf")]
    assert len(private) == 1 and "Offer the mentor first." in private[0]
    assert all("mentor first" not in words for name, words in files.items() if not name.endswith("private.pdf"))


PATIENT = "Chart of MRN 00482913"


def stored(window: ReviewsWindow, name: str) -> str:
    return str(getattr(window.desk.read(reviews.review, TOBIAH, Q3).text, name))


def test_a_text_that_seems_to_name_a_patient_is_asked_about_before_it_is_stored(window: ReviewsWindow) -> None:
    window.type_into("work_on", "Modifier 25 on 99213, DOS 07/03/2026")
    assert stored(window, "work_on") == "Modifier 25 on 99213, DOS 07/03/2026"
    revision = window.desk.revision
    window.type_into("work_on", " MRN 00482913")
    assert stored(window, "work_on") == "Modifier 25 on 99213, DOS 07/03/2026"
    assert window.desk.revision == revision
    assert window.text("work_on").toPlainText().endswith("MRN 00482913")
    bar = window.page.words.held_bar
    assert bar.isVisible() and "“What to work on”" in bar.words.text() and "a medical record number" in bar.words.text()


def test_a_text_that_was_asked_about_is_stored_once_it_is_changed_or_wanted_as_it_is(window: ReviewsWindow) -> None:
    window.type_into("work_on", PATIENT)
    window.text("work_on").setFocus()
    window.text("work_on").selectAll()
    QTest.keyClicks(window.text("work_on"), "One chart, named in the worksheet")
    QTest.keyClick(window.text("work_on"), Qt.Key.Key_Tab)
    window.settle()
    assert stored(window, "work_on") == "One chart, named in the worksheet"
    assert not window.page.words.held_bar.isVisible()
    window.type_into("went_well", PATIENT)
    window.run("reviews.keep")
    assert stored(window, "went_well") == PATIENT
    assert not window.page.words.held_bar.isVisible()
    assert window.text("went_well").property("state") != "wrong"


def test_a_held_text_is_neither_lost_nor_left_behind(window: ReviewsWindow, answers: Answers) -> None:
    window.type_into("work_on", PATIENT)
    window.desk.write("From elsewhere", reviews.set_text, TOBIAH, Q3, "went_well", "Stored meanwhile")
    window.settle()
    assert window.text("work_on").toPlainText() == PATIENT
    window.page.coders.select_where(lambda row: row.coder == "Maren Tolliver")
    window.settle()
    assert window.text("work_on").toPlainText() == "" and not window.page.words.held_bar.isVisible()
    for action in ("reviews.save", "reviews.save_all", "reviews.next"):
        window.run(action)
        assert "A text of Tobiah Wrenfield, Q3 2026, is not saved yet" in window.said[-1]
    assert list(answers.place.glob("*.pdf")) == []
    assert window.page.coders.selected_row().coder == "Tobiah Wrenfield"  # type: ignore[union-attr]
    assert window.text("work_on").toPlainText() == PATIENT and window.page.words.held_bar.isVisible()
    assert not window.page.leave()
    window.run("reviews.keep")
    assert window.page.leave()


def test_a_goal_that_seems_to_name_a_patient_holds_back_that_goal_alone(window: ReviewsWindow) -> None:
    first, second = window.page.words.agreements[:2]
    type_goal(window, first, "goal", "Query before coding")
    type_goal(window, first, "measure", "As in MRN 00482913")
    type_goal(window, second, "goal", "CC capture")
    assert [(row.goal, row.measure) for row in window.packet().agreements] == [
        ("Query before coding", ""),
        ("CC capture", ""),
    ]
    assert first.value("measure") == "As in MRN 00482913"
    assert first.editor("measure").property("state") == "wrong"
    window.run("reviews.keep")
    assert window.packet().agreements[0].measure == "As in MRN 00482913"


def test_a_private_note_is_asked_about_as_well(window: ReviewsWindow) -> None:
    editor = window.page.words.private.editor("private_note")
    window.type_in(editor, PATIENT)
    assert window.desk.read(reviews.review, TOBIAH, Q3).private_note == ""
    assert "“Private note”" in window.page.words.held_bar.words.text()


def test_a_date_that_cannot_be_read_stays_typed_while_the_rest_of_its_goal_is_kept(window: ReviewsWindow) -> None:
    form = window.page.words.agreements[0]
    type_goal(window, form, "goal", "CC capture")
    type_goal(window, form, "due_on", "someday")
    type_goal(window, form, "measure", "8 of 10")
    (agreement,) = window.packet().agreements
    assert (agreement.measure, agreement.due_on) == ("8 of 10", None)
    due = form.editor("due_on")
    assert isinstance(due, QLineEdit) and due.text() == "someday" and due.property("state") == "wrong"


def type_goal(window: ReviewsWindow, form: Form, name: str, words: str) -> None:
    window.type_in(form.editor(name), words)


def test_a_click_on_propose_is_for_the_text_that_is_being_written(window: ReviewsWindow) -> None:
    asked: list[str] = []
    words = window.page.words
    words.proposal_wanted.connect(asked.append)
    window.text("work_on").setFocus()
    handle = window.page.window().windowHandle()
    at = words._propose.mapTo(window.page.window(), words._propose.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=at)
    assert asked == ["work_on"] and words.isAncestorOf(QApplication.focusWidget())
    window.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    words.proposals.close()


def test_where_the_figures_say_nothing_typing_goes_on(window: ReviewsWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A menu with one line that could not be chosen took the keys."""
    monkeypatch.setattr("codedesk.ui.pages.reviews.page.reviews.proposals", lambda _packet, _name: ())
    window.text("went_well").setFocus()
    window.run("reviews.propose")
    assert "The figures say nothing for" in window.said[-1]
    assert QApplication.activePopupWidget() is None
