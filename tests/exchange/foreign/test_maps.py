"""The map of a spreadsheet: kept as JSON and read back the same; what is no map is refused in words."""

import json
from dataclasses import replace

import pytest

from codedesk.errors import Refused
from codedesk.exchange.foreign.maps import (
    ALL,
    NEW,
    BookMap,
    ColumnMap,
    PageMap,
    fingerprint,
    from_json,
    key_of,
    meanings,
    to_json,
    with_meaning,
    with_name,
)
from codedesk.exchange.foreign.rows import page_rows
from tests.exchange.foreign.layouts import book, brought

MAP = BookMap(
    "0f",
    (PageMap("Oct", row="days", head=(2,), columns=(ColumnMap(0, "Coder", "coder", down=True), ColumnMap(1, "IP"))),),
    {"dates": "mdy"},
    {"coder": {"AO": "Ana Okoro"}},
)


def test_a_map_is_read_back_as_it_was() -> None:
    changed = with_name(with_meaning(MAP, 0, 1, "charts_by_work_type"), "coder", "Cy", NEW)
    assert from_json(to_json(changed)) == replace(changed, decided=frozenset([ALL]))
    column = changed.pages[0].columns[1]
    assert (column.meaning, column.says, key_of(column)) == ("charts", (("work_type", "IP"),), "charts_by_work_type")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"map": 2}, "form 2"),
        ({"more": 1}, "“more” is nothing that the map has"),
        ({"names": {"dog": {}}}, "names in the map are by noun"),
        ({"spellings": {"dates": 1}}, "texts by text"),
        ({"spellings": {"colour": "red"}}, "“colour” is none of the spellings"),
        ({"pages": [{"row": "cats"}]}, "“cats” is not what a row can be"),
        ({"pages": [{"head": ["1"]}]}, "list of row numbers"),
        ({"pages": [{"columns": [{"place": -1}]}]}, "number of the column"),
        ({"pages": [{"columns": [{"place": 1, "meaning": "x"}]}]}, "“x” is no meaning"),
        ({"pages": [{"says": [["coder"]]}]}, "pairs of texts"),
        ({"pages": {}}, "not of the right form"),
    ],
)
def test_what_is_no_map_is_refused_in_words(change: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        from_json(json.dumps({**json.loads(to_json(MAP)), **change}))
    for text in ("date,coder", b"\xff\xfe\x00", "[" * 100_000):
        with pytest.raises(Refused, match="it is not JSON"):
            from_json(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_map_is_read_as_a_shell_writes_it(encoding: str) -> None:
    assert from_json(to_json(MAP).encode(encoding)).pages == MAP.pages


def test_the_shape_of_a_file_is_that_of_its_heads_alone() -> None:
    assert fingerprint([("days", ["Date", "Coder"])]) == fingerprint([("days", ["date ", "CODER"])])
    assert fingerprint([("days", ["Date", "Coder"])]) != fingerprint([("days", ["Date", "Charts"])])


def test_a_row_offers_only_what_it_can_have() -> None:
    assert dict(meanings("standards"))["per_hour"] == "charts per hour"
    assert "per_hour" not in dict(meanings("days"))


def test_the_rows_of_a_page_are_looked_at_once_by_each_map_and_anew_where_cells_were_corrected() -> None:
    given = book(("Log", "Date | Coder | Charts\n2025-01-06 | Ana Okoro | 5\n2025-01-07 | Ana Okoro | 6\nTotal | | 11"))
    found, done = brought(given)
    page, map_ = given.pages[0], found.map.pages[0]
    assert [total.agrees for total in done.sums] == [True]
    assert page_rows(page, map_) is page_rows(page, map_)
    assert page_rows(replace(page, rows=page.rows[:2]), map_).blocks[0].rows == [2]
