"""Undo and redo: undo all gives the first state, redo all the last, whatever happened in between."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, select

from codedesk.desk import Desk
from codedesk.models import Coder, Event, WorkDay, WorkLine, WorkType

KINDS: tuple[type[SQLModel], ...] = (Coder, WorkType, WorkDay, WorkLine, Event)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open, empty department."""
    opened = Desk.create(tmp_path / "team.codedesk", "manager")
    yield opened
    opened.close()


def dump(session: Session) -> list[dict[str, Any]]:
    """Every live row of the kinds that the test changes."""
    rows = (row for kind in KINDS for row in session.exec(select(kind)))
    return [row.model_dump() for row in rows if not row.voided]  # type: ignore[attr-defined]


def change(session: Session, chance: random.Random) -> None:
    """Insert, change or void something, as a manager might."""
    coders = [row for row in session.exec(select(Coder)) if not row.voided]
    if not coders or chance.random() < 0.3:
        number = len(session.exec(select(Coder)).all())
        session.add(Coder(name=f"Coder {number}", started_on=date(2026, 1, 1)))
        session.add(Event(from_day=date(2026, 1, 1 + number % 28), text=f"event {number}"))
    elif chance.random() < 0.5:
        chance.choice(coders).credentials = chance.choice(["CCS", "CPC", "E&M", "=1+1", "陳", ""])
    else:
        coder = chance.choice(coders)
        coder.voided, coder.void_reason = True, "left"


@pytest.mark.parametrize("seed", range(12))
def test_undo_all_gives_the_first_dump_and_redo_all_the_last(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    first = desk.read(dump)
    states = [first]
    for number in range(100):
        desk.write(f"Change {number}", change, chance)
        if desk.undo_step == f"Change {number}":
            states.append(desk.read(dump))
    last = states[-1]
    for expected in reversed(states[:-1]):
        assert desk.undo() is not None
        assert desk.read(dump) == expected
    assert desk.undo() is None
    while desk.redo() is not None:
        pass
    assert desk.read(dump) == last
    assert desk.check().sound


def test_a_new_change_ends_what_could_be_done_again(desk: Desk) -> None:
    def add(session: Session, name: str) -> None:
        session.add(Coder(name=name, started_on=date(2026, 1, 1)))

    desk.write("Add Ana", add, "Ana")
    desk.write("Add Ben", add, "Ben")
    assert desk.undo() == "Add Ben"
    assert desk.redo_step == "Add Ben"
    desk.write("Add Cai", add, "Cai")
    assert desk.redo_step is None
    assert desk.undo() == "Add Cai"
    assert desk.undo() == "Add Ana"


def test_an_older_step_is_put_back_as_a_step_of_its_own(desk: Desk) -> None:
    def rename(session: Session, name: str) -> None:
        session.exec(select(Coder)).one().name = name

    desk.write("Add Ana", lambda session: session.add(Coder(name="Ana", started_on=date(2026, 1, 1))))
    desk.write("Rename to Anna", rename, "Anna")
    desk.write("Set credentials", lambda session: setattr(session.exec(select(Coder)).one(), "credentials", "CCS"))
    change_id = 3
    assert desk.put_back(change_id) == "Put back: Rename to Anna"
    coder = desk.read(lambda session: session.exec(select(Coder)).one().model_dump())
    assert (coder["name"], coder["credentials"]) == ("Ana", "CCS")
    desk.undo()
    assert desk.read(lambda session: session.exec(select(Coder)).one().name) == "Anna"
