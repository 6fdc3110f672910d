"""What was read holds until its table changes: by a step, by undo, and also by hands that history does not see."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Coder, Department, WorkType
from codedesk.services.cache import copies, kept
from codedesk.store.cache import MOST, MOST_SPANS, Kept, Spans
from tests.departments import new_department


class Types:
    """Asks for the names of the work types, and counts how often they had to be read."""

    def __init__(self) -> None:
        self.read = 0

    def names(self, session: Session) -> tuple[str, ...]:
        return kept(session, "names", (WorkType,), lambda: self._names(session))

    def _names(self, session: Session) -> tuple[str, ...]:
        self.read += 1
        return tuple(row.name for row in copies(session, WorkType, order_by=(WorkType.id,)))

    def added(self, session: Session, name: str, *, refused: bool = False) -> tuple[tuple[str, ...], ...]:
        before = self.names(session)
        session.add(WorkType(name=name))
        after = self.names(session)
        if refused:
            raise Refused("not this one")
        return before, after


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_department(tmp_path / "kept.codedesk", "manager")
    yield made
    made.close()


def renamed(session: Session, name: str) -> None:
    session.get_one(Department, 1).name = name


def test_what_has_not_changed_is_read_once(desk: Desk) -> None:
    types = Types()
    desk.write("Add", types.added, "Inpatient")
    for _ in range(3):
        assert desk.read(types.names) == ("Inpatient",)
    desk.write("Rename", renamed, "North")
    before = types.read
    assert desk.read(types.names) == ("Inpatient",)
    assert types.read == before


def test_a_step_sees_its_own_changes_before_and_after_they_are_flushed(desk: Desk) -> None:
    types = Types()
    assert desk.write("Add", types.added, "Inpatient") == ((), ("Inpatient",))
    assert desk.write("Add", types.added, "Emergency") == (("Inpatient",), ("Inpatient", "Emergency"))
    assert desk.read(types.names) == ("Inpatient", "Emergency")


def test_what_a_refused_step_read_is_not_kept(desk: Desk) -> None:
    types = Types()
    desk.write("Add", types.added, "Inpatient")
    with pytest.raises(Refused):
        desk.writing("Add", types.added, "Emergency", refused=True).result()
    assert desk.read(types.names) == ("Inpatient",)


def test_undo_and_redo_change_it_too(desk: Desk) -> None:
    types = Types()
    live = lambda session: kept(session, "live", (WorkType,), lambda: _live(session))  # noqa: E731
    desk.write("Add", types.added, "Inpatient")
    assert desk.read(live) == ("Inpatient",)
    desk.undo()
    assert desk.read(live) == ()
    desk.redo()
    assert desk.read(live) == ("Inpatient",)


def test_a_change_past_history_is_seen(desk: Desk) -> None:
    types = Types()
    desk.write("Add", types.added, "Inpatient")
    assert desk.read(types.names) == ("Inpatient",)
    desk.use(lambda connection: connection.raw.execute("UPDATE work_type SET name = 'Surgery'") and None)
    assert desk.read(types.names) == ("Surgery",)


def test_copies_belong_to_no_session_and_change_nothing(desk: Desk) -> None:
    types = Types()
    desk.write("Add", types.added, "Inpatient")

    def misused(session: Session) -> None:
        copies(session, WorkType)[0].name = "Misused"

    desk.write("Nothing", misused)
    assert desk.read(types.names) == ("Inpatient",)
    assert desk.undo_step == "Add"


def seen(value: tuple[str, ...], changed: Mapping[str, Spans]) -> tuple[str, ...]:
    return (*value, *(f"{table} {first}-{last}" for table in sorted(changed) for first, last in changed[table]))


def test_what_follows_is_told_which_rows_were_changed_since() -> None:
    keeper, tables = Kept(), frozenset({"day", "line"})
    ask = lambda: keeper.follow("log", tables, lambda: (), seen)  # noqa: E731
    assert ask() == ()
    for table, first, last in (("line", 7, 7), ("line", 3, 5), ("line", 6, 6), ("other", 1, 1), ("day", 9, 9)):
        keeper.touch(table, first, last)
    assert ask() == ("day 9-9", "line 3-7"), "a step sees its own changes"
    assert ask() == ("day 9-9", "line 3-7"), "but they are not kept before it has ended"
    keeper.settle(10)
    keeper.touch("line", 8, 8)
    keeper.settle(11)
    assert ask() == ("day 9-9", "line 3-8")
    assert ask() == ("day 9-9", "line 3-8"), "nothing was changed since"
    keeper.look(11)
    assert ask() == ("day 9-9", "line 3-8")
    keeper.look(12)
    assert ask() == (), "a change past history: all is made anew"


def test_what_follows_is_made_anew_after_very_many_changes() -> None:
    keeper, tables = Kept(), frozenset({"line"})
    ask = lambda: keeper.follow("log", tables, lambda: (), seen)  # noqa: E731
    ask()
    for number in range(0, 4 * MOST_SPANS, 2):
        keeper.touch("line", number, number)
    keeper.settle(1)
    assert ask() == ()


def test_what_is_made_inside_a_step_that_changes_its_rows_is_not_kept() -> None:
    keeper, tables = Kept(), frozenset({"line"})
    keeper.touch("line", 1, 1)
    assert keeper.follow("log", tables, lambda: "inside", seen) == "inside"
    keeper.settle(1)
    assert keeper.follow("log", tables, lambda: "after", seen) == "after"


def test_no_more_is_kept_than_a_desk_has_use_for() -> None:
    keeper = Kept()
    for number in range(MOST + 5):
        keeper.get(number, frozenset({Coder.__tablename__}), lambda number=number: number)
    assert keeper.get(0, frozenset(), lambda: "read anew") == "read anew"
    assert keeper.get(MOST + 4, frozenset(), lambda: "read anew") == MOST + 4


def _live(session: Session) -> tuple[str, ...]:
    return tuple(session.exec(select(WorkType.name).where(WorkType.voided.is_(False))))  # type: ignore[attr-defined]
