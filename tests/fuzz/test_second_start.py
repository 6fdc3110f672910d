"""The channel by which a second start brings the window forward, told what nobody means to tell it.

Random bytes, cut and huge messages, who says nothing, who never reads, and many at once: the window stays, comes
forward and does nothing else, keeps neither memory nor a handle for them, and an honest start is answered meanwhile.
"""

import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from codedesk import paths
from codedesk.app import program as programs
from codedesk.app.program import Program
from tests.patience import SECONDS
from tests.programs import found_department
from tests.thorough import times

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="speaks to the socket of Linux")
HONEST = """
import sys
from pathlib import Path
from codedesk.app.single_window import brought_forward
sys.exit(0 if brought_forward(Path(sys.argv[1])) else 1)
"""
MEGABYTE = 1 << 20
Attack = Callable[[str, random.Random], None]


@contextmanager
def connected(where: str) -> Iterator[socket.socket]:
    """A connection of a stranger; whatever ends it is the window's right."""
    with socket.socket(socket.AF_UNIX) as stranger, suppress(OSError):
        stranger.settimeout(5)
        stranger.connect(where)
        yield stranger


def noise(where: str, chance: random.Random) -> None:
    """Bytes of every kind, in one piece."""
    with connected(where) as stranger:
        stranger.sendall(chance.randbytes(chance.choice((1, 7, 8, 4096, 70_000))))


def cut(where: str, chance: random.Random) -> None:
    """A part of the right word, or the right word with more behind it, and away."""
    with connected(where) as stranger:
        stranger.sendall((b"forward" * 3)[: chance.randrange(22)])


def huge(where: str, chance: random.Random) -> None:
    """Sixty-four megabytes, as long as anybody takes them."""
    with connected(where) as stranger:
        for _ in range(64):
            stranger.sendall(bytes(MEGABYTE))


def silent(where: str, chance: random.Random) -> None:
    """Nobody says anything, and waits for the other to go."""
    with connected(where) as stranger:
        while stranger.recv(16):
            pass


def slow(where: str, chance: random.Random) -> None:
    """A letter now and then."""
    with connected(where) as stranger:
        for letter in b"forward":
            stranger.sendall(bytes((letter,)))
            time.sleep(0.02)


def many(where: str, chance: random.Random) -> None:
    """Forty at once, none of which reads."""
    with suppress(OSError):
        strangers = [socket.socket(socket.AF_UNIX) for _ in range(40)]
        for stranger in strangers:
            stranger.setblocking(False)
            with suppress(OSError):
                stranger.connect(where)
        time.sleep(0.05)
        for stranger in strangers:
            stranger.close()


ATTACKS: tuple[Attack, ...] = (noise, cut, huge, silent, slow, many)


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def megabytes() -> float:
    """How much memory this process ever took at once."""
    words = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in words.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def while_open(qtbot: QtBot, program: Program, attacks: list[Attack], seed: int) -> None:
    """Let strangers speak to the window, one after the other, while its events go on."""
    assert program._server is not None
    where, chance = program._server.fullServerName(), random.Random(seed)

    def speak() -> None:
        for attack in attacks:
            attack(where, chance)

    speaker = threading.Thread(target=speak)
    speaker.start()
    qtbot.waitUntil(lambda: not speaker.is_alive(), timeout=SECONDS * 1000)


@pytest.fixture
def opened(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr(programs, "LET_GO_MS", 500)
    found_department(program, qtbot)
    return program


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda each: each.__name__)
def test_a_stranger_gets_no_more_than_a_window_that_comes_forward(
    opened: Program, qtbot: QtBot, attack: Attack
) -> None:
    called: list[bool] = []
    opened.window.come_forward = lambda: called.append(True)  # type: ignore[method-assign]
    assert opened.context is not None
    path = opened.context.desk.path
    before, stands, at_most = handles(), path.stat(), megabytes() + 24
    while_open(qtbot, opened, [attack] * times(4), seed=11)
    qtbot.waitUntil(lambda: bool(called) and handles() <= before, timeout=SECONDS * 1000)
    assert megabytes() < at_most
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (stands.st_mtime_ns, stands.st_size)
    assert opened.context.desk.check().sound and opened.window.isVisible()


def test_who_stays_connected_is_answered_and_let_go(opened: Program, qtbot: QtBot) -> None:
    assert opened._server is not None
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(opened._server.fullServerName())
        stranger.setblocking(False)
        heard = bytearray()

        def gone() -> bool:
            with suppress(BlockingIOError):
                while said := stranger.recv(16):
                    heard.extend(said)
                return True
            return False

        qtbot.waitUntil(gone, timeout=SECONDS * 1000)
        assert heard == b"here"


def test_an_honest_start_is_answered_among_strangers(opened: Program, qtbot: QtBot) -> None:
    chance = random.Random(2026)
    going = threading.Event()
    assert opened._server is not None
    where = opened._server.fullServerName()

    def speak() -> None:
        while not going.is_set():
            chance.choice(ATTACKS)(where, chance)

    strangers = [threading.Thread(target=speak) for _ in range(3)]
    for each in strangers:
        each.start()
    try:
        for _ in range(times(2)):
            honest = subprocess.Popen([sys.executable, "-c", HONEST, str(paths.default_department())])
            qtbot.waitUntil(lambda started=honest: started.poll() is not None, timeout=SECONDS * 1000)
            assert honest.returncode == 0
    finally:
        going.set()
        qtbot.waitUntil(lambda: not any(each.is_alive() for each in strangers), timeout=SECONDS * 1000)
