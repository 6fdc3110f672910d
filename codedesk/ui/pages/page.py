"""The page: what every screen of the window has. A header row, a body, and three states of the body.

    class AuditsPage(Page):
        name, title, icon = "audits", "Audits", "audits"
        def build(self): self.body.addWidget(…)         once, before the page is first shown
        def refresh(self): self.read(service, …, then=self._show)      when shown and stale, and after changes
        def actions(self): return (Action("audits.new", "New audit", "Ctrl+N", self._new, page="audits", primary=True),)
        def navigate(self, **what): …                    when another page sends here: audit_id=3

A page never imports another page: it calls self.context.navigate("coder", coder_id=3).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk.errors import CodeDeskError
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.background import Then
from codedesk.ui.context import Context
from codedesk.ui.messages import PAGE
from codedesk.ui.reading import PartReader
from codedesk.ui.waiting import Waiting
from codedesk.ui.widgets.buttons import ButtonPicture, action_button, button
from codedesk.ui.widgets.find_line import FindLine
from codedesk.ui.widgets.table import Table, begins_words

ALL_CODERS = "all coders: the filter has no meaning here"


class Page(QWidget):
    """One screen of the window. Override `build`, `refresh`, and where wanted `actions` and `navigate`."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""

    def __init__(self, context: Context, within: QWidget | None = None) -> None:
        """Make header and body within the stack of pages and call `build`.

        What gets a parent is styled anew with all that lies in it: give the large parts theirs before they are filled.
        """
        super().__init__(within)
        self.context = context
        self.stale = True
        self._said = ""
        self.setObjectName("page")
        self.setProperty(PAGE, self.name)
        self.setAccessibleName(self.title)
        self.body = QVBoxLayout()
        self._same = False
        self._states = QStackedWidget()
        self._notice: QWidget | None = None
        self._find_line: FindLine | None = None
        self._before_finding: QWidget | None = None
        self._buttons: list[tuple[Action, QPushButton]] = []
        self._waiting_button: tuple[QPushButton, QWidget | None] | None = None
        self._lay_out()
        self._waiting = Waiting(self._content, context.ahead, self.free)
        self._part = PartReader(context, self, self._waiting, self._read_failed)
        self.build()
        self._add_buttons()
        context.revision_changed.connect(self._revised)
        context.period_changed.connect(self._outdate)
        context.coder_changed.connect(self._outdate)

    def build(self) -> None:
        """Make the widgets of the page, once, and add them to `self.body`."""

    def refresh(self) -> None:
        """Read what the page shows and show it. Called when the page is shown stale, or changes while visible."""

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done here. Called once, after `build`."""
        return ()

    def navigate(self, **what: Any) -> None:
        """Show what another page asked for; called before the page is shown."""

    def first_focus(self) -> QWidget | None:
        """Return the widget that gets the keyboard when the page is shown; None leaves it to Qt."""
        return None

    def free(self) -> tuple[QWidget, ...]:
        """Return what chooses what is read, besides rows of buttons: it can be used while the page is being read."""
        return ()

    def leave(self) -> bool:
        """Tell whether the page may be left now (texts that are still being typed are kept first)."""
        return True

    def lay_for_paper(self, *, paper: bool) -> None:
        """Override where a list beside the table scrolls: while the page is drawn for paper it ends with a line."""

    @property
    def view_name(self) -> str:
        """The name of the page, and of its view where it has several: "audits policy"."""
        return self.name

    def go_up(self) -> bool:
        """Leave to the page that this one belongs to, on Esc where nothing nearer took it; False for none."""
        return False

    def reader(self, part: QWidget) -> PartReader:
        """Return what reads for a part of the page alone: only that part waits."""
        return PartReader(self.context, self, Waiting(part, self.context.ahead))

    def read(
        self, service: Callable[..., Any], *args: Any, then: Then, quiet: bool = False, blank: bool = False
    ) -> None:
        """Read for `refresh`: only the reply to the newest question is shown, a failure becomes the error state.

        The body waits meanwhile (waiting.py), but where only something was stored or it is to be read quietly; blank
        where what is in it was never read.
        """
        quiet = quiet or self._same
        if not quiet:
            self.hold(blank=blank)

        def arrived(rows: Any) -> None:
            with self._quietly(quiet):  # what it asks next belongs to the same question
                then(rows)

        self._part.read(service, *args, then=arrived, quiet=quiet)

    def hold(self, *, blank: bool = False) -> None:
        """Let what is typed and clicked wait, until the page has read what it is to show."""
        nothing = self._states.currentIndex() > 0
        self._states.setCurrentIndex(0)
        self._waiting.begin(blank=nothing or blank)

    def release(self) -> None:
        """Let what was typed go on with what is shown: nothing else is to be read."""
        self._waiting.end()

    def when_read(self, action: Action) -> None:
        """Run an action now, or as soon as the page has read what it shows."""
        self._waiting.when_done(partial(_run, action))

    def waiting_actions(self) -> tuple[Action, ...]:
        """Return the actions as buttons, menu and palette run them: each waits until the page has been read."""
        return tuple(replace(action, run=partial(self.when_read, action)) for action in self.actions())

    def takes_coder(self) -> bool:
        """Tell whether what is shown is the chosen coder's, where one is chosen in the top bar."""
        return True

    def chose_coder(self, coder_id: int | None) -> None:
        """Let the top bar go along where it is narrowed to a coder and another one is chosen on the page."""
        if self.context.coder_id is not None and coder_id is not None:
            self.context.coder_id = coder_id

    def set_subline(self, text: str) -> None:
        """Say under the title what is shown: "Q3 2026 · 8 coders"; and where all coders are though one is chosen."""
        self._said = text
        self._show_subline()

    def _show_subline(self) -> None:
        deaf = self.context.coder_id is not None and not self.takes_coder()
        words = " · ".join(filter(None, (self._said, ALL_CODERS if deaf else "")))
        self._subline.setText(words)
        self._subline.setVisible(bool(words))

    def show_content(self) -> None:
        """Show the body."""
        self._states.setCurrentIndex(0)

    def show_empty(self, line: str, action: Action | None = None) -> None:
        """Show that there is nothing yet: one line and one action."""
        self._show_notice("empty", line, "third", action.text if action else "", action.run if action else None)

    def show_error(self, sentence: str, retry: Callable[[], None] | None = None) -> None:
        """Show what went wrong and a way to try again."""
        self._show_notice("error", sentence, "error", "Try again" if retry else "", retry)

    def show_busy(self, line: str, cancel: Callable[[], None] | None = None) -> None:
        """Let the body wait for work that is going on until `release`, with Cancel where it can be stopped."""
        self._waiting.begin(line, cancel, blank=self._states.currentIndex() > 0)
        self._states.setCurrentIndex(0)

    def show_button(self, name: str, shown: bool) -> None:
        """Show or hide the button of an action that does not belong to what the page shows now."""
        for action, made in self._buttons:
            if action.name == name:
                made.setVisible(shown)

    def update_actions(self) -> None:
        """Ask the actions again whether they can be run now."""
        held = next((made for _, made in self._buttons if made.hasFocus()), None)
        for action, made in self._buttons:
            made.setEnabled(action.enabled())
        if held is not None and not held.isEnabled():
            self._waiting_button = (held, QApplication.focusWidget())
        self._give_focus_back()

    def _give_focus_back(self) -> None:
        """Let the button have the keyboard again that lost it by working, unless the person went on meanwhile."""
        made, moved_to = self._waiting_button or (None, None)
        if made is not None and made.isEnabled():
            self._waiting_button = None
            gone = moved_to is None or not moved_to.isVisible()  # Cancel, which went when the work was done
            if gone or QApplication.focusWidget() in (moved_to, None):
                made.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_words(self, typed: str = "") -> None:
        """Open the line that finds something in what the page shows; typed letters begin what is looked for."""
        if self._find_line is None:
            self._find_line = FindLine(self._content)
            self._find_line.closed.connect(self._found)
            self._outer.insertWidget(1, self._find_line)
        self._before_finding = self.focusWidget() if self._find_line.isHidden() else self._before_finding
        self._find_line.open_line(typed)

    def stop_finding(self) -> bool:
        """Show everything again, from wherever the keyboard is; False where nothing is looked for."""
        found = self._find_line is not None and not self._find_line.isHidden()
        if self._find_line is not None and found:
            self._find_line.close_line()
        return found

    def read_anew(self) -> None:
        """Read what the page shows from the department again."""
        self._outdate()
        self.context.say("done", f"{self.title} was read anew.")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find rows by typing where a list has the keyboard; leave one level on Esc."""
        if event.key() == Qt.Key.Key_Escape and (self.stop_finding() or self.go_up()):
            return
        if isinstance(self.focusWidget(), Table) and begins_words(event):
            self.find_words(event.text())
        else:
            super().keyPressEvent(event)

    def _found(self) -> None:
        if self._before_finding is not None and shiboken6.isValid(self._before_finding):
            self._before_finding.setFocus()

    def show_if_stale(self) -> None:
        """Refresh when something changed since the last time."""
        if self.stale:
            self.stale = False
            self.refresh()

    def _revised(self, _revision: int) -> None:
        with self._quietly(True):  # what is shown is the same, only newer
            self._outdate()

    @contextmanager
    def _quietly(self, quiet: bool) -> Iterator[None]:
        before, self._same = self._same, quiet
        try:
            yield
        finally:
            self._same = before

    def _outdate(self, _what: object = None) -> None:
        self.stale = True
        self._show_subline()
        if self.isVisible():
            self.show_if_stale()
        self.update_actions()

    def _read_failed(self, error: BaseException) -> None:
        self.context.ahead.drop()
        if isinstance(error, CodeDeskError):
            self.show_error(str(error), self.refresh)
        else:
            self.show_error(
                "This could not be shown because of an error in CodeDesk. Nothing was changed.", self.refresh
            )
            self.context.tell_failure(error)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN
        outer.setContentsMargins(margin, 16, margin, theme.FOOT_GAP)
        outer.setSpacing(12)
        outer.addLayout(self._header())
        self._content = content = QWidget()
        content.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self._states.addWidget(content)
        outer.addWidget(self._states, 1)
        self._outer = outer

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.heading = theme.one_line(self.title, "title")
        self._subline = theme.one_line("", "body", "second")
        self._subline.setVisible(False)
        words.addWidget(self.heading)
        words.addWidget(self._subline)
        row.addLayout(words, 1)
        self.header_extra = QHBoxLayout()
        self.header_extra.setSpacing(8)
        row.addLayout(self.header_extra)
        row.setAlignment(self.header_extra, Qt.AlignmentFlag.AlignTop)
        self._button_row = QHBoxLayout()
        self._button_row.setSpacing(8)
        row.addLayout(self._button_row)
        return row

    def _add_buttons(self) -> None:
        shown = [action for action in self.waiting_actions() if action.shown]
        for action in sorted(shown, key=lambda action: action.primary):
            made = action_button(action)
            self._button_row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append((action, made))

    def _show_notice(
        self, icon: str, line: str, tone: theme.Tone, button_text: str, run: Callable[[], None] | None
    ) -> None:
        self._swap(Notice(icon, line, tone, button_text, run))

    def _swap(self, notice: QWidget) -> None:
        self._states.addWidget(notice)
        self._states.setCurrentWidget(notice)
        if self._notice is not None:
            self._states.removeWidget(self._notice)
            self._notice.deleteLater()
        self._notice = notice


def _run(action: Action) -> None:
    if action.enabled():
        action.run()


class Notice(QWidget):
    """A state in the middle of a page: an icon, a line, a button."""

    def __init__(
        self,
        icon: str,
        line: str,
        tone: theme.Tone,
        button_text: str = "",
        run: Callable[[], None] | None = None,
    ) -> None:
        """Lay the parts out in the middle."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        picture = ButtonPicture(icon, "error" if tone == "error" else "text-3", 32)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        words = theme.label(line, "body", "second" if tone == "third" else tone, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedSize(560, words.heightForWidth(560))
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        if button_text and run is not None:
            made = button(button_text, run, kind="" if tone == "error" else "primary")
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
