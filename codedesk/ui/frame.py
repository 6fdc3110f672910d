"""The frame of an open department: rail, top bar, messages, and the page that is shown. Pages are loaded when needed.

Here the actions of the window are declared; shortcuts, menu, palette and keys sheet are made from them and the page's.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk.ui import manual, tab_order, theme
from codedesk.ui.actions import Action, always
from codedesk.ui.context import Context
from codedesk.ui.dialogs.about import About
from codedesk.ui.dialogs.help import HelpWindow
from codedesk.ui.dialogs.palette import Palette
from codedesk.ui.dialogs.typed_list import TypedList
from codedesk.ui.leaving import CLOSING, may_go
from codedesk.ui.messages import Message
from codedesk.ui.page_menu import shown_actions
from codedesk.ui.pages.page import Page
from codedesk.ui.registry import PAGES, PageEntry
from codedesk.ui.top_bar import TopBar
from codedesk.ui.view_leaving import ViewLeaving
from codedesk.ui.widgets import paging
from codedesk.ui.widgets.action_menu import ActionMenu, pop_up
from codedesk.ui.widgets.buttons import shortcut_words
from codedesk.ui.widgets.rail import Rail
from codedesk.ui.widgets.strip import MessageLine, MessageStrip
from codedesk.ui.widgets.typing_undo import TypingUndo

# Keys that say so where there is nothing to do.
_SAY_WHY = ("undo", "redo")
PLACE_WORDS = "Choose where to go on …"


class Frame(QWidget):
    """Everything that is seen of an open department."""

    def __init__(self, context: Context, window_actions: tuple[Action, ...] = ()) -> None:
        """Build rail, bar and strip; the first page is loaded by `show_page`."""
        super().__init__()
        self.context = context
        self._window_actions = window_actions
        self._entries = {entry.name: entry for entry in PAGES}
        self._rail_entries = [entry for entry in self._entries.values() if entry.in_rail]
        self.pages: dict[str, Page] = {}
        self._shortcuts: dict[str, QShortcut] = {}
        self.page_name = ""
        self._waiting: tuple[str, str] | None = None
        self._help: HelpWindow | None = None
        self.rail = Rail([(e.name, e.word, e.icon, shortcut_words(self._key(e))) for e in self._rail_entries])
        self.top_bar = TopBar(context)
        self.strip = MessageStrip(lines=2)
        self._shown_message: Message | None = None
        self.place_banner = MessageStrip(lines=2)
        self.place_banner.make_lasting()
        self.stack = QStackedWidget()
        self._typing_undo = TypingUndo(self)
        self._leaving = ViewLeaving(context, lambda: self.page)
        self._lay_out()
        self._connect()
        self._make_shortcuts(self.window_actions())

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.pages.get(self.page_name)

    def show_page(self, name: str, **what: Any) -> None:
        """Show a page, loading it the first time; a page that is not there leaves things as they are."""
        if name not in self._entries or (self.page is not None and not self.page.leave()):
            return
        page = self._loaded(name)
        before, self.page_name = self.page_name, name  # before the page is told what to show: it may take the keyboard
        if what:
            page.navigate(**what)
        self.context.enter_page(name)
        self.stack.setCurrentWidget(page)
        self.rail.show_chosen(self._entries[name].under or name)
        self._enable_shortcuts()
        page.show_if_stale()
        page.update_actions()
        first = page.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif before != name:
            last = page.focusWidget()  # where it was on this page
            there = last if last is not None and last.isVisibleTo(page) and last.isEnabled() else page
            there.setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.settings.last_page = name

    def show_first(self, wanted: str) -> None:
        """Show the wanted page, or the first one there is."""
        name = wanted if wanted in self._entries else next(iter(self._entries), "")
        self.show_page(name)

    def window_actions(self) -> tuple[Action, ...]:
        """Return what can be done from everywhere, with the names of the steps that undo and redo would take."""
        desk, context = self.context.desk, self.context
        pages = tuple(
            Action(f"go.{e.name}", f"Go to {e.word}", self._key(e), partial(self.show_page, e.name), icon=e.icon)
            for e in self._rail_entries
        )
        return (
            *pages,
            Action("undo", _named("Undo", desk.undo_step), "Ctrl+Z", context.undo, None, self._can_undo, icon="undo"),
            Action(
                "redo", _named("Redo", desk.redo_step), "Ctrl+Shift+Z", context.redo, None, self._can_redo, icon="redo"
            ),
            Action("packet", "Make the review packet", "Ctrl+P", self._packet, None, self._has_reviews, icon="print"),
            Action("looking", "Values to look at", "Ctrl+Shift+U", partial(self.show_page, "looking")),
            Action("files", "Import and export", "", partial(self.show_page, "files"), icon="open"),
            *self._leaving.actions(),
            Action("place", PLACE_WORDS, "Ctrl+Shift+X", context.place_wanted.emit, None, self._is_astray, icon="save"),
            Action("period", "Choose the period", "Ctrl+E", self.top_bar.open_periods, icon="calendar"),
            Action("coder", "Choose the coder", "Ctrl+Shift+C", self._focus_coder, icon="coder"),
            *self._window_actions,
            Action("typed", "Show what is typed and not saved yet", "", self.open_typed, None, self._has_typed),
            Action("find", "Find in this page", "Ctrl+F", partial(self._on_page, Page.find_words), icon="search"),
            Action("anew", "Read this page anew", "F5", partial(self._on_page, Page.read_anew)),
            Action("palette", "Search or do", "Ctrl+K", self.open_palette, icon="search", keys_only=True),
            Action("menu", "Open the menu", "Alt+M", self._menu_by_key, keys_only=True),
            Action("help", "Help and keys of this page", "F1", self.open_help, icon="info"),
            Action("about", "About CodeDesk (version, licences)", "", self.open_about, icon="info"),
        )

    def all_actions(self) -> tuple[Action, ...]:
        """Return the actions of the page, of the window and of every other page that can be reached."""
        here = self.page.waiting_actions() if self.page is not None else ()
        others = [
            replace(
                action,
                text=f"{self._entries[name].word}: {action.text}",
                run=partial(self._run_on, name, action),
                enabled=always,
            )
            for name, page in self.pages.items()
            if name != self.page_name
            for action in page.actions()
        ]
        mine = (*self.strip.offers(), *self.window_actions(), *self._coder_actions())
        return (*here, *mine, *others, *manual.actions(self.open_help))

    def open_palette(self) -> None:
        """Open the palette at once; the actions of pages that were not shown yet come one page after the other."""
        palette = Palette(self.all_actions(), self, more=bool(self._not_loaded), page=self.page_name)

        def show() -> None:
            if shiboken6.isValid(palette):
                palette.show_actions(self.all_actions(), more=bool(self._not_loaded))

        palette.place_over(self.window())
        palette.show()
        palette.line.setFocus()
        self._load_rest(show)

    def open_help(self, heading: str = "") -> None:
        """Show what the manual says of this page, or a part of it by its heading, and the keys beside it."""
        if self._help is None:
            self._help = HelpWindow(self, self.window_actions, self._word_and_actions)
        if heading:
            self._help.show_part(heading)
        else:
            self._help.show_about(self.page_name)
        self._help.show()
        self._help.activateWindow()

    def open_typed(self) -> None:
        """List what was typed and is not saved yet."""
        if self._has_typed():
            TypedList(self, self.context.typed).open()

    def open_about(self) -> None:
        """Show version, place of the file and licences."""
        About(self.context.desk.path, self).open()

    def _word_and_actions(self, name: str) -> tuple[str, tuple[Action, ...]]:
        return self._entries[name].word, self._loaded(name).actions()

    @property
    def _not_loaded(self) -> str:
        return next((name for name in self._entries if name not in self.pages), "")

    def _load_rest(self, loaded: Callable[[], None]) -> None:
        """Load the pages that were not shown yet, each in a turn of its own; call loaded after each, or at once."""
        name = self._not_loaded
        if not name:
            loaded()
            return

        def load() -> None:
            self._loaded(name)
            loaded()
            if self._not_loaded:
                self._load_rest(loaded)

        QTimer.singleShot(0, self, load)

    def close_department(self) -> bool:
        """Let the page keep what is being typed, and ask about what is not saved; False where the person stays."""
        return (self.page is None or self.page.leave()) and may_go(self.context, self, CLOSING)

    def _stay_on_page(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Let no page take the keyboard that was left before it had read what it shows."""
        page = self.page
        if page is not None and now is not None and self.stack.isAncestorOf(now) and not page.isAncestorOf(now):
            (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_order.go(self, forward=next) or super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the message with Esc and scroll by PgUp and PgDown, where nothing nearer took the key."""
        if event.key() == Qt.Key.Key_Escape and not self.strip.isHidden():
            self.context.messages.close()
        elif not paging.scroll(self.page, event):
            super().keyPressEvent(event)

    def _key(self, entry: PageEntry) -> str:
        numbered = [each for each in self._rail_entries if not each.key]
        return entry.key or f"Ctrl+{numbered.index(entry) + 1}"

    def _loaded(self, name: str) -> Page:
        if name not in self.pages:
            page = self._entries[name].make(self.context, self.stack)
            self.pages[name] = page
            self.stack.addWidget(page)
            self._make_shortcuts(page.actions(), name)
        return self.pages[name]

    def _make_shortcuts(self, actions: tuple[Action, ...], page: str = "") -> None:
        for action in actions:
            if action.shortcut:
                made = QShortcut(QKeySequence(action.shortcut), self)
                made.setContext(Qt.ShortcutContext.WindowShortcut)
                made.setEnabled(page == self.page_name)  # a page that is only loaded takes no key from the shown one
                made.activated.connect(partial(self._run_named, action.name, page))
                self._shortcuts[f"{page}:{action.name}"] = made

    def _enable_shortcuts(self) -> None:
        """Let the shortcuts of the shown page stand before those of the window, and those of other pages rest."""
        mine = {action.shortcut for action in self.page.actions()} if self.page is not None else set()
        keys = {QKeySequence(shortcut).toString() for shortcut in mine}
        for name, made in self._shortcuts.items():
            page = name.partition(":")[0]
            free = made.key().toString() not in keys
            made.setEnabled(page == self.page_name if page else free)

    def _run_named(self, name: str, page: str) -> None:
        shown = self.pages.get(page)
        for action in shown.actions() if shown else self.window_actions():
            if action.name == name and (shown or action.enabled() or name in _SAY_WHY):
                shown.when_read(action) if shown else action.run()

    def _run_on(self, page: str, action: Action) -> None:
        """Show another page and do something there, as soon as it has read what it shows."""
        self.show_page(page)
        self._waiting = (page, action.name) if self.page_name == page else None
        self._run_waiting()

    def _run_waiting(self) -> None:
        if self._waiting is None or self.context.background.busy:
            return
        (page, name), self._waiting = self._waiting, None
        action = next((found for found in self.pages[page].actions() if found.name == name), None)
        if action is not None and self.page_name == page:
            if action.enabled():
                action.run()
            else:
                self.context.say("info", f"“{action.text}” cannot be done now: something has to be chosen here first.")

    def _coder_actions(self) -> tuple[Action, ...]:
        if "coder" not in self._entries:
            return ()
        return tuple(
            Action(f"coder.{row.id}", row.shown_name, "", partial(self._open_coder, row.id), icon="coder")
            for row in self.top_bar.coders
        )

    def _open_coder(self, coder_id: int) -> None:
        self.context.coder_id = coder_id
        self.show_page("coder", coder_id=coder_id)

    def _packet(self) -> None:
        what = {} if self.context.coder_id is None else {"coder_id": self.context.coder_id}
        self.show_page("reviews", **what)

    def _has_reviews(self) -> bool:
        return "reviews" in self._entries

    def _can_undo(self) -> bool:
        return self.context.desk.undo_step is not None

    def _can_redo(self) -> bool:
        return self.context.desk.redo_step is not None

    def _on_page(self, do: Callable[[Page], None]) -> None:
        if self.page is not None:
            do(self.page)

    def _has_typed(self) -> bool:
        return bool(self.context.typed.waiting)

    def _is_astray(self) -> bool:
        return self.context.astray is not None

    def _show_message(self) -> None:
        before, self._shown_message = self._shown_message, self.context.messages.shown
        said = self._shown_message
        if said is None:
            self.strip.hide()
        elif said is not before:
            self.strip.show_message(said.kind, said.text, said.retry, said.retry_words, said.files)

    def _lock_saved(self, files: tuple[Path, ...]) -> None:
        import_module("codedesk.ui.locking").lock_saved(self.context, self, files)

    def _show_place(self) -> None:
        astray = self.context.astray
        self.place_banner.setVisible(astray is not None)
        if astray is not None:
            words = (
                f"{astray.sentence} Nothing more is saved until it has a place; what you typed stays in this window."
            )
            self.place_banner.show_message("error", words, self.context.place_wanted.emit, PLACE_WORDS)
            self.place_banner.setToolTip(shortcut_words("Ctrl+Shift+X"))

    def _focus_coder(self) -> None:
        self.top_bar.coder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.coder.showPopup()

    def _menu_by_key(self) -> None:
        bar = self.top_bar
        self.open_menu(bar.mapToGlobal(bar.rect().bottomRight()))

    def open_menu(self, place: QPoint) -> None:
        """Show what can be done in the view that is shown, and what the window can, as a menu."""
        view, here = (self.page.view_name, self.page.waiting_actions()) if self.page is not None else ("", ())
        menu = ActionMenu(self, shown_actions(view, here, self.window_actions()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, QPoint(place.x() - menu.sizeHint().width(), place.y() + 4))

    def _navigated(self, name: str, what: dict[str, Any]) -> None:
        self.show_page(name, **what)

    def _connect(self) -> None:
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._stay_on_page)
        self.rail.chosen.connect(self.show_page)
        self.top_bar.palette_wanted.connect(self.open_palette)
        self.top_bar.menu_wanted.connect(self.open_menu)
        self.top_bar.typed_wanted.connect(self.open_typed)
        self.stack.currentChanged.connect(self.top_bar.show_typed)
        self.context.navigated.connect(self._navigated)
        self.context.messages.changed.connect(self._show_message)
        self.strip.closed.connect(self.context.messages.close)
        self.strip.lock_wanted.connect(self._lock_saved)
        self.context.place_changed.connect(self._show_place)
        self.context.background.became_idle.connect(self._run_waiting)

    def _lay_out(self) -> None:
        outer = theme.column(self, 0)
        outer.addWidget(self.top_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        if self.context.read_only:
            banner = QVBoxLayout()
            banner.setContentsMargins(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, 0)
            banner.addWidget(_read_only_banner(self.context))
            column.addLayout(banner)
        column.addWidget(self.stack, 1)
        column.addWidget(MessageLine(self.place_banner, self.strip))
        row.addLayout(column, 1)
        outer.addLayout(row, 1)


def _read_only_banner(context: Context) -> MessageStrip:
    banner = MessageStrip()
    words = f"“{context.desk.path.name}” is open for reading only. Nothing that is typed can be saved here."
    banner.show_message("caution", words)
    banner.make_lasting()
    return banner


def _named(word: str, step: str | None) -> str:
    return f"{word}: {step}" if step else word
