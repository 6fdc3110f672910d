"""Lines typed as words: a record as counts, a finding as keys; what can be read in two ways is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from codedesk.errors import Refused
from codedesk.models.audits import FindingDraft, RecordDraft
from codedesk.services.audits.lists import AuditLists, CategoryChoice, Choice, RootCauseChoice
from codedesk.ui.pages.audits.words import (
    KeyedWord,
    category_words,
    chosen,
    likely_change,
    read_finding,
    read_flag,
    read_money,
    read_record,
)
from codedesk.ui.theme import font
from codedesk.ui.widgets.two_lines import whole_parts

EMPTY = RecordDraft(reference="1", matched=0)
LISTS = AuditLists(
    coders=(),
    work_types=(),
    auditors=(),
    categories=(CategoryChoice(1, "principal diagnosis", "pd", True, 15), CategoryChoice(2, "POA", "po", True, 3)),
    root_causes=(RootCauseChoice(7, "knowledge", "kn", "coder"), RootCauseChoice(8, "slip", "sl", "coder")),
    severities=(Choice(1, "low", "l"), Choice(2, "medium", "m"), Choice(3, "high", "h")),
    default_method="code_over_code",
    policies=(),
    names=frozenset(),
)


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("8 1 0 0", RecordDraft(reference="1", matched=8, revised=1, added=0, deleted=0)),
        ("8", RecordDraft(reference="1", matched=8)),
        ("  11   1 1 ", RecordDraft(reference="1", matched=11, revised=1, added=1)),
        ("6 1 0 0 n", RecordDraft(reference="1", matched=6, revised=1, added=0, deleted=0, principal_right=False)),
        (
            "6 1 0 0 Y n",
            RecordDraft(reference="1", matched=6, revised=1, added=0, deleted=0, principal_right=True, drg_right=False),
        ),
        ("9 y", RecordDraft(reference="1", matched=9, principal_right=True)),
        ("0 0 0 3", RecordDraft(reference="1", matched=0, revised=0, added=0, deleted=3)),
    ],
)
def test_a_line_of_counts_is_a_record(text: str, record: RecordDraft) -> None:
    assert read_record(text, EMPTY) == record


@pytest.mark.parametrize(
    "text", ["", "y", "8 1 0 0 0", "8 y 1", "8 1 0 0 y n y", "8 -1", "8 1.5", "8,1,0,0", "1,234 0", "8 x", "99999"]
)
def test_a_line_that_is_no_record_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(Refused):
        read_record(text, EMPTY)


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=4))
def test_every_line_of_counts_reads_back_the_same(counts: list[int]) -> None:
    read = read_record(" ".join(map(str, counts)), EMPTY)
    assert [read.matched, read.revised, read.added, read.deleted][: len(counts)] == counts


def test_a_line_typed_over_a_record_keeps_what_it_leaves_out() -> None:
    before = RecordDraft(reference="A-7", matched=9, revised=1, added=1, deleted=1, principal_right=True, note="seen")
    assert read_record("10 2", before) == RecordDraft(
        reference="A-7", matched=10, revised=2, added=1, deleted=1, principal_right=True, note="seen"
    )


@pytest.mark.parametrize(("text", "value"), [("y", True), ("N", False), ("yes", True), ("", None)])
def test_a_flag_is_yes_no_or_does_not_apply(text: str, value: bool | None) -> None:
    assert read_flag(text) is value


def test_a_flag_that_is_neither_is_refused() -> None:
    with pytest.raises(Refused, match="neither y"):
        read_flag("maybe")


def test_a_line_of_keys_is_a_finding() -> None:
    read = read_finding("pd r o h kn", FindingDraft(category_id=0, record="6"), LISTS)
    assert read == FindingDraft(
        category_id=1, record="6", change="revised", direction="over", severity="high", root_cause_id=7
    )
    assert read_finding("po", FindingDraft(category_id=0, record="6", change="added"), LISTS) == FindingDraft(
        category_id=2, record="6", change="added"
    )


@pytest.mark.parametrize("text", ["zz", "pd x", "pd r o h kn more"])
def test_a_line_with_an_unknown_key_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_finding(text, FindingDraft(category_id=0, record="6"), LISTS)


def test_words_are_found_by_key_by_name_and_by_the_start_of_any_word() -> None:
    words = (
        KeyedWord("a", "alpha beta", 1),
        KeyedWord("al", "all", 2),
        KeyedWord("g", "gamma beta", 3),
        KeyedWord("z", "zeta", 4),
    )
    assert chosen("A", words, "word").value == 1
    assert chosen("ALL", words, "word").value == 2
    assert chosen("ze", words, "word").value == 4
    assert chosen("gam", words, "word").value == 3
    with pytest.raises(Refused, match=r"alpha beta \(a\) or gamma beta \(g\)"):
        chosen("bet", words, "word")
    with pytest.raises(Refused, match="no word"):
        chosen("q", words, "word")


def test_a_new_finding_stands_for_the_first_error_that_is_not_yet_explained() -> None:
    record = RecordDraft(reference="1", matched=5, revised=1, added=1, deleted=1)
    found: list[FindingDraft] = []
    for change in ("revised", "added", "deleted", "none"):
        assert likely_change(record, found) == change
        found.append(FindingDraft(category_id=1, record="1", change=change))
    assert likely_change(None, []) == "revised"


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("", None),
        ("14300", 1_430_000),
        ("14,300.00", 1_430_000),
        ("$9750.5", 975_050),
        ("0", 0),
        ("0.07", 7),
        ("-5", -500),
    ],
)
def test_a_payment_is_read_to_the_exact_cent(text: str, cents: int | None) -> None:
    assert read_money(text) == cents


@pytest.mark.parametrize("text", ["14300.005", "abc", "-100000001", "12.5.5", "1e5", "14,300"])
def test_what_is_not_money_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_money(text)


@pytest.mark.parametrize(("typed", "meant"), [("PDX", "pd"), ("primary", "pd"), ("present on adm", "po")])
def test_a_category_is_found_by_what_people_call_it(typed: str, meant: str) -> None:
    assert chosen(typed, category_words(LISTS), "category").key == meant


@pytest.mark.parametrize(
    ("room", "wanted"),
    [
        ("23 Sep 2026 · Emergency · G. Lindqvar", "23 Sep 2026 · Emergency · G. Lindqvar"),
        ("23 Sep 2026 · Emergency · G. Lin…", "23 Sep 2026 · Emergency"),
        ("23 Sep 2026 · Emerg…", "23 Sep 2026"),
        ("23 S…", "23 Sep 2026"),
    ],
)
def test_a_line_of_the_list_leaves_a_part_out_and_shows_no_piece_of_it(qtbot: QtBot, room: str, wanted: str) -> None:
    """Names of auditors ended in dots on a small screen."""
    metrics = QFontMetrics(font("caption"))
    parts = ("23 Sep 2026", "Emergency", "G. Lindqvar")
    assert whole_parts(metrics, parts, metrics.horizontalAdvance(room)) == wanted
