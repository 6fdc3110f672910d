"""The short form of the fault harness: every action, struck at a few of its operations by every kind of fault.

`python3 dev.py faults` strikes them all. What an action is stands in action.py.
"""

import sys
from collections.abc import Iterator

import pytest

from tests.faults.actions import ACTIONS
from tests.faults.encrypted_actions import ON_ENCRYPTED
from tests.faults.known import KNOWN, Known, unknown
from tests.faults.sampling import drawn
from tests.faults.server import Server
from tests.faults.shim import FAULTS
from tests.thorough import THOROUGH

SEED = "2026"
MOST = {"kill": 3, "torn": 2, "full": 2, "broken": 2, "sync": 2}  # operations that are struck; of other faults one
STATES = 200  # of the disk after power cuts
IN_FULL_ONLY = {name for name in ACTIONS if name.startswith("upgrade-")} - {"upgrade-0001"}
IN_FULL_ONLY |= {"erase", "passphrase", "decrypt"}  # of the three of a passphrase, the one that sets it speaks for all
IN_FULL_ONLY |= {action.name for action in ON_ENCRYPTED} - {"cell-encrypted", "typed-encrypted"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim stands before the C library of Linux")


@pytest.mark.parametrize("action", [name for name in ACTIONS if name not in IN_FULL_ONLY])
def test_nothing_is_lost_or_half_done_whatever_the_disk_does(server: Server, action: str) -> None:
    undisturbed = server.ask("undisturbed", action=action)
    wrong = unknown(action, "undisturbed", undisturbed)
    fired = set()
    for fault in FAULTS if not undisturbed else ():
        points = server.ask("points", action=action, fault=fault)
        for at in drawn(points, MOST.get(fault, 1), f"{SEED} {action} {fault}"):
            trial = server.ask("attempt", action=action, fault=fault, at=at)
            wrong += [f"{fault} at {at} of {points}: {each}" for each in unknown(action, fault, trial["violations"])]
            fired |= {fault} if trial["fired"] else set()
        fired |= {fault} if not points else set()
    assert not wrong, "\n".join(wrong)
    assert undisturbed or fired == set(FAULTS), "every kind of fault came about"


def violations(server: Server, known: Known) -> Iterator[list[str]]:
    """Strike one operation after the other of what is known to be wrong: from the ends, where most goes wrong."""
    for action in ACTIONS:
        if known.covers(action, "undisturbed"):
            yield server.ask("undisturbed", action=action)
        if known.covers(action, "power"):
            yield server.ask("power", action=action, most=STATES, seed=SEED)["violations"]
        for fault in FAULTS:
            points = server.ask("points", action=action, fault=fault) if known.covers(action, fault) else 0
            for at in sorted(range(1, points + 1), key=lambda at, last=points: min(at, last + 1 - at)):
                yield server.ask("attempt", action=action, fault=fault, at=at)["violations"]


@pytest.mark.skipif(not THOROUGH, reason="looks at every operation: only in a thorough run")
@pytest.mark.parametrize("known", KNOWN, ids=lambda known: f"{known.action}-{known.fault}")
def test_what_is_known_to_be_wrong_still_is(server: Server, known: Known) -> None:
    """Mended? Then take it out of known.py."""
    assert any(known.is_in(found) for found in violations(server, known))
