"""Actions once more, in an encrypted department: nothing is lost there either, and no file beside it tells a name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from codedesk.store import backups, ciphering, engines
from codedesk.store.engines import Secret
from tests.faults import team
from tests.faults.action import TEAM, Action, Scene
from tests.faults.desk_actions import ON_DESK
from tests.faults.file_actions import ON_FILES
from tests.faults.looking import State, Violation
from tests.faults.passphrase_actions import FIRST, SOON

NAMES = ("cell", "audit", "undo", "import", "backup", "typed", "restore")
WORDS = tuple(words.encode() for words in (*team.NAMES, "because", "half a sentence", "SQLite format"))


def encrypted(action: Action) -> Action:
    """Return the same action, done in an encrypted department with encrypted backups."""

    @contextmanager
    def scene(folder: Path) -> Iterator[Scene]:
        _know()
        with action.scene(folder) as plain:
            yield plain

    return replace(
        action,
        name=f"{action.name}-encrypted",
        set_up=_sealed(action.set_up),
        scene=scene,
        look=_unreadable(action.look),
    )


def _know() -> None:
    engines.ITERATIONS = SOON
    engines.remember(FIRST)


def _sealed(set_up: Callable[[Path], object]) -> Callable[[Path], None]:
    def sealed(folder: Path) -> None:
        _know()
        set_up(folder)
        ciphering.rewrite(folder / TEAM, Secret(FIRST))
        for each in backups.listed(folder / "kept", Path(TEAM).stem):
            ciphering.encrypt_backup(each, Secret(FIRST, engines.salt_of(folder / TEAM)))

    return sealed


def _unreadable(look: Callable[[Path], State]) -> Callable[[Path], State]:
    def unreadable(folder: Path) -> State:
        """Search what lies there as it was left, then look as in a plain department."""
        _know()
        for path in sorted(folder.rglob("*")):
            if path.is_file() and any(words in path.read_bytes() for words in WORDS):
                raise Violation(f"anybody can read “{path.relative_to(folder)}”")
        return look(folder)

    return unreadable


ON_ENCRYPTED: tuple[Action, ...] = tuple(encrypted(action) for action in (*ON_DESK, *ON_FILES) if action.name in NAMES)
