"""What the database refuses, said in words: a contradiction, a full disk, a file that cannot be written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, IntegrityError

from codedesk.errors import CannotSave, NotADepartment


@contextmanager
def in_words(step: str) -> Iterator[None]:
    """Turn what the database raises inside into CannotSave, naming the step that was not saved."""
    try:
        yield
    except IntegrityError as error:
        reason = f"“{step}” was not saved: it contradicts what is already there ({_rule(error)})."
        raise CannotSave(reason) from error
    except (DatabaseError, sqlite3.Error, OSError) as error:
        cause = getattr(error, "orig", None) or error
        reason = (
            f"“{step}” was not saved: the file could not be written ({cause}). "
            "Make room or check the disk, then try again."
        )
        raise CannotSave(reason) from error


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn what the database raises while it is read into NotADepartment, naming the file."""
    try:
        yield
    except (DatabaseError, sqlite3.Error, UnicodeError) as error:
        cause = getattr(error, "orig", error)
        reason = f"“{name}” could not be read ({cause}). Nothing was changed; check it, or restore a backup."
        raise NotADepartment(reason) from error


def _rule(error: IntegrityError) -> str:
    words = str(error.orig)
    return words.partition(": ")[2] or words
