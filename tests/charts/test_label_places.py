"""Words never overlap: properties of where labels go."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from codedesk.charts import label_places

starts = st.lists(st.tuples(st.floats(0, 900), st.floats(10, 200)), max_size=30).map(sorted)


@given(starts, st.integers(1, 4))
def test_spans_in_one_row_never_touch(found: list[tuple[float, float]], rows: int) -> None:
    spans = [(left, left + wide) for left, wide in found]
    placed = [
        (span, row) for span, row in zip(spans, label_places.rows_of(spans, rows), strict=True) if row is not None
    ]
    for (one, row), (other, other_row) in combinations(placed, 2):
        if row == other_row:
            assert one[1] < other[0] or other[1] < one[0]
        assert row < rows


def test_the_first_free_row_is_taken_and_what_fits_nowhere_is_said() -> None:
    assert label_places.rows_of([(0, 50), (10, 60), (20, 70), (60, 90)], 2) == (0, 1, None, 0)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12), st.floats(5, 40))
def test_labels_stay_inside_keep_their_order_and_do_not_overlap_where_there_is_room(
    wanted: list[float], size: float
) -> None:
    spots = label_places.spread(wanted, size, 0, 300)
    assert len(spots) == len(wanted)
    assert all(spot - size / 2 >= -1e-6 and spot + size / 2 <= 300 + 1e-6 for spot in spots)
    ordered = [spot for _, spot in sorted(zip(wanted, spots, strict=True))]
    assert ordered == sorted(ordered)
    if size * len(wanted) <= 300:
        assert all(later - earlier >= size - 1e-6 for earlier, later in pairwise(ordered))


def test_a_label_with_room_stays_where_it_was_asked_for() -> None:
    assert label_places.spread([50, 200], 16, 0, 300) == (50, 200)


def test_nothing_to_place_is_nothing() -> None:
    assert label_places.spread([], 16, 0, 300) == ()
