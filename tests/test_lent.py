"""The sample that is lent: the same open file for the next test, or another where anything of it was changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.models import Coder
from codedesk.services.cache import kept
from codedesk.store.typed import TypedRow
from tests.lent import Lender


@pytest.fixture
def lender(built_sample: Path, tmp_path: Path) -> Iterator[Lender]:
    made = Lender(built_sample, tmp_path)
    yield made
    made.close()


def test_what_was_only_looked_at_is_lent_again_without_those_who_listened(lender: Lender) -> None:
    told: list[int] = []
    first = lender.lend()
    first.listen(told.append)
    assert first.read(lambda session: session.get_one(Coder, 1).name)
    lender.take_back()
    assert lender.lend() is first
    first.write("Credentials", credentials)
    assert told == []


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: desk.write("Credentials", credentials),
        lambda desk: desk.use(lambda connection: connection.raw.execute("UPDATE coder SET credentials = 'x'") and None),
        lambda desk: desk.typed.keep(TypedRow("note", "A note", {}, {"text": "half"})),
        lambda desk: desk.backup(),
        lambda desk: desk.close(),
    ],
)
def test_after_any_change_the_next_one_is_as_it_was_made(lender: Lender, change: Callable[[Desk], object]) -> None:
    first = lender.lend()
    change(first)
    lender.take_back()
    again = lender.lend()
    assert again is not first and again.path != first.path
    assert (again.revision, again.undo_step, again.typed.rows) == (0, None, ())


def test_what_was_read_before_the_first_change_goes_on_to_the_next_copy_and_nothing_of_later(lender: Lender) -> None:
    first = lender.lend()
    assert read_once(first) == ("CCS", "read now")
    first.write("Credentials", credentials)
    assert read_once(first) == ("RHIA", "read now")
    lender.take_back()
    second = lender.lend()
    assert read_once(second) == ("CCS", "read before")
    second.write("Credentials", credentials)
    assert read_once(second) == ("RHIA", "read now")
    lender.take_back()
    assert read_once(lender.lend(cold=True)) == ("CCS", "read now")


def read_once(desk: Desk) -> tuple[str, str]:
    """The credentials of a coder, and whether they were read from the file or kept."""
    told = ["read before"]

    def make(session: Session) -> str:
        told.append("read now")
        return session.get_one(Coder, 1).credentials

    return desk.read(lambda session: kept(session, "credentials", (Coder,), lambda: make(session))), told[-1]


def credentials(session: Session) -> None:
    session.get_one(Coder, 1).credentials = "RHIA"
