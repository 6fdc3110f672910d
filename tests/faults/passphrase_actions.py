"""What is done to a passphrase: set, changed, taken away; after each, what opens the department and what it holds."""

from collections.abc import Callable
from pathlib import Path

from codedesk.store import ciphering, engines
from codedesk.store.engines import Secret
from tests.faults.action import TEAM, Action, on_files
from tests.faults.desk_actions import the_team
from tests.faults.looking import State, Violation, department

FIRST, SECOND = "correct horse battery", "another long sentence"
SOON = 1_000  # how often a passphrase is turned over here


def _sealed_by(passphrase: str | None) -> Callable[[Path], None]:
    def rewrite(folder: Path) -> None:
        engines.ITERATIONS = SOON
        engines.remember(FIRST)
        ciphering.rewrite(folder / TEAM, None if passphrase is None else Secret(passphrase))

    return rewrite


def _team(folder: Path) -> None:
    the_team(folder)


def _sealed_team(folder: Path) -> None:
    _team(folder)
    _sealed_by(FIRST)(folder)


def _look(folder: Path) -> State:
    """Open the department by each passphrase alone; it opens by one of them, or is plain."""
    engines.ITERATIONS = SOON
    if not engines.is_encrypted(folder / TEAM):
        return {"department": department(folder / TEAM), "opens by": "nothing"}
    for passphrase in (FIRST, SECOND):
        engines.forget()
        engines.remember(passphrase)
        try:
            engines.connect(folder / TEAM).close()
        except engines.PassphraseNeeded:
            continue
        return {"department": department(folder / TEAM), "opens by": passphrase}
    raise Violation("opens by neither the old nor the new passphrase")


ON_PASSPHRASES: tuple[Action, ...] = (
    on_files("encrypt", _sealed_by(FIRST), _team, _look),
    on_files("passphrase", _sealed_by(SECOND), _sealed_team, _look),
    on_files("decrypt", _sealed_by(None), _sealed_team, _look),
)
