"""Undo and redo: undo all gives the first state, redo all the last, whatever happened in between."""

import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Change, Coder, Event, GivenPacket, Review
from codedesk.services import bulk
from codedesk.store.connection import Connection
from tests.departments import new_department
from tests.services.team import Team
from tests.store.sequences import change, dump
from tests.thorough import THOROUGH

SEQUENCES = 1_000 if THOROUGH else 5
CHANGES = 100


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open, empty department."""
    opened = new_department(tmp_path / "team.codedesk", "manager")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A department with a small team, made once by each worker; copy it, so that a sequence is the same alone."""
    team = Team(tmp_path_factory.mktemp("team"))
    team.desk.close()
    return team.desk.path


def without_waiting_for_the_disk(connection: Connection) -> None:
    """What is tried is the order of 300 steps, each of which waits three times for a disk that nobody unplugs here."""
    if connection.engine.dialect.name == "sqlite":
        connection.raw.execute("PRAGMA synchronous=OFF")


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_undo_all_gives_the_first_dump_and_redo_all_the_last(filled: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    desk = Desk.open(Path(shutil.copy(filled, tmp_path / "team.codedesk")), "manager")
    desk.use(without_waiting_for_the_disk)
    try:
        first = desk.read(dump)
        done = 0
        while done < CHANGES:
            if chance.random() < 0.1 and desk.undo() and chance.random() < 0.5:
                desk.redo()
            revision = desk.revision
            with suppress(Refused):
                desk.write(f"Change {done}", change, chance)
            done += desk.revision != revision
        last = desk.read(dump)
        assert last != first
        steps = []
        while desk.undo_step is not None:
            steps.append(desk.read(dump))
            desk.undo()
        assert desk.read(dump) == first
        for expected in reversed(steps):
            assert desk.redo() is not None
            assert desk.read(dump) == expected
        assert desk.redo() is None
        assert desk.read(dump) == last
        assert desk.check().sound
    finally:
        desk.close()


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


def test_a_row_that_takes_the_place_of_a_voided_one_in_the_same_step_goes_and_comes_back(desk: Desk) -> None:
    def replace(session: Session) -> None:
        old = session.exec(select(Coder)).one()
        session.add(Coder(name="Ana", started_on=date(2026, 2, 2)))
        old.voided, old.void_reason = True, "entered with the wrong start"

    desk.write("Add Ana", lambda session: session.add(Coder(name="Ana", started_on=date(2026, 1, 1))))
    before = desk.read(dump)
    desk.write("Enter Ana anew", replace)
    after = desk.read(dump)
    assert desk.undo() == "Enter Ana anew"
    assert desk.read(dump) == before
    assert desk.redo() == "Enter Ana anew"
    assert desk.read(dump) == after


def test_names_handed_on_within_one_step_go_back_and_forth(desk: Desk) -> None:
    def hand_on(session: Session) -> None:
        ana, bo, cy = session.exec(select(Coder).order_by(Coder.id)).all()  # type: ignore[arg-type]
        cy.name, bo.name, ana.name = "Bo", "Ana", "Dee"

    for name in ("Ana", "Bo", "Cy"):
        desk.write(f"Add {name}", lambda session, name=name: session.add(Coder(name=name, started_on=date(2026, 1, 1))))
    before = desk.read(dump)
    desk.write("Hand names on", hand_on)
    after = desk.read(dump)
    assert desk.undo() == "Hand names on"
    assert desk.read(dump) == before
    assert desk.redo() == "Hand names on"
    assert desk.read(dump) == after


def test_a_mass_of_rows_is_put_back_until_one_of_them_was_changed(desk: Desk) -> None:
    def events(session: Session) -> None:
        bulk.insert_columns(session, Event, {"from_day": [date(2026, 1, day) for day in (1, 2, 3)], "text": ["x"] * 3})

    def live(session: Session) -> int:
        return len(session.exec(select(Event).where(Event.voided == False)).all())  # noqa: E712

    mass = desk.writing("Import 3 events", events).result()
    assert mass.revision == 1
    number = desk.read(lambda session: session.exec(select(Change).order_by(Change.id.desc())).first().id)  # type: ignore[union-attr]
    desk.put_back(number)
    assert desk.read(live) == 0
    desk.undo()
    assert desk.read(live) == 3
    desk.write("Change one", lambda session: setattr(session.get(Event, 2), "text", "y"))
    with pytest.raises(Refused, match="“Change one” built on it"):
        desk.put_back(number)
    assert desk.read(live) == 3


def test_a_step_that_nobody_took_is_not_put_back(desk: Desk) -> None:
    with pytest.raises(Refused, match="that step is not in the history of this department"):
        desk.put_back(99)


def test_a_name_that_was_given_to_another_since_does_not_come_back(desk: Desk) -> None:
    desk.write("Add Ana", lambda session: session.add(Coder(name="Ana", started_on=date(2026, 1, 1))))
    desk.write("Rename", lambda session: setattr(session.get(Coder, 1), "name", "Anna"))
    renamed = desk.read(lambda session: session.exec(select(Change).order_by(Change.id.desc())).first().id)  # type: ignore[union-attr]
    desk.write("Add another", lambda session: session.add(Coder(name="ANA", started_on=date(2026, 1, 1))))
    with pytest.raises(Refused, match="Rename one first"):
        desk.put_back(renamed)
    assert desk.read(lambda session: session.get(Coder, 1).name) == "Anna"


def test_what_is_kept_as_bytes_is_checked_against_its_history(desk: Desk) -> None:
    def give(session: Session) -> None:
        session.add(Coder(id=1, name="Ana", started_on=date(2026, 1, 1)))
        session.flush()
        session.add(Review(id=1, coder_id=1, period_from=date(2026, 1, 1), period_to=date(2026, 3, 31)))
        session.flush()
        session.add(
            GivenPacket(
                review_id=1, revision="A", given_on=date(2026, 4, 1), pdf=b"%PDF", sha256="x", fingerprint="f", rows=""
            )
        )

    desk.write("Give a packet", give)
    assert desk.check().sound
    desk.use(lambda connection: connection.raw.execute("UPDATE given_packet SET pdf = substr(pdf, 1, 1)"))
    assert any("given_packet" in problem or "given packet" in problem for problem in desk.check().problems)
