"""A password on PDFs: asked for before they are saved, or put on those that were saved, whatever paper they are."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.errors import CannotSave, Refused
from codedesk.reports import files
from codedesk.reports.locked import ABSENT, Lock, can_lock, is_locked
from codedesk.ui import ask
from codedesk.ui.context import Context

TITLE = "Save with a password"
_NOT_KEPT = (
    "Nobody can open the file without the password, and nobody can bring it back: give it by another way than the "
    "file. What the department keeps needs none."
)


def may_lock(owner: QWidget) -> bool:
    """Tell whether this installation can; where it cannot, say so."""
    if not can_lock():
        ask.asker().tell(owner, TITLE, ABSENT)
        return False
    return True


def ask_lock(owner: QWidget) -> Lock | None:
    """Ask for a new password; None where the person changed their mind, or a PDF cannot have it, which is said."""
    password = ask.asker().secret(owner, TITLE, _NOT_KEPT, "Go on", new=True, noun="Password")
    if password is None:
        return None
    try:
        return Lock(password)
    except Refused as refused:
        ask.asker().tell(owner, TITLE, refused.reason)
        return None


def lock_saved(context: Context, owner: QWidget, saved: Sequence[Path]) -> None:
    """Ask for a password, and write saved PDFs anew so that they open with that alone."""
    lock = ask_lock(owner) if may_lock(owner) else None
    if lock is not None:
        context.run(owner, lock_files, lock.applied_to, saved, then=lambda done: _say(context, done))


def lock_files(sealed: Callable[[bytes], bytes], saved: Sequence[Path]) -> tuple[Path, ...]:
    """Put a password on files, whole or not at all each; CannotSave where one has a password already."""
    contents = {path: path.read_bytes() for path in saved}
    for path, content in contents.items():
        if is_locked(content):
            raise CannotSave(f"“{path.name}” has a password already, and keeps it. Save it anew to give it another.")
    for path, content in contents.items():
        files.write(path, sealed(content))
    return (*saved,)


def _say(context: Context, done: tuple[Path, ...]) -> None:
    opens = "opens" if len(done) == 1 else "open"
    context.say("done", f"{formats.plural(len(done), 'file')} {opens} with the password alone.", files=done)
