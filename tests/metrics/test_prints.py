"""The same print, the same numbers: of rows by group, and of any parts."""

import numpy as np
import pytest

from codedesk.metrics.prints import printed, row_prints

GROUP = np.array([0, 2, 0, 2])
VALUES = np.array([1.5, 2.0, 3.0, np.nan])
FLAGS = np.array([True, False, False, True])


def test_the_same_rows_have_the_same_print_and_a_group_without_rows_has_none() -> None:
    first, again = (row_prints(GROUP, (VALUES, FLAGS), 4).tolist() for _ in range(2))
    assert first == again
    assert first[1] == first[3] == 0 != first[0]
    assert first[0] != first[2]


@pytest.mark.parametrize("row", range(4))
def test_another_value_in_one_row_changes_the_print_of_its_group_alone(row: int) -> None:
    before, values, flags = row_prints(GROUP, (VALUES, FLAGS), 4), VALUES.copy(), FLAGS.copy()
    values[row], flags[row] = 7.25, not flags[row]
    for columns in ((values, FLAGS), (VALUES, flags)):
        changed = np.flatnonzero(row_prints(GROUP, columns, 4) != before)
        assert changed.tolist() == [GROUP[row]]


def test_the_order_of_the_rows_of_a_group_counts_and_that_of_groups_does_not() -> None:
    before = row_prints(GROUP, (VALUES,), 3).tolist()
    turned = row_prints(GROUP, (VALUES[[2, 1, 0, 3]],), 3).tolist()
    assert turned[0] != before[0] and turned[2] == before[2]
    between = row_prints(np.array([0, 0, 2, 2]), (VALUES[[0, 2, 1, 3]],), 3).tolist()
    assert between == before


def test_no_two_of_many_small_numbers_share_a_print() -> None:
    numbers = np.arange(100_000) / 4
    assert len(set(row_prints(np.arange(100_000), (numbers, numbers[::-1]), 100_000).tolist())) == 100_000


def test_two_days_that_swap_their_hours_have_another_print() -> None:
    days, rng = 200_000, np.random.default_rng(9)
    group, paid = np.repeat(np.arange(days), 2), rng.integers(0, 3_000, 2 * days)
    one, two = (row_prints(group, (paid, np.tile(hours, days)), days) for hours in ((7.5, 8.0), (8.0, 7.5)))
    assert not (one == two).any()


def test_parts_are_printed_as_one() -> None:
    assert printed(b"ab", b"c") == printed(b"abc") != printed(b"abd")
