"""The passphrase: whether the department is encrypted, and setting, changing and taking it away."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout

from codedesk.errors import CodeDeskError
from codedesk.formats import plural
from codedesk.reports import files, passphrase_sheet
from codedesk.reports.passphrase_row import PassphraseSheetRow
from codedesk.services.department import departments
from codedesk.services.department.departments import DepartmentRow
from codedesk.store import backups, ciphering, engines
from codedesk.store.backups import Backup
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.printing import ask_pdf
from codedesk.ui.safety_answer import ENCRYPTED
from codedesk.ui.widgets.buttons import button

_PLAIN = (
    "Anybody who has the file can read it, unless the computer’s disk is encrypted. With a passphrase the file, its "
    "journal and its backups say nothing to who has not got it; exports, packets and paper are not encrypted."
)
_ABSENT = "This installation cannot encrypt: sqlcipher3 is not there (pip install 'codedesk[encryption]')."
LOST = (
    "Without the passphrase nobody can read the department, you neither, and nobody can bring it back. Write it down "
    "and lock it away before you go on. CodeDesk asks for it at each start."
)
_BACKUPS = (
    "They can still be read by anybody who has them. Encrypted, they open by the same passphrase; the plain ones are "
    "deleted, which some disks let be undone."
)


class PassphraseCard(QFrame):
    """What encrypts the department, and the ways to change that."""

    def __init__(self, context: Context) -> None:
        """Lay it out; `show_state` says how it stands."""
        super().__init__()
        self._context = context
        self._words = theme.label("", "body", "second", wrap=True)
        self.encrypt = button("Encrypt with a passphrase …", self._encrypt, icon="lock")
        self.change = button("Another passphrase …", self._change, icon="lock")
        self.backups = button("Encrypt the plain backups …", self._ask_for_backups)
        self.decrypt = button("Take the encryption away …", self._decrypt)
        column = theme.card(self, 8)
        column.addWidget(theme.label("Passphrase", "section"))
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sheet = button("Sheet to write it on …", self._ask_for_sheet, icon="print")
        for each in (self.encrypt, self.change, self.backups, self.sheet, self.decrypt):
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)

    @property
    def _path(self) -> Path:
        return self._context.desk.path

    def show_state(self) -> None:
        """Say how it stands, and offer what can be done about it."""
        sealed, able = self._context.desk.encrypted, engines.can_encrypt() and not self._context.read_only
        self._words.setText(ENCRYPTED if sealed else _PLAIN if engines.can_encrypt() else f"{_PLAIN} {_ABSENT}")
        self.encrypt.setVisible(not sealed)
        self.encrypt.setEnabled(able)
        self.backups.setVisible(sealed and bool(self._plain_backups()))
        for each in (self.change, self.decrypt):
            each.setVisible(sealed)
            each.setEnabled(able)

    def _plain_backups(self) -> tuple[Backup, ...]:
        try:
            return ciphering.plain_backups(self._path)
        except (OSError, CodeDeskError):
            return ()

    def _encrypt(self) -> None:
        chosen = ask.asker().secret(self, "Encrypt this department", LOST, "Encrypt", new=True)
        if chosen is not None:
            self._rewrite(chosen, "Encrypted. The passphrase is asked for at the next start.")

    def _change(self) -> None:
        words = f"Backups open by the one that they were made with: keep both. {LOST}"
        chosen = ask.asker().secret(self, "Another passphrase", words, "Change it", new=True)
        if chosen is not None:
            self._rewrite(chosen, "The department opens by the new passphrase.")

    def _decrypt(self) -> None:
        words = "Anybody who has the file can read it then. Its backups stay encrypted."
        if ask.asker().question(self, "Take the encryption away?", words, "Take it away"):
            self._rewrite(None, "The department is not encrypted any more.")

    def _rewrite(self, passphrase: str | None, done: str) -> None:
        self.setEnabled(False)
        self._context.say("info", "Writing the department anew …")
        going = self._context.desk.rewriting(passphrase)
        self._context.background.watch(self, going, partial(self._done, done), self._failed)

    def _done(self, words: str, _nothing: None = None) -> None:
        self.setEnabled(True)
        self._context.look_after_file()
        self._context.say("done", words)
        self.show_state()
        self._context.department_changed.emit()
        if self._context.desk.encrypted and self._plain_backups():
            self._ask_for_backups()

    def _failed(self, error: BaseException) -> None:
        self.setEnabled(True)
        self._context.say("error", str(error))
        self.show_state()

    def _ask_for_sheet(self) -> None:
        self._context.read(self, departments.department, then=self._save_sheet)

    def _save_sheet(self, found: DepartmentRow) -> None:
        chosen, file = found.draft, self._path
        row = PassphraseSheetRow(
            chosen.name, chosen.manager, chosen.paper, found.sample, str(file), str(backups.folder_of(file)),
            self._context.today(),
        )  # fmt: skip
        path = ask_pdf(self, self._context, "Save the sheet for the passphrase", passphrase_sheet.file_name(row))
        if path is not None:
            self._context.run(self, _write_sheet, path, row, then=self._sheet_done, failed=self._failed)

    def _sheet_done(self, path: Path) -> None:
        words = f"The sheet is in {path}. Print it, and write the passphrase on it by hand."
        self._context.say("done", words, files=(path,))

    def _ask_for_backups(self) -> None:
        plain = self._plain_backups()
        title = f"Encrypt {plural(len(plain), 'backup')} too?"
        if plain and ask.asker().question(self, title, _BACKUPS, "Encrypt them", "Leave them"):
            self.setEnabled(False)
            self._context.use(self, lambda connection: engines.secret_of(connection.raw), partial(self._seal, plain))

    def _seal(self, plain: tuple[Backup, ...], secret: engines.Secret) -> None:
        self._context.run(self, _encrypt_all, plain, secret, then=self._backups_done, failed=self._failed)

    def _backups_done(self, count: int) -> None:
        self.setEnabled(True)
        self._context.say("done", f"{plural(count, 'backup')} encrypted.")
        self.show_state()


def _write_sheet(path: Path, row: PassphraseSheetRow) -> Path:
    files.write(path, passphrase_sheet.build(row))
    return path


def _encrypt_all(plain: tuple[Backup, ...], secret: engines.Secret) -> int:
    for each in plain:
        ciphering.encrypt_backup(each, secret)
    return len(plain)
