"""Erasing a coder who left: what goes and stays is said, the name is typed, what still holds it is named."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QHBoxLayout

from codedesk import formats, names
from codedesk.desk import Desk
from codedesk.services.department.departments import DepartmentRow, department, keep_names
from codedesk.services.people.coders import CoderRow, coders
from codedesk.store import erasing
from codedesk.store.erasing import Erased
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.editors import ChoiceBox

_YEARS = (0, 1, 2, 3, 5, 6, 7, 10)
_LINE = (
    "A name and everything that was said of somebody who left can be erased, from the rows and from the history. Days, "
    "charts, hours and the results of audits stay under a code, so that the team’s figures stay what they were."
)
_WHAT = (
    "Goes, for ever: the name and every former one, note and credentials; conversations, check-ins, education, reviews "
    "with their agreements, answers and given packets with their pages; every note on days, work, audits and findings; "
    "and all of it in the history, before and after, which is sealed anew and says so.\n\n"
    "Stays, under a code: days, charts, hours, other time, absences, schedules, and the counts and codes of audits.\n\n"
    "Not reached: a first name in a note about somebody else, pages given to others, exports, printed paper, copies on "
    "other disks. Backups beside the department that hold the name are listed next. No backup is made before, and "
    "nothing that was done until now can be undone after it."
)
Done = tuple[Erased, str, tuple[Path, ...]]


class ErasingCard(QFrame):
    """Who left and may be erased; since how many years, as a reminder of how long records are to be kept."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        """Lay the card out; changed is called when files were made or deleted."""
        super().__init__()
        self._context, self._changed = context, changed
        self._left: tuple[CoderRow, ...] = ()
        self._keep_years = 0
        self.who = ChoiceBox()
        self.who.setAccessibleName("Who left")
        self.who.setFixedWidth(240)
        self.go = button("Erase …", self.ask)
        self.go.setEnabled(False)
        self.years = ChoiceBox()
        self.years.setAccessibleName("Remind me of who left")
        self.years.setFixedWidth(240)
        self.years.currentIndexChanged.connect(self._years_chosen)
        self.due = theme.label("", "body", "second", wrap=True)
        column = theme.card(self, 8)
        column.addWidget(theme.label("Erase a coder who left", "section"))
        column.addWidget(theme.label(_LINE, "body", "second", wrap=True))
        for words, box, extra in (("Who left", self.who, self.go), ("Records are kept", self.years, None)):
            row = QHBoxLayout()
            row.setSpacing(8)
            label = theme.label(words)
            label.setMinimumWidth(112)
            row.addWidget(label)
            row.addWidget(box)
            if extra is not None:
                row.addWidget(extra)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self.due)

    def refresh(self) -> None:
        """Read who left."""
        self._context.read(self, department, then=self._show_years)
        self._context.read(self, coders, self._context.today(), then=self._show)

    def ask(self) -> None:
        """Say what goes, have the name typed, and erase."""
        place = self.who.currentIndex()
        if not 0 <= place < len(self._left) or self._context.read_only:
            return
        row = self._left[place]
        if not ask.asker().question(self, f"Erase {row.shown_name}?", _WHAT, "Go on …"):
            return
        label = f"Type the name, {row.shown_name}, to erase it. This cannot be undone."
        typed = ask.asker().line(self, "Erase for ever", label)
        if typed is None:
            return
        if names.key(typed) != names.key(row.shown_name):
            self._context.say("caution", f"“{typed}” is not the name of {row.shown_name}: nothing was erased.")
            return
        self._context.say("busy", "Erasing, and sealing the history anew …")
        self._context.run(self, _erase, self._context.desk, row.id, self._context.today(), then=self._erased)

    def _erased(self, done: Done) -> None:
        erased, trouble, left = done
        words = [f"Erased. {erased.code} keeps the figures.", trouble, "" if erased.whole else erasing.NOT_WHOLE]
        self._context.say("done" if not any(words[1:]) else "caution", " ".join(filter(None, words)))
        if left and self._may_delete(erased, left):
            self._context.run(self, erasing.remove, left, then=partial(self._removed, len(left)))
        self._changed()

    def _may_delete(self, erased: Erased, left: tuple[Path, ...]) -> bool:
        files = "\n".join(str(path) for path in left)
        text = (
            f"These still hold the name. A backup of how it is now, without it, was made.\n\n{files}\n\nWithout them "
            "the department cannot be brought back to how it was before."
        )
        held = formats.plural(len(left), "backup")
        return ask.asker().question(
            self, f"Delete {held} with the name that is {erased.code} now?", text, "Delete them", "Keep them"
        )

    def _removed(self, count: int, _nothing: None) -> None:
        self._context.say("done", f"{formats.plural(count, 'backup')} with the name deleted.")
        self._changed()

    def _show(self, rows: tuple[CoderRow, ...]) -> None:
        self._left = tuple(row for row in rows if not row.active and not erasing.is_code(row.draft.name, row.id))
        with QSignalBlocker(self.who):
            self.who.clear()
            self.who.addItems([f"{row.shown_name}, {formats.day(row.draft.left_on)}" for row in self._left])
        may = bool(self._left) and not self._context.read_only
        self.who.setEnabled(may)
        self.go.setEnabled(may)
        self._say_who_is_due()

    def _show_years(self, row: DepartmentRow) -> None:
        """Show what the department says; until it says anything, what was chosen on this computer is the offer."""
        kept = row.draft.keep_years
        self._keep_years = self._context.settings.keep_years if kept is None else kept
        with QSignalBlocker(self.years):
            self.years.clear()
            for count in sorted({*_YEARS, self._keep_years}):
                self.years.addItem(_years_words(count), count)
            self.years.setCurrentIndex(self.years.findData(self._keep_years))
        self.years.setEnabled(not self._context.read_only)
        self._say_who_is_due()

    def _say_who_is_due(self) -> None:
        years, today = self._keep_years, self._context.today()
        due = [row.shown_name for row in self._left if _is_over(row.draft.left_on, years, today)]
        if not self._left:
            words = "Nobody who left is named here."
        elif not years:
            words = "Nothing is erased by itself."
        elif due:
            words = f"Left longer ago than that: {', '.join(due)}. Nothing is erased by itself."
        else:
            words = "Nobody left longer ago than that. Nothing is erased by itself."
        self.due.setText(words)
        theme.restyle(self.due, tone="caution" if due else "second")

    def _years_chosen(self, place: int) -> None:
        years = self._keep_years = self.years.itemData(place)
        self._context.write(self, f"Keep names {_years_words(years)}", keep_names, years)
        self._say_who_is_due()


def _erase(desk: Desk, coder_id: int, today: date) -> Done:
    """Erase, back up what is there then, and look which files still hold the name."""
    erased = desk.erase(coder_id, today)
    trouble = desk.back_up_before("erase")
    return erased, trouble, erasing.still_named(desk.path, erased)


def _is_over(left: date | None, years: int, today: date) -> bool:
    """Tell whether somebody left more than so many years ago; 0: never."""
    return (
        left is not None
        and years > 0
        and (left.year + years, left.month, left.day) < (today.year, today.month, today.day)
    )


def _years_words(years: int) -> str:
    return f"{formats.plural(years, 'year')} after somebody left" if years else "until I erase them"
