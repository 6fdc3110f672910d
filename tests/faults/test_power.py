"""Power cuts: what was said to be saved is there. Without the journal, or without syncs, the same look finds losses."""

import sys

import pytest

from tests.faults.actions import ACTIONS
from tests.faults.known import unknown
from tests.faults.server import Server
from tests.faults.test_short import IN_FULL_ONLY, SEED

STATES, OF_A_CONTROL = 16, 40

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim stands before the C library of Linux")


@pytest.mark.parametrize("action", [name for name in ACTIONS if name not in IN_FULL_ONLY])
def test_what_was_said_to_be_saved_outlives_a_power_cut(server: Server, action: str) -> None:
    if not server.ask("undisturbed", action=action):
        cuts = server.ask("power", action=action, most=STATES, seed=SEED)
        assert cuts["states"] >= STATES
        assert not unknown(action, "power", cuts["violations"])


@pytest.mark.parametrize("setting", ["synchronous off", "journal off"])
@pytest.mark.parametrize("action", ["cell", "audit"])
def test_without_what_keeps_it_something_is_lost(server: Server, action: str, setting: str) -> None:
    cuts = server.ask("power", action=action, most=OF_A_CONTROL, seed=SEED, setting=setting)
    assert cuts["violations"]
