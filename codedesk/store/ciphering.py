"""Encrypting a department, changing its passphrase, and taking the encryption away: a new file, checked, in its place.

The file is written anew as a whole and takes the old one's name only when it opens by its passphrase, is sound and
holds the same; killed at any moment it is the old one or the new one. What is replaced by an encrypted file is not
kept: anybody could read it. That a deleted file can be brought back from some disks is said by whoever asks for it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from codedesk import paths
from codedesk.errors import CannotSave, DepartmentInUse
from codedesk.store import backups, checks, engines, file_checks, holder, placing, schema, typed
from codedesk.store.connection import connect, engine_of
from codedesk.store.engines import Secret

LEAST_LETTERS = 12
FIELDS = ("application_id", "user_version")
"""What stands in the file's own fields, which an export leaves out."""


def require_strong(passphrase: str, noun: str = "passphrase") -> None:
    """Refuse a passphrase (or a password) that is too short to keep anything, in words."""
    if len(passphrase.strip()) < LEAST_LETTERS:
        reason = f"A {noun} has {LEAST_LETTERS} letters or more; good are five words that nobody would guess."
        raise CannotSave(reason)


def rewrite(path: Path, secret: Secret | None) -> None:
    """Write a closed department anew, encrypted, or plain with None, and put it in its place.

    CannotSave in words where that fails: the file is as it was. The passphrase is known from then on.
    """
    engines.require_can_encrypt()
    if secret is not None:
        require_strong(secret.passphrase)
    schema.require_marked(path)
    try:
        _rewrite(path, secret)
    except (OSError, sqlite3.Error, sa.exc.SQLAlchemyError) as error:
        if "locked" in str(error):
            reason = f"“{path.name}” is open in {holder.named(path)}. Close it there first; nothing was changed."
            raise DepartmentInUse(reason) from error
        cause = getattr(error, "strerror", None) or getattr(error, "orig", None) or error
        reason = f"“{path.name}” could not be written anew ({cause}); it is as it was. Make room, then try again."
        raise CannotSave(reason) from error
    typed.settle(path)


def _rewrite(path: Path, secret: Secret | None) -> None:
    making = placing.begin(path)
    try:
        with closing(connect(path)) as recovered:  # plays in a journal, takes the lock, says if the file is not sound
            checks.require_sound(recovered)
        with _locked(path) as source:
            _export(source, making, secret)
            if secret is not None:
                engines.remember(secret.passphrase)  # from here on the file may open by nothing else
            _compare(source, making)
            placing.settle(making, path)
    finally:
        placing.discard(making)


@contextmanager
def _locked(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a file by the engine that can write encrypted ones, so that nobody else writes it meanwhile."""
    source = engines.connect(path, always_ciphering=True, isolation_level=None, timeout=0.2)
    try:
        source.execute("PRAGMA locking_mode=EXCLUSIVE")
        source.execute("BEGIN EXCLUSIVE")
        source.execute("COMMIT")
        yield source
    finally:
        source.close()


def _export(source: sqlite3.Connection, target: Path, secret: Secret | None) -> None:
    """Write all of a department into a new file, and what stands in the file's own fields."""
    key = "" if secret is None else engines.key_of(secret)
    source.execute("ATTACH DATABASE ? AS made KEY ?", (str(target), key))
    try:
        source.execute("PRAGMA made.synchronous=FULL")
        source.execute("SELECT sqlcipher_export('made')")
        for field in FIELDS:
            value = source.execute(f"PRAGMA main.{field}").fetchone()[0]
            source.execute(f"PRAGMA made.{field}={value}")
    finally:
        source.execute("DETACH DATABASE made")


def _compare(source: sqlite3.Connection, path: Path) -> None:
    """Open what was made as it will be opened, and hold it against what it was made of; sqlite3.Error if not equal."""
    with (
        closing(engines.connect(path)) as made,
        engine_of(made).connect() as copy,
        engine_of(source).connect() as database,
    ):
        problems = [*file_checks.integrity(made), *file_checks.foreign_keys(made), *file_checks.types(made)]
        problems += checks.invariants(copy)
        told = [(checks.counts(each), checks.end_of_chain(each)) for each in (copy, database)]
        fields = [[raw.execute(f"PRAGMA {name}").fetchone()[0] for name in FIELDS] for raw in (made, source)]
        if problems or told[0] != told[1] or fields[0] != fields[1]:
            reason = f"what was made is not sound: {problems[0] if problems else 'it is not equal to the file'}"
            raise sqlite3.DatabaseError(reason)


def plain_backups(path: Path) -> tuple[backups.Backup, ...]:
    """Return the backups of a department that anybody could read."""
    found = backups.listed(backups.folder_of(path), path.stem)
    return tuple(each for each in found if not engines.is_encrypted(each.path))


def encrypt_backup(backup: backups.Backup, secret: Secret) -> Path:
    """Write a backup anew, encrypted, named by its new digest; the plain one is gone then. Return its place.

    secret: of the department itself, so that one key opens it and all of its backups.
    """
    rewrite(backup.path, secret)
    name = backup.path.name.removesuffix(paths.SUFFIX).removesuffix(f"-{backup.digest}")
    target = backup.path.with_name(f"{name}-{backups.digest_of(backup.path)}{paths.SUFFIX}")
    backup.path.rename(target)
    return target
