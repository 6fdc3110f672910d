"""Ledgers in pieces: what a cut holds of days and lines, and that pieces put together are the whole."""

import itertools
from dataclasses import fields

import numpy as np
import pytest

from codedesk.metrics.ledgers import between, joined
from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of
from tests.metrics.test_week_sums import MONDAY, RAMPS, STANDARDS, log


def columns(ledger: Ledger) -> dict[str, list[object]]:
    """Return all that a ledger holds, by name."""
    own = {each.name: getattr(ledger, each.name) for each in fields(Ledger)}
    days, lines = own.pop("days"), own.pop("lines")
    found = own | {f"day {each.name}": getattr(days, each.name) for each in fields(Days)}
    found |= {f"line {each.name}": getattr(lines, each.name) for each in fields(Lines)}
    return {name: np.nan_to_num(column.astype(float), nan=-1.0).tolist() for name, column in found.items()}


def test_a_cut_holds_the_days_from_the_first_to_the_last_with_their_lines() -> None:
    """The first two of four days have lines 0, 1 and 2; the last two 3 and 4, of days that are its first and second."""
    first, second = between(log(), MONDAY, MONDAY + 6), between(log(), MONDAY + 1, MONDAY + 7)
    assert (first.days.day - MONDAY).tolist() == [0, 0]
    assert (second.days.day - MONDAY).tolist() == [7, 7]
    assert (first.lines.day.tolist(), second.lines.day.tolist()) == ([0, 0, 1], [0, 1])
    assert (first.lines.charts.tolist(), second.lines.charts.tolist()) == ([20, 4, 15], [30, 10])
    assert (first.earned.tolist(), second.earned.tolist()) == ([4, 2, 3], [6, 2])
    assert (first.gross.tolist(), second.gross.tolist()) == ([6, 8], [8, 3])


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [(0, 0, 2), (0, 6, 2), (1, 7, 2), (7, 7, 2), (1, 6, 0), (-9, -1, 0), (8, 99, 0), (-9, 0, 2), (7, 99, 2)],
)
def test_both_ends_are_in_a_cut(first: int, last: int, days: int) -> None:
    assert len(between(log(), MONDAY + first, MONDAY + last).days.day) == days


def test_a_cut_that_holds_all_is_the_ledger_itself() -> None:
    ledger = log()
    assert between(ledger, MONDAY, MONDAY + 7) is ledger
    assert between(ledger, MONDAY - 99, MONDAY + 99) is ledger


@pytest.mark.parametrize("at", [[0], [6], [0, 3]])
def test_pieces_put_together_are_the_whole(at: list[int]) -> None:
    edges = [-9, *at, 99]
    pieces = [between(log(), MONDAY + a + 1, MONDAY + b) for a, b in itertools.pairwise(edges)]
    assert columns(joined(pieces)) == columns(log())
    assert columns(joined([*pieces, *pieces]))["line day"] == [0, 0, 1, 2, 3, 4, 4, 5, 6, 7]


def test_one_ledger_is_put_together_already_and_nothing_holds_nothing() -> None:
    ledger = log()
    assert joined([ledger]) is ledger
    none = np.zeros(0)
    days = Days(none.astype(int), none.astype(int), none, none, none.astype(bool))
    empty = ledger_of(days, Lines(none.astype(int), none.astype(int), none, none, none), STANDARDS, RAMPS)
    assert len(between(empty, 0, 9).days.day) == 0
    assert columns(joined([empty, ledger])) == columns(ledger)
