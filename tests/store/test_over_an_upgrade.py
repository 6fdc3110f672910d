"""What was done before an upgrade, after it: given packets are the same to the byte, steps put back exactly or not."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Change, GivenPacket, Review, WorkLine, WorkType
from codedesk.periods import label, quarter
from codedesk.reports.packet import build
from codedesk.services.department.departments import year_of
from codedesk.services.reviews import reviews
from codedesk.store import history, schema
from codedesk.store.connection import connect
from tests.store.sequences import dump

RELEASED = sorted((Path(__file__).parent / "released").glob("*.codedesk"))
ANA, Q3, DAY = 1, quarter(2026, 3), date(2026, 10, 5)
_given: dict[Path, tuple[GivenPacket, bytes]] = {}
each_kept_file = pytest.mark.parametrize("stored", RELEASED, ids=lambda path: path.stem)

pytestmark = pytest.mark.file


def copied(stored: Path, path: Path) -> Path:
    shutil.copy(stored, path)
    path.chmod(0o600)
    return path


def given_before_the_upgrade(stored: Path, path: Path) -> GivenPacket:
    """Give a packet out in a file of that revision, as its own version did; made once, and copied for the next test."""
    if stored not in _given:
        _given[stored] = _give_out(stored, path), path.read_bytes()
    made, content = _given[stored]
    path.touch(mode=0o600)
    path.write_bytes(content)
    return made


def _give_out(stored: Path, path: Path) -> GivenPacket:
    """Give it out: the tables are still of that form."""
    desk = Desk.open(copied(stored, path.with_name("pages.codedesk")), "manager")
    desk.write("Ready", reviews.set_state, ANA, Q3, "ready", DAY)
    row = desk.read(reviews.packet_to_give, ANA, Q3, DAY)
    desk.write("Give out", reviews.give, ANA, Q3, DAY, row.fingerprint, build(row))
    made, review = desk.read(
        lambda session: (session.exec(select(GivenPacket)).one(), session.exec(select(Review)).one())
    )
    desk.close()
    older = connect(copied(stored, path))
    with older.writing() as session:
        history.record(session, "manager", "Give out")
        session.add(Review(**review.model_dump(exclude={"id"}), id=1))
        session.flush()
        session.add(GivenPacket(**made.model_dump(exclude={"id", "review_id"}), id=1, review_id=1))
    assert schema.revision(older.raw, path) == stored.stem
    older.close()
    return made


@each_kept_file
def test_a_given_packet_is_the_same_to_the_byte(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "team.codedesk"
    made = given_before_the_upgrade(stored, path)
    desk = Desk.open(path, "manager")
    year = desk.read(year_of)
    found = desk.read(lambda session: session.exec(select(GivenPacket)).one())
    assert desk.use(lambda connection: schema.revision(connection.raw, path)) == schema.HEAD
    assert (found.pdf, found.rows, found.sha256, found.changes) == (made.pdf, made.rows, made.sha256, made.changes)
    shown = desk.read(reviews.as_given, ANA, Q3)  # what Ctrl+G in the window shows
    assert shown is not None and (shown[0].revision, shown[1]) == ("A", made.pdf)
    assert desk.read(reviews.packet, ANA, Q3).changes == ()
    assert desk.check().sound
    desk.close()
    words = ["packet", str(path), "--coder", "Ana Diaz", "--period", label(Q3, year), "--out", str(tmp_path / "out")]
    assert main(words) == 0
    (pages,) = (tmp_path / "out").iterdir()
    assert pages.read_bytes() == made.pdf


@each_kept_file
def test_a_given_packet_of_a_file_that_may_not_be_written_is_the_same_to_the_byte(stored: Path, tmp_path: Path) -> None:
    made = given_before_the_upgrade(stored, tmp_path / "team.codedesk")
    desk = Desk.open(tmp_path / "team.codedesk", "manager", read_only=True)
    shown = desk.read(reviews.as_given, ANA, Q3)
    assert shown is not None and shown[1] == made.pdf
    desk.close()


def steps(desk: Desk) -> list[Change]:
    return desk.read(lambda session: list(session.exec(select(Change).order_by(sa.inspect(Change).c.id.desc()))))


@each_kept_file
def test_a_step_of_before_is_put_back_and_done_again_exactly_or_refused_in_words(stored: Path, tmp_path: Path) -> None:
    desk = Desk.open(copied(stored, tmp_path / "team.codedesk"), "manager")
    assert (desk.undo_step is None) is (stored.stem != schema.HEAD)
    before, there, done = desk.read(dump), steps(desk), []
    for step in there:
        try:
            words = desk.put_back(step.id or 0)
        except Refused as refused:
            assert str(refused).endswith((".", "it cannot be put back"))
        else:
            done.append(step.step)
            assert desk.read(dump) != before and desk.undo() == words
        assert desk.read(dump) == before
    assert desk.check().sound and "New department" not in done
    assert set(done) == PUT_BACK[stored.stem]
    desk.close()


_SET = {"Rename", "Set charts"}
_CHOSEN = {*_SET, "Change the department"}
_ANSWERED = {*_CHOSEN, "Answer a signal"}
_WAITS = {
    f"Add {what}"
    for what in ("a denial", "what waits", "a hold", "revenue", "a turnaround", "a part of a scenario", "a request")
}
_ALL = {*_ANSWERED, "Add an event", "Add an audit", "Add a month’s sum", *_WAITS}
PUT_BACK = {
    "0001": {"Add a team of one"},
    "0002": _SET,
    "0003": _CHOSEN,
    "0004": _ANSWERED,
    **{each: {*_ANSWERED, "Add an event"} for each in ("0005", "0006", "0007")},
    **{each: {*_ANSWERED, "Add an event", "Add an audit"} for each in ("0008", "0009")},
    "0010": {*_ANSWERED, "Add an event", "Add an audit", "Add a month’s sum"},
    "0011": _ALL,
    **{each: {*_ALL, "Confirm what waits"} for each in ("0012", "0013")},
}
"""What the kept files hold beside a coder and a work type, on which others built, and the department itself."""


def test_charts_that_were_set_before_an_upgrade_go_and_come_back(tmp_path: Path) -> None:
    stored = RELEASED[schema.KNOWN.index("0003")]
    desk = Desk.open(copied(stored, tmp_path / "team.codedesk"), "manager")

    def charts(session: Session) -> list[int | None]:
        return [line.charts for line in session.exec(select(WorkLine)) if not line.voided]

    (step,) = [each for each in steps(desk) if each.step == "Set charts"]
    assert desk.read(charts) == [25]
    desk.put_back(step.id or 0)
    assert desk.read(charts) == []
    desk.undo()
    assert desk.read(charts) == [25]
    desk.close()


def test_a_rename_of_which_the_upgrade_made_a_former_name_is_refused_in_words(tmp_path: Path) -> None:
    """Put back, the type would be called by its first name and be said to have been called so before."""
    path = copied(RELEASED[0], tmp_path / "team.codedesk")
    older = connect(path)
    with older.writing() as session:
        history.record(session, "manager", "Rename")
        session.get_one(WorkType, 1).name = "Acute care"
    older.close()
    desk = Desk.open(path, "manager")
    before = desk.read(dump)
    (step,) = [each for each in steps(desk) if each.step == "Rename"]
    with pytest.raises(
        Refused, match=r"because “Upgrade from revision 0001 of the file” built on it\. Change it by hand"
    ):
        desk.put_back(step.id or 0)
    assert desk.read(dump) == before and desk.check().sound
    desk.close()


def test_neither_the_upgrade_itself_nor_the_making_of_the_department_is_put_back(tmp_path: Path) -> None:
    desk = Desk.open(copied(RELEASED[0], tmp_path / "team.codedesk"), "manager")
    newest, *_, first = steps(desk)
    with pytest.raises(Refused, match="“Upgrade from revision 0001 of the file” changed the file as a whole"):
        desk.put_back(newest.id or 0)
    with pytest.raises(Refused, match="without it there is none"):
        desk.put_back(first.id or 0)
    assert desk.check().sound
    desk.close()
