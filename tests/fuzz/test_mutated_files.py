"""Department files altered at random: opened or restored, they are told to be damaged, or hold every value."""

import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codedesk.desk import Desk
from codedesk.errors import CodeDeskError
from codedesk.store import backups, ciphering, engines, schema
from tests.store.sequences import dump
from tests.thorough import times

KEPT = Path(__file__).parents[1] / "store" / "released" / f"{schema.HEAD}.codedesk"
PASSPHRASE = "correct horse battery"
PAGE = 4096
Mutation = Callable[[bytearray, random.Random], None]

pytestmark = [pytest.mark.file, pytest.mark.usefixtures("no_passphrases")]


def _flip(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 1, 30))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def _change_the_beginning(raw: bytearray, chance: random.Random) -> None:
    raw[chance.randrange(PAGE)] = chance.randrange(256)


def _write_over(raw: bytearray, chance: random.Random) -> None:
    size = chance.choice((1, 16, 512, PAGE))
    place = chance.randrange(len(raw) // size) * size
    raw[place : place + size] = chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size)))


def _cut(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw)) // chance.choice((1, PAGE)) * chance.choice((1, PAGE)) :]


def _empty_the_end(raw: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(raw))
    raw[place:] = bytes(len(raw) - place)


def _lengthen(raw: bytearray, chance: random.Random) -> None:
    raw += chance.randbytes(chance.choice((1, 512, PAGE)))


def _copy_a_page_over_another(raw: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(len(raw) // PAGE) * PAGE for _ in range(2))
    raw[one : one + PAGE] = raw[other : other + PAGE]


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _change_the_beginning, _write_over, _cut, _empty_the_end, _lengthen, _copy_a_page_over_another,
)  # fmt: skip


def _look(path: Path) -> object:
    """Open a department, check it whole, and return what it holds; None where it is said to be damaged, in words."""
    try:
        desk = Desk.open(path, "manager")
    except CodeDeskError as refused:
        assert path.name in str(refused) and str(refused).endswith(".")
        return None
    try:
        return desk.read(dump) if desk.check().sound else None
    finally:
        desk.close()


def _restored(path: Path) -> bool:
    try:
        return backups.test_restore(path).sound
    except CodeDeskError:
        return False


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
@settings(max_examples=times(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(mutation=st.sampled_from(MUTATIONS), seed=st.integers(0, 2**32))
def test_what_was_altered_is_told_in_words_or_holds_every_value(
    tmp_path: Path, sealed: bool, mutation: Mutation, seed: int
) -> None:
    folder = tmp_path / "each"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    whole = _whole(tmp_path, sealed=sealed)
    raw = bytearray(whole.read_bytes())
    mutation(raw, random.Random(seed))
    path = folder / "team.codedesk"
    path.touch(0o600)
    path.write_bytes(raw)
    restored = _restored(path)
    assert path.read_bytes() == raw
    held = _look(path)
    assert held in (None, _held(whole))
    assert (held is not None) or not restored


def _whole(folder: Path, *, sealed: bool) -> Path:
    """Return the kept file of the newest revision, which a test makes once."""
    path = folder / "whole.codedesk"
    if not path.exists():
        shutil.copy(KEPT, path)
        path.chmod(0o600)
        if sealed:
            engines.remember(PASSPHRASE)
            ciphering.rewrite(path, engines.Secret(PASSPHRASE))
        Desk.open(path, "manager").close()
    return path


@cache
def _held(whole: Path) -> object:
    desk = Desk.open(whole, "manager", read_only=True)
    try:
        return desk.read(dump)
    finally:
        desk.close()
