"""How every list with a form behaves: one step at a time, refused beside the field, voided by name, its row kept."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from codedesk.errors import Refused
from codedesk.ui import ask
from codedesk.ui.editing import Editing
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_card import FormCard
from codedesk.ui.widgets.table import Table, TableColumn


class Lines:
    """Stands where what is typed is kept: asks, and keeps nothing."""

    def line(self, parent: QWidget, _place: TypedPlace, title: str, label: str) -> str | None:
        return ask.asker().line(parent, title, label)

    def drop(self, path: str) -> None:
        assert path


class Desk:
    """Stands where a context stands: keeps what is to be stored until the test answers, and what is told."""

    def __init__(self, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.steps: list[str] = []
        self.answers: list[dict[str, Any]] = []
        self.told: list[str] = []
        self.retry: Any = None
        self.typed = Lines()

    def write(self, _owner: object, step: str, _service: object, *_args: object, **asked: Any) -> None:
        self.steps.append(step)
        self.answers.append(asked)

    def say(self, _kind: str, words: str) -> None:
        self.told.append(words)

    def tell_failure(self, error: BaseException, retry: Any = None) -> None:
        self.told.append(str(error))
        self.retry = retry


class Reason(ask.Asker):
    def __init__(self, reason: str | None) -> None:
        self.reason = reason
        self.asked: list[tuple[str, str]] = []

    def line(self, parent: QWidget | None, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        self.asked.append((title, label))
        return self.reason


def editing(desk: Desk) -> Editing:
    made: Any = desk
    return Editing(made, QWidget())


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form((Field("name", "Name"), Field("text", "Text")))
    qtbot.addWidget(made)
    return made


def nothing(*_args: object) -> None:
    """A service that nobody runs."""


def test_a_second_key_waits_for_the_answer_to_the_first(form: Form) -> None:
    desk = Desk()
    made, tried, stored = editing(desk), [], []
    for _ in range(2):
        made.store(form, "Add note", nothing, then=stored.append, again=lambda: tried.append(1))
    assert desk.steps == ["Add note"] and made.is_saving(form)
    desk.answers[0]["then"](7)
    assert stored == [7] and not made.is_saving(form)
    made.store(form, "Add another", nothing, again=lambda: tried.append(1))
    desk.answers[1]["failed"](OSError("the disk is full"))
    assert desk.told == ["the disk is full"] and not made.is_saving(form)
    desk.retry()
    assert tried == [1]


def test_what_is_refused_stands_beside_its_field_else_in_the_message_strip(form: Form) -> None:
    desk = Desk()
    made = editing(desk)
    for refused in (Refused("there is one already", "name"), Refused("the day is full")):
        made.store(form, "Add note", nothing, again=lambda: None)
        desk.answers[-1]["failed"](refused)
    assert form.editor("name").accessibleDescription() == "there is one already"
    assert desk.told == ["Not saved: the day is full."]


def test_a_row_is_voided_by_its_name_with_a_reason_or_not_at_all() -> None:
    desk, asker = Desk(), Reason(None)
    before = ask.replace(asker)
    try:
        assert not editing(desk).void("event", "New encoder", "Void event, New encoder", nothing, 3)
        assert desk.steps == []
        asker.reason = "typed twice"
        assert editing(desk).void("event", "New encoder", "Void event, New encoder", nothing, 3)
    finally:
        ask.replace(before)
    assert desk.steps == ["Void event, New encoder"]
    assert asker.asked[0] == ("Void the event", "Why is “New encoder” voided? Undo and History can put it back.")


def test_in_a_file_that_may_only_be_read_nothing_is_asked_and_nothing_stored(form: Form) -> None:
    desk, asker = Desk(read_only=True), Reason("typed twice")
    made, before = editing(desk), ask.replace(asker)
    try:
        made.write("Move", nothing)
        made.store(form, "Add", nothing, again=lambda: None)
        made.void("event", "New encoder", "Void", nothing, 3)
        made.open(
            "Add note",
            (Field("name", "Name"),),
            {},
            lambda _typed: ("", nothing, ()),
            place=TypedPlace("note", "new", "Add note"),
        )
    finally:
        ask.replace(before)
    assert (desk.steps, asker.asked, made.dialog) == ([], [], None)


@dataclass(frozen=True)
class Row:
    id: int
    name: str


def test_the_chosen_row_stays_chosen_when_others_come_before_it_and_its_place_when_it_is_gone(qtbot: QtBot) -> None:
    columns: tuple[TableColumn[Row], ...] = (TableColumn("name", "Name", 100, text=lambda row: row.name),)
    table: Table[Row] = Table(columns, "Rows", key=lambda row: row.id)
    qtbot.addWidget(table)
    rows = [Row(number, f"Row {number}") for number in (1, 2, 3)]
    table.show_rows(rows)
    table.choose(1)
    table.show_rows([Row(9, "New"), Row(1, "Row 1"), Row(2, "Renamed"), Row(3, "Row 3")])
    assert table.selected_row() == Row(2, "Renamed")
    table.show_rows([Row(9, "New"), Row(1, "Row 1"), Row(3, "Row 3")])
    assert table.selected_row() == Row(3, "Row 3")


def test_what_was_just_stored_is_chosen_whether_its_rows_come_before_or_after_the_answer(qtbot: QtBot) -> None:
    columns: tuple[TableColumn[Row], ...] = (TableColumn("name", "Name", 100, text=lambda row: row.name),)
    table: Table[Row] = Table(columns, "Rows", key=lambda row: row.id)
    qtbot.addWidget(table)
    table.show_rows([Row(1, "Row 1")])
    table.expect(5)
    assert table.selected_row() == Row(1, "Row 1")
    table.show_rows([Row(6, "Row 6"), Row(5, "Row 5"), Row(1, "Row 1")])
    assert table.selected_row() == Row(5, "Row 5")
    table.expect(6)
    table.show_rows([Row(6, "Row 6"), Row(1, "Row 1")])
    assert table.selected_row() == Row(6, "Row 6")


def test_the_keyboard_goes_to_the_first_wrong_field_of_two_columns_and_all_are_marked(qtbot: QtBot) -> None:
    left, right = (Form((Field(name, name, required=True),)) for name in ("pace", "reason"))
    card = FormCard("Add a standard", "Add", left, right)
    qtbot.addWidget(card)
    card.show()
    with pytest.raises(Refused):
        card.values()
    assert card.focusWidget() is left.editor("pace")
    assert all(form.editor(name).property("state") == "wrong" for form, name in ((left, "pace"), (right, "reason")))
    card.put({"pace": "20", "reason": "time study"})
    assert card.values() == {"pace": "20", "reason": "time study"}
