"""Safety: where the file is, when it was last checked, its backups; back up, check, prove and restore them."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats, paths
from codedesk.errors import CannotSave
from codedesk.store import backups, checks
from codedesk.store.backups import Backup
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.page import Page
from codedesk.ui.widgets.table import Table, TableColumn

_WHY = {
    "asked": "asked for",
    "open": "at opening",
    "daily": "daily",
    "import": "before an import",
    "restore": "before a restore",
    "kept": "kept from the window",
}


class SafetyPage(Page):
    """The file and its backups. What takes long runs on the database thread or in the background."""

    name, title, icon = "safety", "Safety", "safety"

    @override
    def build(self) -> None:
        self._proven: dict[Path, str] = {}
        self._newest: Path | None = None
        self._checked = theme.label("not yet in this session", wrap=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnMinimumWidth(0, 128)
        self._facts.setColumnStretch(1, 1)
        self._place, self._size, self._danger = theme.label(wrap=True), theme.label(), theme.label(wrap=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for row, (words, value) in enumerate(
            (("Department file", self._place), ("Size", self._size), ("Last check", self._checked))
        ):
            self._facts.addWidget(theme.label(words, "body", "second"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row, 1)
        self._facts.addWidget(self._danger, 3, 1)
        self.table: Table[Backup] = Table(self._columns(), "Backups", settings=self.context.settings)
        self.table.selected.connect(self._selection_moved)
        self._none = theme.label("No backup was made yet. “Back up now” makes one and checks it.", "body", "third")
        self._none.hide()
        self._folder = theme.label("", "caption", "third", wrap=True)
        self.body.addWidget(_card(self._facts))
        head = QHBoxLayout()
        head.addWidget(theme.label("Backups", "section"))
        head.addStretch(1)
        self.body.addSpacing(4)
        self.body.addLayout(head)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._folder)
        self.body.addStretch(0)

        self.context.place_changed.connect(self._outdate)

    @override
    def refresh(self) -> None:
        self.context.run(self, self._look, then=self._show)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        chosen = self._has_backup
        return (
            Action("safety.check", "Check now", "Ctrl+Shift+K", self._check, "safety"),
            Action("safety.prove", "Test this backup", "Ctrl+T", self._prove, "safety", chosen),
            Action("safety.restore", "Restore this backup …", "Ctrl+R", self._restore, "safety", chosen),
            Action("safety.other", "Restore another file …", "", self._restore_other, "safety", shown=False),
            *self._sample_actions(),
            Action("safety.backup", "Back up now", "Ctrl+B", self._back_up, "safety", primary=True),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.table if self.table.isVisibleTo(self) else None

    def _columns(self) -> tuple[TableColumn[Backup], ...]:
        return (
            TableColumn("at", "Made", 168, text=lambda row: formats.moment(row.at)),
            TableColumn("why", "Why", 160, text=lambda row: _WHY.get(row.why, row.why.replace("-", " ")), tone=_second),
            TableColumn("size", "Size", 96, "right", text=lambda row: _size_words(row.size), tone=_second),
            TableColumn(
                "proof", "Test", 260, text=self._proof, tone=self._proof_tone, stretch=True, tooltip=self._proof
            ),
        )

    def _proof(self, row: Backup) -> str:
        return self._proven.get(row.path, "checked when it was made")

    def _proof_tone(self, row: Backup) -> theme.Tone:
        words = self._proven.get(row.path, "")
        return "improvement" if words.startswith("can be restored") else "error" if words else "third"

    def _look(self) -> tuple[int | None, tuple[Backup, ...], str]:
        path = self.context.desk.path
        size = path.stat().st_size if path.exists() else None
        try:
            return size, backups.listed(backups.folder_of(path), path.stem), ""
        except CannotSave as error:
            return size, (), str(error)

    def _show(self, found: tuple[int | None, tuple[Backup, ...], str]) -> None:
        size, rows, trouble = found
        path = self.context.desk.path
        self._place.setText(str(path))
        self._size.setText("not there" if size is None else _size_words(size))
        danger = self._danger_words(path)
        self._danger.setText(danger)
        theme.restyle(self._danger, tone="error")
        self._danger.setVisible(bool(danger))
        self._folder.setText(trouble or f"Backups are kept in {backups.folder_of(path)}")
        theme.restyle(self._folder, tone="error" if trouble else "third")
        newest = f"last backup {formats.moment(rows[0].at)}" if rows else "no backup yet"
        self.set_subline(f"{formats.plural(len(rows), 'backup')}, {newest}" if rows else "No backup yet")
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.table.select_where(lambda row: row.path == self._newest)
        self._newest = None
        self.show_content()
        self.update_actions()

    def _danger_words(self, path: Path) -> str:
        if self.context.astray is not None:
            return self.context.astray.sentence
        return paths.caution(path)

    def _selection_moved(self) -> None:
        self.update_actions()

    def _has_backup(self) -> bool:
        return self.table.selected_row() is not None

    def _sample_actions(self) -> tuple[Action, ...]:
        if not self.context.sample:
            return ()
        remove, may = self._remove_sample, self._can_write
        return (Action("safety.sample", "Remove the sample team", "Ctrl+Shift+Delete", remove, "safety", may),)

    def _can_write(self) -> bool:
        return not self.context.read_only

    def _back_up(self) -> None:
        path = self.context.desk.path
        if self.context.astray is not None and not path.parent.exists():
            self.context.place_wanted.emit()  # a folder that is gone is not made anew by the way
            return
        job = partial(backups.make, folder=backups.folder_of(path), why="asked")
        self.context.use(self, job, self._backed_up)

    def _backed_up(self, made: Backup) -> None:
        self.context.say("done", f"Backed up to {made.path.name} and checked.")
        self._newest = made.path
        self.refresh()

    def _check(self) -> None:
        self._checked.setText("Checking …")
        self.context.use(self, checks.check, self._was_checked)

    def _was_checked(self, report: checks.CheckReport) -> None:
        at = formats.moment(datetime.now(UTC))
        if report.sound:
            words = f"{at}: sound, with {formats.plural(report.changes, 'step')} of history, its chain unbroken"
            theme.restyle(self._checked, tone="improvement")
        else:
            words = f"{at}: {report.problems[0]}. Restore the last backup that can be restored."
            theme.restyle(self._checked, tone="error")
        self._checked.setText("\n".join((words, *(f"{remark[:1].upper()}{remark[1:]}." for remark in report.remarks))))

    def _prove(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            then, failed = partial(self._proved, row.path), partial(self._not_proved, row.path)
            self.context.run(self, backups.test_restore, row.path, then=then, failed=failed)

    def _proved(self, path: Path, report: checks.CheckReport) -> None:
        rows = formats.count(sum(report.rows.values()))
        words = f"can be restored: {rows} rows, all checks passed" if report.sound else report.problems[0]
        self._proven[path] = words
        self.table.viewport().update()

    def _not_proved(self, path: Path, error: BaseException) -> None:
        self._proven[path] = str(error)
        self.table.viewport().update()

    def _restore(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self._restore_from(row.path, f"of {formats.moment(row.at)}")

    def _restore_other(self) -> None:
        folder = backups.folder_of(self.context.desk.path)
        path = ask.asker().open_file(self, "Restore a backup", folder, f"Departments (*{paths.SUFFIX})")
        if path is not None:
            self._restore_from(path, f"“{path.name}”")

    def _restore_from(self, path: Path, words: str) -> None:
        text = (
            "It takes the place of the department as it is now. The present file is set aside beside it, not deleted."
        )
        if ask.asker().question(self, f"Restore the backup {words}?", text, "Restore"):
            self.context.restore_wanted.emit(path)

    def _remove_sample(self) -> None:
        self.context.sample_removal_wanted.emit()


def _second(_row: Backup) -> theme.Tone:
    return "second"


def _card(content: QGridLayout) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    outer = theme.column(card, margins=(theme.CARD_MARGIN, 12, theme.CARD_MARGIN, 12))
    outer.addLayout(content)
    return card


def _size_words(size: int) -> str:
    return f"{formats.fixed(size / 1_000_000, 1)} MB" if size >= 100_000 else f"{formats.fixed(size / 1000, 0)} kB"
