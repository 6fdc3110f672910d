"""Which engine opens a file: SQLite for a plain one, SQLCipher for one that is encrypted, in the same words for both.

SQLCipher is SQLite with encrypted pages (sqlcipher3, an optional part). Its errors are told as SQLite's, so that
nothing else has to know which of the two has a file open. The passphrases that were given are known while the program
runs, and are written nowhere: backups and copies of a department open by the same, older ones by the one before.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from glob import escape
from hashlib import pbkdf2_hmac
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple, cast

from codedesk import paths
from codedesk.errors import CannotSave, NotADepartment, PassphraseNeeded
from codedesk.store import page_seals

PLAIN = b"SQLite format 3\0"
ITERATIONS = 256_000
"""How often a passphrase is turned over to a key (PBKDF2 with SHA-512): a third of a second for each guess."""
PAGE = 512
"""Every page of either engine is a multiple of this."""
_LOOKED_AT, _OF_CHANCE = 1024, 220
_NAMES = (
    "Warning", "Error", "InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError",
    "InternalError", "ProgrammingError", "NotSupportedError",
)  # fmt: skip
KEY, SALT = 32, 16
"""So many bytes of chance begin a file and go into its key. Its backups share them, so that one key opens them all."""
_known: list[str] = []


class Secret(NamedTuple):
    """By what a file is encrypted: the passphrase, and the bytes of chance that go into its key; none of a new file."""

    passphrase: str
    salt: bytes = b""


_keys: dict[Secret, str] = {}


def can_encrypt() -> bool:
    """Tell whether this installation has the part that opens and makes encrypted departments."""
    return find_spec("sqlcipher3") is not None


def require_can_encrypt() -> None:
    """Refuse in words where the part that encrypts is not installed."""
    if not can_encrypt():
        reason = (
            "This installation of CodeDesk cannot open or make encrypted departments: what does it (sqlcipher3) is not "
            "there. Install it with: pip install 'codedesk[encryption]'."
        )
        raise CannotSave(reason)


def remember(passphrase: str) -> None:
    """Try a passphrase from now on, before those that were given earlier; until the program ends."""
    if passphrase in _known:
        _known.remove(passphrase)
    _known.insert(0, passphrase)


def forget(passphrase: str | None = None) -> None:
    """Try one passphrase no more, or none of all."""
    _known[:] = [each for each in _known if passphrase is not None and each != passphrase]
    for each in [each for each in _keys if each.passphrase not in _known]:
        del _keys[each]


def is_encrypted(path: Path) -> bool:
    """Tell whether a file looks encrypted: whole pages, no word of SQLite at their beginning, and nothing but chance.

    Of chance are its beginning, and its middle or its end: the beginning of a plain file may be damaged by chance, and
    one end of an encrypted one by zeros.
    """
    size = path.stat().st_size
    if size == 0 or size % PAGE:
        return False
    with path.open("rb") as file:
        if file.read(6) == PLAIN[:6] or not _of_chance(file, 0):
            return False
        return _of_chance(file, size // 2) or _of_chance(file, size - _LOOKED_AT)


def _of_chance(file: BinaryIO, place: int) -> bool:
    """Tell whether bytes are of chance: of 1,024 such some 251 of the 256 kinds come, of a plain page's far fewer."""
    file.seek(max(0, place))
    return len(set(file.read(_LOOKED_AT))) >= _OF_CHANCE


def connect(path: Path, *, read_only: bool = False, always_ciphering: bool = False, **more: Any) -> sqlite3.Connection:
    """Open a file by the engine that it needs; PassphraseNeeded where none of the known passphrases opens it.

    NotADepartment, in words too, where one of them is right and the file's beginning is damaged. sqlite3.Error where
    a file cannot be used. Never of a file that is open in this process: it is looked into before, and closing that
    would cost it its lock. always_ciphering: a plain file too is opened by what can write encrypted ones. An empty
    file becomes a plain one.
    """
    mode = "ro" if read_only else "rw"
    uri, words = f"{path.absolute().as_uri()}?mode={mode}", {"uri": True, **more}
    if not path.is_file() or not is_encrypted(path):
        return _ciphered(uri, None, words) if always_ciphering else _plain(uri, words)
    require_can_encrypt()
    salt = salt_of(path)
    secrets = [Secret(each, salt) for each in _known]
    for secret in sorted(secrets, key=lambda each: each not in _keys):  # what opened its like comes first
        raw = _ciphered(uri, secret, words)
        if _opens(raw):
            return raw
        raw.close()
    raise _shut(path, salt)


def _shut(path: Path, salt: bytes) -> NotADepartment:
    """Tell why a file stays shut: damaged at its beginning where its pages hold by what is known, else the passphrase.

    The salt may be what is damaged: then those of its backups are tried. What fits nothing is known no more.
    """
    salts = set(_salts_beside(path))
    tried = [Secret(each, like) for like in (salt, *(salts - {salt})) for each in _known]
    if any(_fits(path, secret) for secret in tried):
        return NotADepartment(
            f"“{path.name}” is damaged at its beginning and cannot be read, although the passphrase is the right one. "
            "It was left as it is; restore the last backup (codedesk restore BACKUP --into FILE)."
        )
    if not _known:
        return PassphraseNeeded(f"“{path.name}” is encrypted. Its passphrase opens it.")
    _known[:] = [each for each in _known if any(secret.passphrase == each for secret in _keys)]  # slips of the hand go
    words = f"“{path.name}” is encrypted, and none of the passphrases that were given opens it."
    doubt = " If it is the right one, the file is damaged or no department: restore the last backup."
    return PassphraseNeeded(f"{words} Look whether Caps Lock is on.{'' if salt in salts else doubt}")


def _salts_beside(path: Path) -> Iterator[bytes]:
    """Read the salts of what bears a file's name in the folders beside it: its backups, and what was set aside."""
    for each in path.parent.glob(f"*/{escape(path.stem)}*{paths.SUFFIX}"):
        with suppress(OSError):
            if is_encrypted(each):
                yield salt_of(each)


def _fits(path: Path, secret: Secret) -> bool:
    """Tell whether the pages of a file hold by a passphrase, and keep its key if they do."""
    key = bytes.fromhex(key_of(secret)[2:][: 2 * KEY])
    if page_seals.fits(path, key, secret.salt):
        return True
    del _keys[secret]
    return False


def again(source: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Open the file of an open connection once more, to be read as it lies, without a look at locks and journals."""
    return _like(source, f"{path.absolute().as_uri()}?mode=ro&immutable=1", {"uri": True})


def beside(source: sqlite3.Connection, path: Path | str) -> sqlite3.Connection:
    """Open a new file, or ":memory:", by the engine and the passphrase of a connection that it is to be a copy of."""
    return _like(source, str(path), {"isolation_level": None, "check_same_thread": False})


def _like(source: sqlite3.Connection, target: str, words: dict[str, Any]) -> sqlite3.Connection:
    secret = secret_of(source)
    return _plain(target, words) if secret is None else _ciphered(target, secret, words)


def salt_of(path: Path) -> bytes:
    """Return the bytes of chance at the beginning of an encrypted file; fewer where it has none yet."""
    with path.open("rb") as file:
        return file.read(SALT)


def key_of(secret: Secret) -> str:
    """Return what SQLCipher takes as a key: where the salt is known the key itself, made once, else the passphrase."""
    if len(secret.salt) < SALT:
        return secret.passphrase
    if secret not in _keys:
        made = pbkdf2_hmac("sha512", secret.passphrase.encode(), secret.salt, ITERATIONS, KEY)
        _keys[secret] = f"x'{made.hex()}{secret.salt.hex()}'"
    return _keys[secret]


def secret_of(raw: sqlite3.Connection) -> Secret | None:
    """Return by what a connection was opened; None for a plain one."""
    return getattr(raw, "secret", None)


def library_of(raw: sqlite3.Connection) -> ModuleType:
    """Return the library that a connection is of, with SQLite's errors."""
    return sqlite3 if isinstance(raw, sqlite3.Connection) else as_sqlite()


def _plain(target: str, words: dict[str, Any]) -> sqlite3.Connection:
    raw: sqlite3.Connection = sqlite3.connect(target, **words)
    return raw


def _opens(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        return "not a database" not in str(error)  # what is locked or damaged further on was opened by the right one
    return True


def _ciphered(target: str, secret: Secret | None, words: dict[str, Any]) -> sqlite3.Connection:
    """Open by SQLCipher; without a secret a plain file, which can then be written into an encrypted one."""
    raw = _library().connect(target, factory=_connection_class(), **words)
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute(f"PRAGMA cipher_default_kdf_iter={ITERATIONS}")  # also of what is attached
    if secret is not None:
        raw.secret = secret
        quoted = key_of(secret).replace("'", "''")
        raw.execute(f"PRAGMA key='{quoted}'")
    return cast(sqlite3.Connection, raw)


@cache
def _library() -> ModuleType:
    return import_module("sqlcipher3.dbapi2")


@cache
def as_sqlite() -> ModuleType:
    """Return the library with SQLite's own errors, as SQLAlchemy asks for it."""
    library = ModuleType("sqlcipher3 with the errors of sqlite3")
    library.__dict__.update(vars(_library()))
    library.__dict__.update({name: getattr(sqlite3, name) for name in _NAMES})
    return library


@contextmanager
def _told() -> Iterator[None]:
    """Tell an error of SQLCipher as the same one of SQLite."""
    library = _library()
    try:
        yield
    except library.Error as error:
        name = next((name for name in reversed(_NAMES) if type(error) is getattr(library, name)), "DatabaseError")
        raise getattr(sqlite3, name)(*error.args) from error


@cache
def _connection_class() -> type:
    library = _library()

    class CipheredCursor(library.Cursor):  # type: ignore[name-defined,misc]
        """A cursor whose errors are SQLite's."""

    class CipheredConnection(library.Connection):  # type: ignore[name-defined,misc]
        """A connection whose errors are SQLite's, and which knows by what it was opened."""

        secret: Secret | None = None

        def cursor(self, factory: type = CipheredCursor) -> Any:
            return super().cursor(factory)

    for owner, names in (
        (CipheredCursor, ("execute", "executemany", "executescript", "fetchone", "fetchmany", "fetchall", "__next__")),
        (CipheredConnection, ("execute", "executemany", "executescript", "commit", "rollback", "backup")),
    ):
        for name in names:
            setattr(owner, name, _wrapped(getattr(owner, name)))
    return CipheredConnection


def _wrapped(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, *words: Any, **more: Any) -> Any:
        with _told():
            return method(self, *words, **more)

    return call
