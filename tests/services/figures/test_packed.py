"""Columns come back from their bytes to the last bit; bytes that are not just those give nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.services.figures import packed as module
from codedesk.services.figures.packed import packed, spelled, unpacked, unspelled

whole = st.lists(st.integers(-(2**63), 2**63 - 1)).map(lambda values: np.array(values, dtype=np.int64))
broken = st.lists(st.floats()).map(lambda values: np.array(values, dtype=np.float64))
usual = st.lists(st.sampled_from((0.0, -0.0, 1.0, 7.75, 0.1, 255.0, 256.0, np.nan))).map(np.array)


@given(st.lists(st.one_of(whole, broken, usual), max_size=5))
def test_columns_come_back_to_the_last_bit(columns: list[np.ndarray]) -> None:  # type: ignore[type-arg]
    columns = [column if len(column) else column.astype(np.float64) for column in columns]
    back = unpacked("these", packed("these", columns))
    assert back is not None
    widened = [narrow.astype(column.dtype) for narrow, column in zip(back, columns, strict=True)]
    assert [column.tobytes() for column in widened] == [column.tobytes() for column in columns]
    assert not any(column.flags.writeable for column in back)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_texts_come_back_letter_by_letter(texts: list[str]) -> None:
    back = unpacked("these", packed("these", spelled(texts)))
    assert back is not None and unspelled(*back) == tuple(texts)


def test_hours_in_quarters_and_counts_take_little() -> None:
    counts, hours = np.arange(5_000) % 40, np.random.default_rng(1).integers(1, 40, 5_000) / 4
    assert len(packed("these", [counts, hours])) < 12_000


@given(st.data())
def test_altered_or_cut_bytes_give_nothing(data: st.DataObject) -> None:
    whole = packed("these", [np.arange(40), np.array([0.1, np.nan])])
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    assert unpacked("these", whole[:at] + bytes([other]) + whole[at + 1 :]) is None
    assert unpacked("these", whole[:at]) is None
    assert unpacked("these", whole + whole[: at + 1]) is None


def test_bytes_for_something_else_or_of_another_form_give_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = packed("these", [np.arange(4)])
    assert unpacked("others", made) is None
    monkeypatch.setattr(module, "FORM", module.FORM + 1)
    assert unpacked("these", made) is None
