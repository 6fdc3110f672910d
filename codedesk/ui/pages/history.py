"""History: who changed what and when, with the values before and after, and the way to put a step back.

Narrowed by words, person, kind of thing, coder and dates; older steps come as the list is scrolled.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services.department import change_entries, changes
from codedesk.services.department.change_entries import EntryRow
from codedesk.services.department.changes import KINDS, ChangeRow, Wanted
from codedesk.services.people.coders import CoderRow, coders
from codedesk.store.checks import CheckReport
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.page import Page
from codedesk.ui.putting_back import put_back
from codedesk.ui.widgets.buttons import button, shortcut_words
from codedesk.ui.widgets.date_field import Bounds, DateSpan
from codedesk.ui.widgets.editors import ChoiceBox
from codedesk.ui.widgets.table import Table, TableColumn

TYPING_PAUSE_MS = 200


def _step_words(row: ChangeRow) -> str:
    return f"{row.words} (taken back)" if row.taken_back else row.words


def _step_hover(row: ChangeRow) -> str:
    return "\n".join([_step_words(row), f"Cannot be undone. {row.why_not}" if row.why_not else "Undo takes it back."])


def _step_tone(row: ChangeRow) -> theme.Tone:
    return "third" if row.taken_back else ""


def _undo_words(row: ChangeRow) -> str:
    return "–" if row.why_not else "Undo"


def _undo_tone(row: ChangeRow) -> theme.Tone:
    return "third" if row.why_not else "accent"


def _of(row: EntryRow) -> str:
    return row.what


def _value(row: EntryRow) -> str:
    return row.value


def _before(row: EntryRow) -> str:
    return row.before or "–"


def _after(row: EntryRow) -> str:
    return row.after or "–"


_STEP_COLUMNS: tuple[TableColumn[ChangeRow], ...] = (
    TableColumn("at", "When", 124, text=lambda row: formats.moment(row.at), tone=lambda _row: "second"),
    TableColumn("step", "What", 300, text=_step_words, stretch=True, tooltip=_step_hover, tone=_step_tone, lines=2),
    TableColumn("undo", "", 60, text=_undo_words, tooltip=_step_hover, tone=_undo_tone),
    TableColumn("rows", "Rows", 56, "right", text=lambda row: formats.count(row.rows), tone=lambda _row: "second"),
    TableColumn("who", "Who", 88, text=lambda row: row.who or "–", tone=lambda _row: "second"),
)
_ENTRY_COLUMNS: tuple[TableColumn[EntryRow], ...] = (
    TableColumn("what", "Of", 146, text=_of, tooltip=_of, lines=2, least=118),
    TableColumn("value", "Value", 100, text=_value, tooltip=_value, tone=lambda _row: "second", lines=2, least=88),
    TableColumn("before", "Before", 100, text=_before, tooltip=_before, tone=lambda _row: "second", lines=2, least=62),
    TableColumn("after", "After", 200, text=_after, tooltip=_after, lines=2, stretch=True, least=144),
)


class HistoryPage(Page):
    """The list of steps at the left, the values of the chosen one at the right."""

    name, title, icon = "history", "History", "history"

    @override
    def takes_coder(self) -> bool:
        return False

    @override
    def build(self) -> None:
        self._more = self._pressed_again = False
        self._filter = QLineEdit(placeholderText="Find a step or a person", clearButtonEnabled=True)
        self._filter.setAccessibleName("Find a step or a person")
        self._filter.setFixedWidth(232)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._filter.textChanged.connect(self._pause.start)
        self.who, self.kind, self.coder = (ChoiceBox() for _ in range(3))
        self.span = DateSpan(self._spans(), self.context.dates)
        self.span.picked.connect(self.refresh)
        self._whos: tuple[str, ...] = ()
        self._coders: tuple[tuple[int, str], ...] = ()
        self._fill(self.kind, "Kind of thing", ("Everything", *(words for _, words, _ in KINDS)))
        self._fill(self.who, "Person", ("Everybody",))
        self._fill(self.coder, "Coder", ("All coders",))
        self.body.addLayout(self._filters())
        self.body.addWidget(self.span)
        self._none = theme.label("No step fits what is asked for above.", "body", "third")
        self._both = self._parts()
        self.body.addWidget(self._none)
        self.body.addWidget(self._both, 1)
        self.body.addStretch(0)

    @override
    def refresh(self) -> None:
        self.span.renew()
        self.context.read(self, changes.people, then=self._show_people)
        self.context.read(self, coders, self.context.today(), then=self._show_coders)
        self.read(changes.changes, self.wanted, then=self._show)

    @property
    def wanted(self) -> Wanted:
        """What the filters ask for."""
        start, end = self.span.bounds
        place, who, kind = self.coder.currentIndex(), self.who.currentIndex(), self.kind.currentIndex()
        return Wanted(
            words=self._filter.text(),
            who=self._whos[who - 1] if who > 0 else "",
            kind=KINDS[kind - 1][0] if kind > 0 else "",
            coder_id=self._coders[place - 1][0] if place > 0 else None,
            start=start,
            end=end,
        )

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        page = "history"
        return (
            Action("history.put_back", "Undo this step", "", self._put_back, page, self._can_put_back),
            Action("history.check", "Check the chain", "", self.check, page),
            Action("history.dates", "Narrow the history by dates", "Alt+D", self.span.focus_start, page, shown=False),
            Action("history.all", "Show every step", "Ctrl+Shift+F", self.clear_filters, page, shown=False),
        )

    @override
    def free(self) -> tuple[QWidget, ...]:
        return self._filter, self.who, self.kind, self.coder, self.span, self._all

    @override
    def first_focus(self) -> QWidget:
        return self.steps if self._both.isVisibleTo(self) else self._filter

    def clear_filters(self) -> None:
        """Show every step again."""
        self._filter.clear()
        self._pause.stop()
        self.span.clear()
        for box in (self.who, self.kind, self.coder):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.refresh()

    def check(self) -> None:
        """Check the file with the whole chain of its history."""
        self.context.run(self, self.context.desk.check, then=self._checked)

    def _checked(self, report: CheckReport) -> None:
        if report.sound:
            words = f"The chain of {formats.plural(report.changes, 'step')} is unbroken, and the file is sound."
            self.context.say("done", words)
        else:
            self.context.say("error", f"The file is damaged: {'; '.join(report.problems[:3])}. Safety has the backups.")

    @override
    def find_words(self, typed: str = "") -> None:
        """Go to the page's own line, which looks through all steps, not only those that are read."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self._filter.setText(typed)
        else:
            self._filter.selectAll()

    def _show_people(self, names: tuple[str, ...]) -> None:
        if names != self._whos:
            self._whos = names
            self._fill(self.who, "Person", ("Everybody", *names))

    def _show_coders(self, rows: tuple[CoderRow, ...]) -> None:
        found = tuple((row.id, row.shown_name) for row in rows)
        if found != self._coders:
            self._coders = found
            self._fill(self.coder, "Coder", ("All coders", *(name for _, name in found)))

    def _show(self, rows: tuple[ChangeRow, ...]) -> None:
        self._more = len(rows) == changes.LISTED
        if not rows and self.wanted.all:
            self.show_empty("Nothing was changed yet. Every change will stand here, with what was before.")
            return
        self.steps.show_rows(rows)
        self._all.setVisible(not self.wanted.all)
        self._none.setVisible(not rows)
        if not rows and self._both.isAncestorOf(self.focusWidget() or self):
            self._filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._both.setVisible(bool(rows))
        self._say_how_many()
        self.show_content()
        self.update_actions()

    def _say_how_many(self) -> None:
        found = formats.plural(len(self.steps.rows), "step")
        newest = f"The newest {found}; scroll down for older ones" if self._more else found
        self.set_subline(newest if self.wanted.all else f"{newest}, as narrowed below")

    def _scrolled(self, value: int) -> None:
        if self._more and value >= self.steps.verticalScrollBar().maximum():
            self._more = False
            self.read(changes.changes, self.wanted, self.steps.rows[-1].id, then=self._show_older)

    def _show_older(self, rows: tuple[ChangeRow, ...]) -> None:
        self._more = len(rows) == changes.LISTED
        bar = self.steps.verticalScrollBar()
        value = bar.value()
        self.steps.show_rows((*self.steps.rows, *rows))
        bar.setValue(value)
        self._say_how_many()

    def _show_step(self, row: ChangeRow | None) -> None:
        self.update_actions()
        self._chosen.setText(row.words if row else "")
        self._why_not.setText(f"Cannot be undone. {row.why_not}" if row and row.why_not else "")
        self._why_not.setVisible(bool(row and row.why_not))
        if row is None:
            self.entries.show_rows(())
        else:
            self.context.read(self, change_entries.entries, row.id, then=self._show_entries)

    def _show_entries(self, rows: tuple[EntryRow, ...]) -> None:
        self.entries.show_rows(rows)

    def _can_put_back(self) -> bool:
        row = self.steps.selected_row()
        return row is not None and not row.why_not and not self.context.read_only

    def _put_back(self) -> None:
        row = self.steps.selected_row()
        if row is not None and not row.why_not:
            put_back(self.context, self, row.id)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note which press of the mouse is the second of two: the first may have brought another step under it."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._pressed_again = event.type() == QEvent.Type.MouseButtonDblClick
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        """Undo the step whose Undo is clicked; of one that cannot be, say why."""
        if self._pressed_again or _STEP_COLUMNS[index.column()].key != "undo":
            return
        row = self.steps.selected_row()
        if row is not None and row.why_not:
            self.context.say("caution", f"“{row.words}” cannot be undone. {row.why_not}")
        elif self._can_put_back():
            self._put_back()

    def _fill(self, box: ChoiceBox, name: str, words: tuple[str, ...]) -> None:
        """Offer words, keeping the chosen one where it is still there."""
        chosen = box.currentText()
        with QSignalBlocker(box):
            box.clear()
            box.addItems(list(words))
            box.setCurrentIndex(words.index(chosen) if chosen in words else 0)
        box.setAccessibleName(name)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._filter)
        for box, width in ((self.who, 170), (self.kind, 170), (self.coder, 200)):
            box.setFixedWidth(width)
            box.currentIndexChanged.connect(self._narrowed)
            row.addWidget(box)
        self._all = button("Show every step", self.clear_filters, kind="quiet")
        self._all.setToolTip(f"Show every step ({shortcut_words('Ctrl+Shift+F')})")
        self._all.hide()
        row.addStretch(1)
        row.addWidget(self._all)
        return row

    def _spans(self) -> tuple[tuple[str, Callable[[], Bounds]], ...]:
        def last(days: int) -> Bounds:
            return self.context.today() - timedelta(days - 1), self.context.today()

        return (
            ("All dates", lambda: (None, None)),
            ("Today", partial(last, 1)),
            ("Last 7 days", partial(last, 7)),
            ("Last 30 days", partial(last, 30)),
            ("The period above", lambda: (self.context.period.start, self.context.period.end)),
        )

    def _narrowed(self, _place: int) -> None:
        self.refresh()

    def _parts(self) -> QSplitter:
        settings = self.context.settings
        self.steps: Table[ChangeRow] = Table(_STEP_COLUMNS, "Steps", settings=settings, key=lambda row: row.id)
        self.entries: Table[EntryRow] = Table(_ENTRY_COLUMNS, "Before and after", settings=settings)
        self.steps.selected.connect(self._show_step)
        self.steps.clicked.connect(self._clicked)
        self.steps.viewport().installEventFilter(self)
        self.steps.row_menu.offer(self.actions, "history.put_back")
        self.steps.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._chosen = theme.label("", "section", wrap=True)
        self._why_not = theme.label("", "caption", "second", wrap=True)
        side = QWidget()
        column = theme.column(side, 8)
        for part in (self._chosen, self._why_not):
            column.addWidget(part)
        column.addWidget(self.entries, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(16)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.steps)
        parts.addWidget(side)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        parts.setSizes([520, 480])
        return parts
