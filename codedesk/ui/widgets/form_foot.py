"""The foot of a form: what can be done with what is typed in it. Every form has this one, below what scrolls."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import Button, button, shortcut_words

Run = Callable[[], None]
WORDS = "Not saved yet"
NOTHING = "Nothing is typed here that is not saved"
SAVING = "It is being saved"


class FormFoot(QWidget):
    """Discard, what leaves the form, the step to its next state, Save and next, Save, from left to right.

    Save and Discard rest while nothing is unsaved, and their tooltips say so. What stands there keeps its place.
    """

    def __init__(self, save: Run, words: str = "Save", keys: str = "", *, passing: bool = False) -> None:
        """Make the row; words and keys are those of Save. passing: nothing is shown of it while nothing is unsaved."""
        super().__init__()
        self.discard_wanted: Run = lambda: None
        self.as_it_is = self._discarding = False
        self._unsaved: bool | None = None
        self.saving, self._passing = False, passing
        self._keys: dict[Button, str] = {}
        self.words = theme.label(WORDS, "caption", "caution")
        self.discard = button("Discard", self._discard, kind="quiet")
        self.save = button(words, save, kind="" if passing else "primary")
        self.save.setToolTip(shortcut_words(keys))
        self._keys[self.save] = keys
        self.leave: Button | None = None
        self.next: Button | None = None
        self.step: Button | None = None
        self._step_keys = ""
        self.step_wanted: Run = lambda: None
        self._row = theme.row(self, 8)
        self._row.addStretch(1)
        for part in (self.words, self.discard, self.save):
            self._row.addWidget(part)
        if not passing:
            theme.keep_room(self.words)
        self._show()

    def add_first(self, *widgets: QWidget, stretch: int = 0) -> None:
        """Put what belongs to this form alone at the left."""
        for place, widget in enumerate(widgets):
            self._row.insertWidget(place, widget, stretch)

    def add_leave(self, words: str, run: Run) -> Button:
        """Add the button that leaves the form, with what is typed kept."""
        self.leave = self._add(words, run, "Esc")
        return self.leave

    def show_leave(self, shown: bool) -> None:
        """Show the button that leaves the form, or hide it where there is nowhere to go."""
        if self.leave is not None:
            self.leave.setVisible(shown)

    def add_next(self, words: str, run: Run, keys: str = "") -> Button:
        """Add the button that saves and starts the next one."""
        self.next = self._add(words, run, keys)
        self._keys[self.next] = keys
        self._show()
        return self.next

    def add_step(self, keys: str = "") -> None:
        """Add the button of the next state, hidden until it has a name."""
        self.step, self._step_keys = self._add("", self._take_step, keys), keys
        self.step.take_one_step()
        self.step.hide()

    def show_step(self, words: str, run: Run, *, new: bool = False) -> None:
        """Name the next state, "" for none; of a new one it saves, so it rests where there is nothing to save."""
        if self.step is not None:
            self._keys.pop(self.step, None)
            self.step.setEnabled(True)
            self.step.setToolTip(shortcut_words(self._step_keys))
            if new:
                self._keys[self.step] = self._step_keys
            self._show()
            self.step_wanted = run
            self.step.setText(words)
            self.step.setAccessibleName(words)
            self.step.setVisible(bool(words))

    def name_save(self, words: str) -> None:
        """Say otherwise what Save does."""
        self.save.setText(words)
        self.save.setAccessibleName(words)

    @property
    def unsaved(self) -> bool:
        """Tell whether it says that something is not saved."""
        return bool(self._unsaved)

    def show_unsaved(self, unsaved: bool) -> None:
        """Say whether what stands in the form is saved; until this is known, it may be saved."""
        self._unsaved = unsaved
        self._show()

    @property
    def rests(self) -> bool:
        """Tell whether the step to the next state would do nothing now."""
        return self.step is None or not self.step.isEnabled()

    def allow_as_it_is(self, allowed: bool, *, discarding: bool = False) -> None:
        """Let a new one be saved with what stands in it already; discarding: there is something to go back to."""
        self.as_it_is, self._discarding = allowed, discarding
        self._show()

    def show_saving(self, saving: bool) -> None:
        """Close Save while what is typed is on its way."""
        self.saving = saving
        self._show()

    def _show(self) -> None:
        may = self._unsaved is not False or self.as_it_is
        for made, keys in self._keys.items():
            made.setEnabled(may and not self.saving)
            made.setToolTip(SAVING if self.saving else shortcut_words(keys) if may else NOTHING)
        self.words.setVisible(self.unsaved)
        back = self.unsaved or self._discarding
        self.discard.setEnabled(back)
        self.discard.setToolTip("" if back else NOTHING)
        if self._passing:
            self.setVisible(self.unsaved)

    def _add(self, words: str, run: Run, keys: str) -> Button:
        made = button(words, run)
        made.setToolTip(shortcut_words(keys))
        self._row.insertWidget(self._row.indexOf(self.save), made)
        return made

    def _take_step(self) -> None:
        self.step_wanted()

    def _discard(self) -> None:
        self.discard_wanted()


def above_foot(page: QScrollArea, width: int, left: QWidget, right: QWidget) -> QWidget:
    """Put a page that scrolls above a foot that stays in sight: what leads back, and what goes on.

    Both stand in the middle; beside a scroll bar that of the page is a little further to the left.
    """
    whole, foot = QWidget(), QWidget()
    foot.setFixedWidth(width)
    row = theme.row(foot)
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    column = theme.column(whole, 12)
    column.addWidget(page, 1)
    across, bar = QHBoxLayout(), page.verticalScrollBar()
    across.addWidget(foot, 0, Qt.AlignmentFlag.AlignHCenter)
    bar.rangeChanged.connect(
        lambda _least, most: across.setContentsMargins(0, 0, bar.sizeHint().width() if most else 0, 0)
    )
    column.addLayout(across)
    return whole
