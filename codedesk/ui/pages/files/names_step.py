"""The step "Names": the names as the sheet has them, and whom or what each means in the department."""

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk.exchange.foreign.guesses import NameFound
from codedesk.exchange.foreign.maps import LEFT_OUT, NEW
from codedesk.formats import count, plural
from codedesk.ui import theme
from codedesk.ui.pages.files.steps import BringStep, EnterGoesOn
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.grid import EntryGrid, GridCell, GridColumn, GridRow

_WORDS = {NEW: "New", LEFT_OUT: "Leave out"}
_MEANT = {words: meant for meant, words in _WORDS.items()}
_NOUNS = {"coder": "Coder", "work_type": "Work type", "time_category": "Other time", "category": "Finding"}
NOTHING = "Every name is one of the department: nothing to decide."
_ABOUT = "Grey is proposed: Enter takes it, or choose another. It is remembered for the next file."


class NamesStep(BringStep):
    """Signals: name_chosen(noun, text, name in the department, NEW or LEFT_OUT) · all_taken() for every proposal."""

    title = "Names"
    name_chosen = Signal(str, str, str)
    all_taken = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._known: Mapping[str, Sequence[str]] = {}
        self.words = theme.label("", "body", "second", wrap=True)
        self.take_all = button("Take all proposals", self.all_taken.emit)
        self.grid = EntryGrid(_columns(), "Names in the sheet", commit=self._commit)
        self.grid.current_changed.connect(self._offer)
        EnterGoesOn(self.grid, self, "meant")
        column = theme.column(self, 8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.take_all)
        column.addLayout(row)
        column.addWidget(self.grid, 1)

    @property
    @override
    def first(self) -> QWidget | None:
        return self.grid.view

    def show_names(self, names: Sequence[NameFound], known: Mapping[str, Sequence[str]]) -> None:
        """Show the names, the undecided first; known are the names of the department by noun."""
        self._known = known
        undecided = sum(name.is_open for name in names)
        self.words.setText(_ABOUT if undecided else _known(names))
        words = f"Take all {plural(undecided, 'proposal')}" if undecided > 1 else "Take the proposal"
        self.take_all.setText(words)
        self.take_all.setAccessibleName(words)
        self.take_all.setVisible(undecided > 0)
        nouns = list(_NOUNS)
        ordered = sorted(names, key=lambda name: (nouns.index(name.noun), not name.is_open, name.state == "same"))
        opens = {next(at for at, name in enumerate(ordered) if name.noun == noun) for noun in {n.noun for n in names}}
        self.grid.show_rows([_row(name, opens_group=at in opens) for at, name in enumerate(ordered)])

    def _offer(self, key: object, _column: str) -> None:
        """Offer the names of the noun on which the keyboard is."""
        if isinstance(key, tuple):
            self.grid.model.set_choices("meant", (*self._known.get(key[0], ()), *_MEANT))

    def _commit(self, key: Hashable, _column: str, text: str) -> None:
        assert isinstance(key, tuple)
        if not text:
            self.grid.refuse(key, "meant", "Choose a name, New or Leave out")
            return
        self.grid.accept(key, "meant", text)
        self.name_chosen.emit(*key, _MEANT.get(text, text))


def _known(names: Sequence[NameFound]) -> str:
    """Say that nothing is to be decided, and how many names are not known in the department yet."""
    if not names:
        return "There are no names in this file."
    new = sum(name.meant == NEW for name in names)
    return f"Nothing to decide: {plural(new, 'name is', 'names are')} new and would be added." if new else NOTHING


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn("noun", "What", width=92, editable=False),
        GridColumn("text", "In the sheet", width=160, editable=False),
        GridColumn("lines", "Lines", "count", width=56, editable=False),
        GridColumn("state", "Found", width=76, editable=False),
        GridColumn("meant", "In the department", width=184, choices=("",)),
        GridColumn("why", "Why", width=140, editable=False, stretch=True),
    )


def _row(name: NameFound, *, opens_group: bool) -> GridRow:
    cells = {
        "noun": GridCell(_NOUNS.get(name.noun, name.noun), "read_only"),
        "text": GridCell(name.text, "read_only", strong=True),
        "lines": GridCell(count(name.rows), "read_only"),
        "state": GridCell(name.state, "read_only", tone="caution" if name.is_open else "second"),
        "meant": GridCell(
            _WORDS.get(name.meant, name.meant),
            "suggested" if name.is_open else "normal",
            name.why if name.is_open else "",
        ),
        "why": GridCell(name.why, "read_only", name.why),
    }
    return GridRow((name.noun, name.text), cells, opens_group=opens_group, name=name.text)
