"""The door for what comes in, and open files behind it: planned, looked at line by line, stored whole or not at all.

Any other spreadsheet goes through the steps (bringing.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QWidget

from codedesk.exchange.csv_reading import read_draft
from codedesk.formats import count, plural
from codedesk.services.files import importing
from codedesk.services.files.plans import FilePlan, ImportDraft, ImportPlan, ImportRefused
from codedesk.store import backups
from codedesk.store.connection import Connection
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.pages.files.window_words import in_the_window
from codedesk.ui.printing import last_folder
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.table import Table, TableColumn

_ABOUT = (
    "Your spreadsheet as it is (Excel, OpenDocument, CSV, or cells that you copied), or the open files of CodeDesk. "
    "You see what would happen first; then all of it is stored as one step that Undo takes back, or nothing."
)
_DROP = "Drop a file anywhere on this page, or press Ctrl+V with cells that you copied."
_NOUNS = {
    "coder": "coder (starting with the first day met)",
    "work_type": "work type",
    "time_category": "time category",
    "category": "finding category",
    "root_cause": "root cause",
}


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """One thing to look at before an import: what kind, where it stands, what it is."""

    kind: str
    where: str
    words: str


def points(plan: ImportPlan) -> Iterator[PlanPoint]:
    """Name every problem by its line, then what would be made, then what is worth knowing."""
    for problem in plan.problems:
        parts = (problem.file, f"line {problem.line}" if problem.line else "", problem.column)
        yield PlanPoint("Problem", ", ".join(part for part in parts if part), in_the_window(problem.reason))
    for made in plan.created:
        yield PlanPoint("Would make", _NOUNS.get(made.noun, made.noun), made.name)
    for remark in plan.remarks:
        yield PlanPoint(
            "Note", f"{remark.file}{f', line {remark.line}' if remark.line else ''}", in_the_window(remark.text)
        )


class TakingIn(QFrame):
    """The card of the door. choose() and paste() bring something in; what is an open file is planned here.

    Signals: changed() when what can be done changed · steps_wanted(path) for an open file that is to be read otherwise.
    """

    changed = Signal()
    steps_wanted = Signal(object)

    def __init__(self, context: Context, choose: Callable[[], None], paste: Callable[[], None]) -> None:
        """Lay the card out; nothing is chosen yet."""
        super().__init__()
        self._context = context
        self._source: Path | None = None
        self._draft: ImportDraft | None = None
        self.plan: ImportPlan | None = None
        self._led_on = True
        self.file = button("Choose a file …", choose, kind="primary", icon="open")
        self.paste = button("Paste from the clipboard", paste)
        self.folder = button("Choose a folder of open files …", self.choose_folder)
        self.otherwise = button("Read it step by step …", self._read_otherwise)
        self.otherwise.setToolTip("As a spreadsheet of your own: what its columns and names mean is asked")
        self.update_stored = QCheckBox("Where a line differs from what is stored, the file is right")
        self.make_names = QCheckBox("Make names that are not known yet")
        self.words = theme.label("", wrap=True)
        self.files: Table[FilePlan] = Table(_file_columns(), "Files to import")
        self.points: Table[PlanPoint] = Table(_point_columns(), "What to look at before importing")
        self.import_button = button("Import", self.store, kind="primary")
        for box in (self.update_stored, self.make_names):
            box.toggled.connect(self._choose_again)
        self._lay_out()
        self._show("", "")

    def may_write(self) -> bool:
        """Tell whether anything can be stored here."""
        return not self._context.read_only

    def may_store(self) -> bool:
        """Tell whether there is a plan without problems that brings something."""
        return self.may_write() and self.plan is not None and not self.plan.problems and bool(self.plan.changes)

    def choose_folder(self) -> None:
        """Ask for a folder of open files and look at what it brings."""
        folder = ask.asker().folder(self, "Import a folder of open files", last_folder(self._context))
        if folder is not None:
            self.look_at(folder)

    def look_at(self, source: Path) -> None:
        """Read files and plan them; nothing is stored."""
        self._source, self._draft, self.plan = source, None, None
        self._led_on = False
        self._show("", f"Reading “{source.name}” …")
        self._context.run(self, read_draft, source, then=partial(self._read_in, source))

    def store(self) -> None:
        """Back up, then store what the plan says, as one step."""
        if self._draft is None or not self.may_store():
            return
        folder = backups.folder_of(self._context.desk.path)

        def make(connection: Connection) -> object:
            return backups.make_if_changed(connection, folder, "import")

        self._show("", "Importing …")
        self._context.use(self, make, self._backed_up, self._no_backup)

    def update_buttons(self) -> None:
        """Ask again what can be done."""
        for made in (self.file, self.paste, self.folder):
            made.setEnabled(self.may_write())
        self.import_button.setEnabled(self.may_store())
        self.changed.emit()

    def _read_in(self, source: Path, draft: ImportDraft) -> None:
        if source == self._source:
            self._draft = draft
            self._choose_again()

    def _choose_again(self, _on: bool = False) -> None:
        if self._draft is not None:
            update, create = self.update_stored.isChecked(), self.make_names.isChecked()
            self._draft = draft = replace(self._draft, update=update, create_missing=create)
            self._context.read(self, importing.plan, draft, then=partial(self._planned, draft))

    def _planned(self, draft: ImportDraft, plan: ImportPlan) -> None:
        if draft is self._draft:
            self._show_plan(plan)

    def _show_plan(self, plan: ImportPlan) -> None:
        self.plan = plan
        found = tuple(points(plan))
        self.files.show_rows(plan.files)
        self.points.show_rows(found)
        self.files.setVisible(bool(plan.files))
        self.points.setVisible(bool(found))
        self._show("caution" if plan.problems else "", plan_words(plan))
        self._lead_on()

    def _lead_on(self) -> None:
        """Put the keyboard on what follows a new plan, where it still is on what brought the file in."""
        led, self._led_on = self._led_on, True
        at = QApplication.focusWidget()
        if led or not self.isVisible() or (at is not None and at not in (self.file, self.paste, self.folder)):
            return
        ways = (self.import_button, self.otherwise, self.points)
        following = next((way for way in ways if way.isVisibleTo(self) and way.isEnabled()), None)
        if following is not None:
            following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, tone: theme.Tone, words: str) -> None:
        self.words.setText(words)
        theme.restyle(self.words, tone=tone)
        chosen = self._source is not None
        shown: tuple[QWidget, ...] = (self.words, self.import_button, self.make_names, self.update_stored)
        for part in shown:
            part.setVisible(chosen)
        self.otherwise.setVisible(self.plan is not None and bool(self.plan.problems) and self._is_file())
        self.drop.setVisible(not chosen)
        if self.plan is None:
            self.files.hide()
            self.points.hide()
        self.update_buttons()

    def _is_file(self) -> bool:
        return self._source is not None and self._source.is_file()

    def _read_otherwise(self) -> None:
        source, self._source, self._draft, self.plan = self._source, None, None, None
        self._show("", "")
        self.steps_wanted.emit(source)

    def _backed_up(self, _made: object) -> None:
        if self._draft is not None:
            step = importing.step_name(self._draft)
            asked: dict[str, Any] = {"then": self._stored, "failed": self._refused}
            self._context.write(self, step, importing.apply, self._draft, **asked)

    def _no_backup(self, error: BaseException) -> None:
        title, text = "Import without a backup before it?", f"{error} Undo takes an import back, too."
        if ask.asker().question(self, title, text, "Import"):
            self._backed_up(None)
        else:
            self._choose_again()

    def _stored(self, plan: ImportPlan) -> None:
        self._source, self._draft, self.plan = None, None, None
        self._show("", "")
        if self.isVisible():
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)  # its button is gone; the next one would export
        words = f"Imported: {counts(plan)}. Undo takes it back."
        self._context.say("done", words, self._to_look_at, retry_words="Values to look at", stays=False)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, ImportRefused):
            self._show_plan(error.plan)
        else:
            self._choose_again()
            self._context.tell_failure(error)

    def _to_look_at(self) -> None:
        self._context.navigate("looking")

    def _lay_out(self) -> None:
        column = theme.card(self, 8)
        column.addWidget(theme.label("Bring in", "section"))
        column.addWidget(theme.label(_ABOUT, "body", "second", wrap=True))
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for part in (self.file, self.paste, self.folder):
            ways.addWidget(part)
        ways.addStretch(1)
        column.addLayout(ways)
        self.drop = QFrame()
        self.drop.setProperty("kind", "drop")
        said = theme.label(_DROP, "body", "second")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.column(self.drop, margins=(16, 16, 16, 16)).addWidget(said)
        column.addWidget(self.drop, 1)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for tick in (self.make_names, self.update_stored):
            choices.addWidget(tick)
        choices.addStretch(1)
        column.addLayout(choices)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.words, 1)
        last.addWidget(self.otherwise)
        last.addWidget(self.import_button)
        column.addLayout(last)
        column.addWidget(self.files, 1)
        column.addWidget(self.points, 1)


def counts(plan: ImportPlan) -> str:
    """Say how many lines are new, changed and the same."""
    sums = {name: sum(getattr(each, name) for each in plan.files) for name in ("new", "changed", "same")}
    return ", ".join(f"{count(amount)} {name}" for name, amount in sums.items() if amount) or "nothing"


def plan_words(plan: ImportPlan) -> str:
    """Say what would happen, or what stands in the way."""
    files = plural(len(plan.files), "file")
    if plan.problems:
        many = plural(len(plan.problems), "problem stands", "problems stand")
        return f"{many} in the way, so nothing can be stored. Correct these lines, or read it step by step."
    if not plan.changes:
        return f"{files}: all of it is there already."
    return f"{files}: {counts(plan)}. Nothing is stored yet."


def _file_columns() -> tuple[TableColumn[FilePlan], ...]:
    numbers = ("lines", "new", "same", "changed", "problems")
    return (
        TableColumn("file", "File", 240, text=lambda row: row.file, stretch=True, strong=True),
        *(
            TableColumn(
                name, name.capitalize(), 90, "right", text=partial(_number, name), sort_key=partial(_value, name)
            )
            for name in numbers
        ),
    )


def _value(name: str, row: FilePlan) -> int:
    return int(getattr(row, name))


def _number(name: str, row: FilePlan) -> str:
    return count(_value(name, row))


def _point_columns() -> tuple[TableColumn[PlanPoint], ...]:
    return (
        TableColumn("kind", "What", 100, text=lambda row: row.kind, tone=_tone, strong=True),
        TableColumn("where", "Where", 260, text=lambda row: row.where, tooltip=lambda row: row.where),
        TableColumn("words", "Why", 400, text=lambda row: row.words, tooltip=lambda row: row.words, stretch=True),
    )


def _tone(row: PlanPoint) -> theme.Tone:
    return "caution" if row.kind == "Problem" else "second"
