"""Safety: the answer to “am I safe?” with one thing to do, and below it backups, check, file, and who sees what."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.store import file_state
from codedesk.store.file_state import Contents, FileState, Seen
from codedesk.ui.actions import Action
from codedesk.ui.health import Health
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.safety.backups_view import BackupsView
from codedesk.ui.pages.safety.card import AnswerCard
from codedesk.ui.pages.safety.checking import CheckView
from codedesk.ui.pages.safety.file_view import FileView
from codedesk.ui.pages.safety.privacy import PrivacyView
from codedesk.ui.pages.safety.views import SafetyView
from codedesk.ui.safety_answer import (
    SafetyFacts,
    answer,
    backup_words,
    copied_elsewhere,
    elsewhere_words,
    encryption_words,
    place_words,
    room_words,
)
from codedesk.ui.widgets.buttons import action_button
from codedesk.ui.widgets.segments import Segments

_FACTS = ("Last check", "Last backup", "Another disk", "Room", "Place", "Encryption")
_WORDS = {
    "place": "Choose where to go on …",
    "restore_best": "Restore it …",
    "other": "Restore another file …",
    "elsewhere": "Back up to another disk …",
    "backup": "Back up now",
    "private": "Let only me read it",
}


class SafetyPage(Page):
    """The answer and its views. What takes long runs on the database thread or in the background."""

    name, title, icon = "safety", "Safety", "safety"

    @override
    def takes_coder(self) -> bool:
        return False

    @override
    def build(self) -> None:
        self._seen: Seen = {}
        self._health = Health.of(self.context)
        self._facts: SafetyFacts | None = None
        self._tools: list[tuple[Action, QPushButton]] = []
        self.card = AnswerCard(self.context.settings, _FACTS, _WORDS)
        self.card.wanted.connect(self._do)
        self.backups = BackupsView(self.context)
        self.checking = CheckView(self.context)
        self.file = FileView(self.context, self.refresh)
        self.privacy = PrivacyView(self.context, self.refresh)
        self.views: tuple[SafetyView, ...] = (self.backups, self.checking, self.file, self.privacy)
        self.switch = Segments("SafetyView", [(view.name, view.word) for view in self.views])
        self.switch.setToolTip("Alt+1 to Alt+4")
        self.switch.chosen.connect(self.show_view)
        self.stack = QStackedWidget()
        self._bars = QStackedWidget()
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch(1)
        row.addWidget(self._bars)
        self.body.addWidget(self.card)
        self.body.addLayout(row)
        self.body.addWidget(self.stack, 1)
        for view in self.views:
            self.stack.addWidget(view)
            self._bars.addWidget(self._bar(view))
        self.backups.table.selected.connect(self._chosen)
        self.backups.looked_old.connect(self.refresh)
        self._health.changed.connect(self._show_answer)
        self.context.place_changed.connect(self._outdate)

    @override
    def refresh(self) -> None:
        self.context.use(self, file_state.contents, self._look)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        views = (
            Action(f"safety.view_{view.name}", f"Show {view.word[:1].lower()}{view.word[1:]}", f"Alt+{number}",
                   partial(self.show_view, view.name), "safety", shown=False)
            for number, view in enumerate(self.views, 1)
        )  # fmt: skip
        tools = (action for view in self.views for action in self._hidden(view))
        elsewhere = self.backups.back_up_elsewhere
        return (
            *views,
            *tools,
            Action("safety.erase", "Erase a coder who left …", "", self._to_erasing, "safety", shown=False),
            *self._sample_actions(),
            Action("safety.elsewhere", "Back up to another disk …", "", elsewhere, "safety"),
            Action("safety.backup", "Back up now", "Ctrl+B", self.backups.back_up, "safety"),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.backups.table if self.backups.table.isVisibleTo(self) else None

    @override
    def update_actions(self) -> None:
        super().update_actions()
        for action, made in self._tools:
            made.setEnabled(action.enabled())

    def show_view(self, name: str) -> None:
        """Show one of the views."""
        place = [view.name for view in self.views].index(name)
        self.switch.choose(name)
        self.stack.setCurrentIndex(place)
        self._bars.setCurrentIndex(place)
        if not self.switch.isAncestorOf(self.focusWidget() or self):
            self.views[place].focus()

    def _to_erasing(self) -> None:
        self.show_view("privacy")
        self.privacy.show_erasing()

    def _look(self, held: Contents) -> None:
        self.context.run(self, file_state.file_state, self.context.desk.path, held, self._seen, then=self._show)

    def _show(self, found: FileState) -> None:
        at, folder = copied_elsewhere(self.context.settings, self.context.desk.path)
        self._facts = facts = SafetyFacts(
            found,
            datetime.now(UTC),
            astray=self.context.astray.sentence if self.context.astray is not None else "",
            read_only=self.context.read_only,
            sample=self.context.sample,
            elsewhere=at,
        )
        self.card.show_fact("Encryption", encryption_words(found, self.context.desk.encrypted))
        self.card.show_fact("Last backup", backup_words(facts))
        self.card.show_fact("Another disk", elsewhere_words(facts, folder))
        self.card.show_fact("Room", room_words(found))
        self.card.show_fact("Place", place_words(found), "caution" if found.danger or found.others_read else "")
        for view in self.views:
            view.show_facts(facts)
        self._show_answer()
        rows, newest = found.held, found.held[0].backup.at if found.held else None
        count = formats.plural(len(rows), "backup")
        self.set_subline(f"{count}, last backup {formats.moment(newest)}" if newest else "No backup yet")
        self.show_content()
        self.update_actions()

    def _show_answer(self) -> None:
        self.card.show_fact("Last check", self._check_words(), "error" if self._health.problem else "")
        if self._facts is not None:
            self._facts = replace(self._facts, problem=self._health.problem)
            found = answer(self._facts)
            self.card.show_answer(found)
            for name in ("backup", "elsewhere"):  # what the card offers is not offered twice
                self.show_button(f"safety.{name}", found.action != name)

    def _check_words(self) -> str:
        health = self._health
        if health.problem:
            return f"{health.problem[:1].upper()}{health.problem[1:]}."
        opened = f"Sound at opening, {formats.clock(health.opened_at)}"
        if health.whole is not None:
            return f"Everything, {formats.clock(health.whole.at)}: sound."
        if health.looked_through_at is not None:
            at = formats.clock(health.looked_through_at)
            return f"{opened}; every row and the whole history looked through, {at}: sound."
        return f"{opened}; every row and the whole history are looked through while nobody waits."

    def _do(self, action: str) -> None:
        {
            "place": self.context.place_wanted.emit,
            "restore_best": self.backups.restore_best,
            "other": self.backups.restore_other,
            "elsewhere": self.backups.back_up_elsewhere,
            "backup": self.backups.back_up,
            "private": self.file.make_private,
        }[action]()

    def _bar(self, view: SafetyView) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for action in view.tools():
            made = action_button(action)
            self._tools.append((action, made))
            row.addWidget(made)
        return bar

    def _hidden(self, view: SafetyView) -> tuple[Action, ...]:
        """Return the tools of a view, which have their buttons above it and none in the header."""
        return tuple(replace(tool, shown=False) for tool in view.tools())

    def _chosen(self, _row: object) -> None:
        self.update_actions()

    def _sample_actions(self) -> tuple[Action, ...]:
        if not self.context.sample:
            return ()
        remove, may = self.context.sample_removal_wanted.emit, self._can_write
        return (Action("safety.sample", "Remove the sample team", "Ctrl+Shift+Delete", remove, "safety", may),)

    def _can_write(self) -> bool:
        return not self.context.read_only
