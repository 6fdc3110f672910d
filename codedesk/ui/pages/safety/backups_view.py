"""The backups: by age, with what each holds and why it stays; made, tested and restored from here."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from typing_extensions import override

from codedesk import formats, paths
from codedesk.store import backups, checks, file_state
from codedesk.store.connection import Connection
from codedesk.store.file_state import Contents, HeldBackup
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.safety.views import SafetyView
from codedesk.ui.safety_answer import WHY, SafetyFacts, moment, size_words
from codedesk.ui.widgets.table import Table, TableColumn

_STAYS = {
    "daily": "of 12 days",
    "weekly": "of 10 weeks",
    "monthly": "of 9 months",
    "asked": "until you delete it",
    "upgrade": "90 days",
    "last": "as one of the last",
    "": "goes next",
}
_STATES = {"checked": "as it was checked", "changed": "changed since its check", "unknown": "not told by its name"}
_THINNED = (
    "Made by itself at opening, on each new day, before an import and before a restore, where something changed. Of "
    "these the newest of 12 days, 10 weeks and 9 months stay; one that was asked for stays until you delete it."
)
_NOUNS = {
    "coder": ("coder", "coders"),
    "work_type": ("work type", "work types"),
    "standard": ("standard", "standards"),
    "work_day": ("work day", "work days"),
    "work_line": ("line of work", "lines of work"),
    "other_time": ("entry of other time", "entries of other time"),
    "audit": ("audit", "audits"),
    "audit_record": ("audited record", "audited records"),
    "finding": ("finding", "findings"),
}


class BackupsView(SafetyView):
    """The list of backups. Signal: looked_old() when another one was made."""

    name, word = "backups", "Backups"
    looked_old = Signal()

    def __init__(self, context: Context) -> None:
        """Lay the list out."""
        super().__init__(context)
        self._proven: dict[Path, tuple[str, theme.Tone]] = {}
        self._newest: Path | None = None
        self._now = datetime.now(UTC)
        self.table: Table[HeldBackup] = Table(
            self._columns(), "Backups", settings=context.settings, key=lambda row: row.backup.path
        )
        self.table.row_menu.offer(self.tools, "safety.prove", "safety.restore")
        self._none = theme.label("No backup was made yet. “Back up now” makes one and checks it.", "body", "third")
        self._none.hide()
        self.said = theme.label("", "body", "second", wrap=True)
        self.said.hide()
        self._folder = theme.label("", "caption", "third", wrap=True)
        column = theme.column(self, 8)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addWidget(self._folder)

    @override
    def show_facts(self, facts: SafetyFacts) -> None:
        self._now = facts.now
        rows, path = facts.state.held, facts.state.path
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._folder.setText(facts.state.trouble or f"They lie in {backups.folder_of(path)}. {_THINNED}")
        theme.restyle(self._folder, tone="error" if facts.state.trouble else "third")
        self.table.select_where(lambda row: row.backup.path == self._newest)
        self._newest = None

    @override
    def tools(self) -> tuple[Action, ...]:
        chosen = self._has_backup
        return (
            Action("safety.prove", "Test a restore", "", self.prove, "safety", chosen),
            Action("safety.restore", "Restore this backup …", "", self.restore, "safety", chosen),
            Action("safety.other", "Restore another file …", "", self.restore_other, "safety"),
        )

    @override
    def focus(self) -> None:
        self.table.setFocus()

    def back_up(self) -> None:
        """Make a backup beside the department."""
        path = self.context.desk.path
        if self.context.astray is not None and not path.parent.exists():
            self.context.place_wanted.emit()  # a folder that is gone is not made anew by the way
            return
        self.context.use(self, partial(backups.make, folder=backups.folder_of(path), why="asked"), self._backed_up)

    def back_up_elsewhere(self) -> None:
        """Make a backup in a folder that is asked for: a USB stick, another disk."""
        path = self.context.desk.path
        folder = ask.asker().folder(self, "Back up to another folder", Path.home())
        if folder is None or not self._may_lie_in(folder):
            return
        self.context.use(self, partial(backups.make, folder=folder, why="asked"), partial(self._copied, path, folder))

    def prove(self) -> None:
        """Prove that a backup can be restored, in a scratch place."""
        row = self.table.selected_row()
        if row is not None:
            self._say(f"Testing {row.backup.path.name} …", "second")
            then, failed = partial(self._proved, row), partial(self._not_proved, row)
            self.context.run(self, backups.test_restore, row.backup.path, then=then, failed=failed)

    def restore(self) -> None:
        """Restore the chosen backup, after saying what will be lost."""
        row = self.table.selected_row()
        if row is not None:
            self._ask_to_restore(row.backup.path, f"of {formats.moment(row.backup.at)}", row.contents)

    def restore_best(self) -> None:
        """Restore the newest backup that can be relied on."""
        self.table.select_where(lambda row: row.sound)
        self.restore()

    def restore_other(self) -> None:
        """Restore a file that is asked for."""
        folder = backups.folder_of(self.context.desk.path)
        path = ask.asker().open_file(self, "Restore a backup", folder, f"Departments (*{paths.SUFFIX})")
        if path is not None:
            then = partial(self._ask_to_restore, path, f"“{path.name}”")
            self.context.run(self, file_state.contents_of, path, then=then)

    def proof(self, row: HeldBackup) -> str:
        """Say in what state a backup is, as its name or a test tells."""
        found = self._proven.get(row.backup.path)
        return found[0] if found else _STATES[row.state] if row.contents else "cannot be read"

    def proof_tone(self, row: HeldBackup) -> theme.Tone:
        """Return the tone of that."""
        found = self._proven.get(row.backup.path)
        return found[1] if found else "second" if row.sound else "error"

    def _may_lie_in(self, folder: Path) -> bool:
        danger = paths.unsafe_place(folder / self.context.desk.path.name)
        if not danger:
            return True
        text = f"{danger} The backup holds every name and note, for whoever may read that folder."
        return ask.asker().question(self, "Back up where others may look?", text, "Back up there")

    def _backed_up(self, made: backups.Backup) -> None:
        self.context.say("done", f"Backed up to {made.path.name} and checked.")
        self._newest = made.path
        self.looked_old.emit()

    def _copied(self, path: Path, folder: Path, made: backups.Backup) -> None:
        if file_state.another_disk(folder, path):
            self.context.settings.copies_elsewhere[str(path)] = f"{made.at.isoformat()} {folder}"
            self.context.settings.save()
            self.context.say("done", f"Backed up to {made.path} and checked.")
        else:
            words = f"Backed up to {made.path} and checked; it is on the same disk as the department, though."
            self.context.say("caution", words)
        self.looked_old.emit()

    def _proved(self, row: HeldBackup, report: checks.CheckReport) -> None:
        when = formats.moment(row.backup.at)
        if report.sound:
            self._prove_said(row, f"The backup of {when} can be restored: {rows_words(report.rows)}.", "improvement")
        else:
            self._prove_said(row, f"The backup of {when} is damaged: {report.problems[0]}.", "error")

    def _not_proved(self, row: HeldBackup, error: BaseException) -> None:
        self._prove_said(row, str(error), "error")

    def _prove_said(self, row: HeldBackup, words: str, tone: theme.Tone) -> None:
        self._proven[row.backup.path] = ("can be restored" if tone == "improvement" else words, tone)
        self._say(words, tone)
        self.table.viewport().update()

    def _say(self, words: str, tone: theme.Tone) -> None:
        self.said.setText(words)
        theme.restyle(self.said, tone=tone)
        self.said.show()

    def _ask_to_restore(self, path: Path, words: str, held: Contents | None) -> None:
        def ask_now(lost: str) -> None:
            text = (
                f"It takes the place of the department as it is now.{lost} The present file is set aside beside it, "
                "not deleted."
            )
            if ask.asker().question(self, f"Restore the backup {words}?", text, "Restore"):
                self.context.restore_wanted.emit(path)

        if held is None:
            ask_now("")
        else:
            self.context.use(self, partial(_lost, held=held), ask_now)

    def _has_backup(self) -> bool:
        return self.table.selected_row() is not None

    def _columns(self) -> tuple[TableColumn[HeldBackup], ...]:
        return (
            TableColumn("at", "Made", 136, text=lambda row: formats.moment(row.backup.at)),
            TableColumn("age", "Age", 104, text=lambda row: moment(row.backup.at, self._now).partition(",")[0],
                        tone=_second),
            TableColumn("why", "Why", 120, text=_why, tone=_second),
            TableColumn("holds", "Holds", 210, text=_holds, tone=_second, stretch=True, tooltip=_holds),
            TableColumn("stays", "Stays", 118, text=lambda row: _STAYS[row.stays], tone=_second),
            TableColumn("size", "Size", 72, "right", text=lambda row: size_words(row.backup.size), tone=_second),
            TableColumn("proof", "Test", 168, text=self.proof, tone=self.proof_tone, tooltip=self.proof),
        )  # fmt: skip


def rows_words(rows: dict[str, int]) -> str:
    """Say what a backup that passed its test was counted to hold: "8 coders, 412 work days"."""
    held = [formats.plural(count, *_NOUNS[name]) for name, count in rows.items() if count]
    return f"{', '.join(held)}; all checks passed" if held else "nothing is entered in it yet; all checks passed"


def _lost(connection: Connection, held: Contents) -> str:
    """Say which steps of the open department a backup does not have; "" where it is of another department."""
    if file_state.contents(connection).beginning != held.beginning:
        return ""
    count, steps = file_state.steps_since(connection, held.step)
    if not count:
        return " It holds everything that is in it: nothing is lost."
    last = "; ".join(f"“{step}”" for step in steps)
    since = f" since {formats.moment(held.at)}" if held.at else ""
    named = f"the last are {last}" if count > 1 else last
    return f" What was done{since} is not in it: {formats.plural(count, 'step')}, {named}."


def _why(row: HeldBackup) -> str:
    return WHY.get(row.backup.why, row.backup.why.replace("-", " "))


def _holds(row: HeldBackup) -> str:
    return row.contents.words if row.contents else "–"


def _second(_row: HeldBackup) -> theme.Tone:
    return "second"
