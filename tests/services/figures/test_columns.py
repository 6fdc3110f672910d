"""Columns of stored rows: places of numbers, and texts."""

import numpy as np
import pytest

from codedesk.services.figures.columns import TextColumn, positions


@pytest.mark.parametrize("highest", [7, 9_999, 10_000, 2**40])
def test_numbers_become_places_however_large_they_are(highest: int) -> None:
    at = {3: 1, highest: 0, 5: 2}
    found = positions([5, None, 3, highest, 4, highest + 1, -1, 0], at)
    assert found.tolist() == [2, -1, 1, 0, -1, -1, -1, -1]
    assert positions(np.array([]), at).tolist() == []
    assert positions([1.0], {}).tolist() == [-1]


def test_texts_are_numbered_and_put_behind_each_other() -> None:
    one, other = TextColumn.of(["b", "a", "b"]), TextColumn.of(["c", "a"])
    both = TextColumn.joined([one, other])
    assert both.each() == ("b", "a", "b", "c", "a")
    assert both.of_rows(np.array([3, 0])).each() == ("c", "b")
    assert both.numbers({"a": 7, "b": 8, "c": 9}).tolist() == [8, 7, 8, 9, 7]
    assert TextColumn.joined([]).each() == ()


def test_texts_that_columns_share_are_held_once() -> None:
    read = TextColumn.of(["b", "a", "c"])
    halves = TextColumn.joined([read.of_rows(np.array([0, 1])), read.of_rows(np.array([2]))])
    assert (halves.each(), halves.texts) == (read.each(), read.texts)
