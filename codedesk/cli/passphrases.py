"""encrypt, passphrase, decrypt: the commands that set, change and take away a department's passphrase.

A passphrase is typed at the terminal, or is the first line of a file: never a word of the command line, which others on
the machine can see.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path

from codedesk.cli.output import say, warn
from codedesk.errors import CannotSave, PassphraseNeeded
from codedesk.formats import plural
from codedesk.passphrases import STRENGTH, proposed
from codedesk.store import ciphering, engines

FILE = "CODEDESK_PASSPHRASE_FILE"
_TRIES = 3
LOST = (
    "Whoever has not the passphrase cannot read the department: not you either, and nobody can bring it back. "
    "Write it down and lock it away."
)
LEFT = (
    "What was deleted can be brought back from some disks. Exports, packets and printed papers are not encrypted; "
    "copies elsewhere are as they were."
)


def known(path: Path) -> None:
    """Ask for the passphrase of a file, where none that is known opens it; PassphraseNeeded where it is not given."""
    if not path.is_file() or not engines.is_encrypted(path):
        return
    if named := os.environ.get(FILE):
        engines.remember(first_line(Path(named)))
    for left in reversed(range(_TRIES + 1)):
        try:
            engines.connect(path, read_only=True).close()
        except PassphraseNeeded as needed:
            if not sys.stdin.isatty() or not left:
                reason = f"{needed} Type it at a terminal, or let {FILE} name a file that begins with it."
                raise PassphraseNeeded(reason) from None
            engines.remember(getpass.getpass(f"Passphrase of “{path.name}”: "))
        else:
            return


def first_line(path: Path) -> str:
    """Return the first line of a file, as it is."""
    return path.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")


def encrypt(arguments: argparse.Namespace) -> int:
    """Encrypt a department and its backups with a passphrase."""
    if engines.is_encrypted(arguments.file):
        raise CannotSave(f"“{arguments.file.name}” is encrypted already. “codedesk passphrase” gives it another one.")
    warn(LOST)
    new = chosen(arguments.passphrase_from)
    ciphering.rewrite(arguments.file, engines.Secret(new))
    say(f"“{arguments.file}” is encrypted now.")
    _backups(arguments, engines.Secret(new, engines.salt_of(arguments.file)))
    say(LEFT)
    return 0


def _backups(arguments: argparse.Namespace, secret: engines.Secret) -> None:
    plain = ciphering.plain_backups(arguments.file)
    if plain and arguments.leave_backups:
        where = f"{plural(len(plain), 'backup')} in “{plain[0].path.parent}”"
        warn(f"{where} can still be read by anybody who has them.")
    elif plain:
        for each in plain:
            ciphering.encrypt_backup(each, secret)
        say(f"{plural(len(plain), 'backup')} with it.")


def change(arguments: argparse.Namespace) -> int:
    """Give an encrypted department another passphrase; its backups open by the one that they were made with."""
    if not engines.is_encrypted(arguments.file):
        raise CannotSave(f"“{arguments.file.name}” is not encrypted. “codedesk encrypt” does it.")
    known(arguments.file)
    ciphering.rewrite(arguments.file, engines.Secret(chosen(arguments.passphrase_from)))
    say(f"“{arguments.file}” opens by the new passphrase. Backups open by the one that they were made with: keep both.")
    return 0


def decrypt(arguments: argparse.Namespace) -> int:
    """Take the encryption away."""
    if not engines.is_encrypted(arguments.file):
        raise CannotSave(f"“{arguments.file.name}” is not encrypted.")
    known(arguments.file)
    ciphering.rewrite(arguments.file, None)
    say(f"“{arguments.file}” can be read by anybody who has the file now. Its backups are still encrypted.")
    return 0


def chosen(source: Path | None, noun: str = "passphrase", option: str = "--passphrase-from") -> str:
    """Return a new passphrase or password: the first line of a file, or typed twice where that is none or "-".

    Without a terminal to type at, "-" takes the first line of what is piped in.
    """
    typed = source is None or source == Path("-")
    if typed and sys.stdin.isatty():
        given = getpass.getpass(f"New {noun} (Enter alone proposes one): ")
        if not given:
            warn(f"Proposed: {proposed()}\n{STRENGTH} Write it down before you type it.")
            given = getpass.getpass(f"New {noun}: ")
        ciphering.require_strong(given, noun)
        if getpass.getpass("Once more: ") != given:
            raise CannotSave("The two are not the same. Nothing was changed.")
        return given
    if source is None:
        raise CannotSave(f"A new {noun} is typed at a terminal, or the first line of the file of {option}.")
    given = sys.stdin.readline().rstrip("\r\n") if typed else first_line(source)
    ciphering.require_strong(given, noun)
    return given
