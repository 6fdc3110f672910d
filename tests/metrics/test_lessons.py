"""What audits teach, counted by hand: rates of what was reviewed, what most share, what was found again."""

from collections.abc import Sequence

import pytest

from codedesk.metrics.lessons import LessonRow, Repeat, Reviewed, apart, by, frame, own, repeats, reviewed, with_coders

FINDING = ("audit", "coder", "now", "category", "cause", "severity", "origin", "direction")
AUDIT = ("audit", "coder", "work_type", "day", "now", "records", "codes", "listed")
NOW, BEFORE = True, False


def found(*rows: tuple[int, int, bool, str, str], origin: str = "coder"):  # type: ignore[no-untyped-def]
    """Findings: audit, coder, whether in the period, category, direction."""
    return frame(FINDING, [(a, c, now, kind, "misread", "high", origin, way) for a, c, now, kind, way in rows])


def audited(*rows: Sequence[object]):  # type: ignore[no-untyped-def]
    """Audits: number, coder, day, whether in the period; of work type 1, with 10 charts and 100 codes, listed."""
    return frame(AUDIT, [(a, c, 1, day, now, 10, 100, True) for a, c, day, now in rows])


def row_of(rows: tuple[LessonRow, ...], name: str) -> LessonRow:
    return next(row for row in rows if row.name == name)


def test_what_was_audited_is_added_up_for_both_periods() -> None:
    audits = frame(AUDIT, [
        (1, 1, 1, 10, NOW, 10, 100, True), (2, 2, 1, 11, NOW, 5, 40, True), (3, 2, 1, 12, NOW, 9, 90, False),
        (4, 1, 1, 1, BEFORE, 8, None, True),
    ])  # fmt: skip
    # an audit that lists no errors is one of the audits, but no rate is taken of its charts
    assert reviewed(audits) == (Reviewed(3, 2, 15, 140, 2), Reviewed(1, 1, 8, None, 1))


def test_rates_are_per_hundred_of_what_was_reviewed_in_the_same_period() -> None:
    audits = frame(AUDIT, [(1, 1, 1, 10, NOW, 20, 160, True), (2, 1, 1, 1, BEFORE, 25, 200, True)])
    rows = by("category", found(
        (1, 1, NOW, "CC", "over"), (1, 1, NOW, "CC", "under"), (1, 1, NOW, "CC", "neither"),
        (2, 1, BEFORE, "CC", "over"), (2, 1, BEFORE, "MCC", "under"),
    ), audits)  # fmt: skip
    cc = row_of(rows, "CC")
    assert (cc.count, cc.previous, cc.over, cc.under) == (3, 1, 1, 1)
    assert (cc.per_100_records, cc.previous_per_100_records) == (15, 4)  # 3 of 20, 1 of 25 charts
    assert (cc.per_100_codes, cc.previous_per_100_codes) == (1.875, 0.5)  # 3 of 160, 1 of 200 codes
    mcc = row_of(rows, "MCC")
    assert (mcc.count, mcc.previous, mcc.over, mcc.under, mcc.coders) == (0, 1, 0, 0, 0)


def test_a_rate_needs_to_know_of_every_audit_how_much_was_reviewed() -> None:
    audits = frame(AUDIT, [(1, 1, 1, 10, NOW, 20, 160, True), (2, 1, 1, 11, NOW, 20, None, True)])
    row = by("category", found((1, 1, NOW, "CC", "over")), audits)[0]
    assert (row.per_100_records, row.per_100_codes, row.previous_per_100_records) == (2.5, None, None)
    nothing = frame(AUDIT, [(1, 1, 1, 10, NOW, 0, 0, True)])
    assert by("category", found((1, 1, NOW, "CC", "over")), nothing)[0].per_100_records is None


def test_the_most_found_comes_first_then_the_most_found_before_then_by_name() -> None:
    audits = audited((1, 1, 10, NOW), (2, 1, 1, BEFORE))
    rows = by("category", found(
        (1, 1, NOW, "b", "over"), (1, 1, NOW, "a", "over"), (1, 1, NOW, "c", "over"), (2, 1, BEFORE, "c", "over"),
        (1, 1, NOW, "d", "over"), (1, 1, NOW, "d", "over"),
    ), audits)  # fmt: skip
    assert [row.name for row in rows] == ["d", "c", "a", "b"]
    assert by("category", found(), audits) == ()


@pytest.mark.parametrize(
    ("having", "of", "shared"),
    [(2, 2, False), (2, 3, True), (1, 3, False), (2, 4, False), (3, 4, True), (3, 5, True), (0, 3, False)],
)
def test_shared_is_what_most_of_three_or_more_audited_coders_have(having: int, of: int, shared: bool) -> None:
    findings = found(*[(coder, coder, NOW, "CC", "over") for coder in range(having)], (9, 9, BEFORE, "CC", "over"))
    row = with_coders(by("category", findings, audited((1, 1, 10, NOW))), of)[0]
    assert (row.coders, row.of_coders, row.shared) == (having, of, shared)


def test_of_one_coder_s_findings_it_is_the_team_s_that_tell_what_is_shared() -> None:
    one = found((1, 1, NOW, "CC", "over"))
    team = found((1, 1, NOW, "CC", "over"), (2, 2, NOW, "CC", "over"), (3, 3, BEFORE, "CC", "over"))
    assert by("category", one, audited((1, 1, 10, NOW)), team)[0].coders == 2
    row = by("category", one, audited((1, 1, 10, NOW)))[0]
    assert (row.coders, row.of_coders, row.shared) == (1, 0, False)  # of how many is said later


def test_a_coder_learns_from_what_is_theirs_and_what_is_of_nobody_said() -> None:
    rows = [(1, 1, NOW, "CC", "", "", origin, "over") for origin in ("coder", "", "documentation", "system", "auditor")]
    every = frame(FINDING, rows)
    assert own(every)["origin"].tolist() == ["coder", ""]
    assert apart(every)["origin"].tolist() == ["documentation", "system", "auditor"]


def test_a_category_is_repeated_from_two_audits_running_on() -> None:
    audits = audited((1, 7, 10, NOW), (2, 7, 20, NOW), (3, 7, 30, NOW))
    assert repeats(found((1, 7, NOW, "CC", "over"), (3, 7, NOW, "CC", "over")), audits) == ()  # one in between without
    twice = found((1, 7, NOW, "CC", "over"), (2, 7, NOW, "CC", "over"), (2, 7, NOW, "CC", "under"))
    assert repeats(twice, audits) == (Repeat(7, "CC", audit=2, running=2, findings=3),)
    thrice = found(*((number, 7, NOW, "CC", "over") for number in (1, 2, 3)))
    assert repeats(thrice, audits) == (Repeat(7, "CC", audit=3, running=3, findings=3),)


def test_running_is_by_date_whatever_the_numbers_and_ends_in_the_period() -> None:
    audits = audited((5, 7, 10, BEFORE), (1, 7, 20, BEFORE), (3, 7, 30, NOW))
    ended = found((5, 7, BEFORE, "CC", "over"), (1, 7, BEFORE, "CC", "over"))
    assert repeats(ended, audits) == ()
    goes_on = found((1, 7, BEFORE, "CC", "over"), (3, 7, NOW, "CC", "over"), (3, 7, NOW, "CC", "over"))
    assert repeats(goes_on, audits) == (Repeat(7, "CC", audit=3, running=2, findings=3),)


def test_an_audit_that_lists_no_errors_and_findings_that_are_not_the_coder_s_are_not_in_the_row() -> None:
    audits = frame(AUDIT, [
        (1, 7, 1, 10, NOW, 10, 100, True), (2, 7, 1, 20, NOW, 10, 100, False), (3, 7, 1, 30, NOW, 10, 100, True),
    ])  # fmt: skip
    rows = found((1, 7, NOW, "CC", "over"), (3, 7, NOW, "CC", "over"))
    assert repeats(rows, audits) == (Repeat(7, "CC", audit=3, running=2, findings=2),)
    assert repeats(found((1, 7, NOW, "CC", "over"), (3, 7, NOW, "CC", "over"), origin="system"), audits) == ()


def test_audits_of_other_work_in_between_hide_nothing() -> None:
    audits = frame(AUDIT, [
        (1, 7, 1, 10, NOW, 10, 100, True), (2, 7, 2, 20, NOW, 10, 100, True), (3, 7, 1, 30, NOW, 10, 100, True),
    ])  # fmt: skip
    rows = found((1, 7, NOW, "CC", "over"), (3, 7, NOW, "CC", "over"))
    assert repeats(rows, audits) == (Repeat(7, "CC", audit=3, running=2, findings=2),)


def test_each_coder_and_category_has_one_row_the_longest_run() -> None:
    # by work type two running (1, 3), in all three running (1, 2, 3): the longer is told
    audits = frame(AUDIT, [
        (1, 7, 1, 10, NOW, 10, 100, True), (2, 7, 2, 20, NOW, 10, 100, True), (3, 7, 1, 30, NOW, 10, 100, True),
        (4, 8, 1, 10, NOW, 10, 100, True), (5, 8, 1, 20, NOW, 10, 100, True),
    ])  # fmt: skip
    rows = found(
        (1, 7, NOW, "CC", "over"), (2, 7, NOW, "CC", "over"), (3, 7, NOW, "CC", "over"),
        (4, 8, NOW, "DRG", "over"), (5, 8, NOW, "DRG", "over"), (4, 8, NOW, "CC", "over"), (5, 8, NOW, "CC", "over"),
    )  # fmt: skip
    assert repeats(rows, audits) == (
        Repeat(7, "CC", 3, 3, 3), Repeat(8, "CC", 5, 2, 2), Repeat(8, "DRG", 5, 2, 2),
    )  # fmt: skip
