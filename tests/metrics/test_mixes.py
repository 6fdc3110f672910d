"""Two periods of a log side by side: hours by work type as said or laid out, standards that changed, all by hand."""

from typing import Any

import numpy as np
import pytest

from codedesk.methods import METHODS
from codedesk.metrics.audits import parts
from codedesk.metrics.mix import Pile, split
from codedesk.metrics.mixes import AuditedMix, Compared, PaceSplit
from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of, pooled
from codedesk.metrics.splits import Effect, Split
from codedesk.metrics.standards import Ramps, Standards
from tests.metrics.audited import audit, audits, findings, records

INPATIENT, EMERGENCY = 0, 1
MONDAY = 20_640  # 6 July 2026
NO_RAMPS = Ramps(*(np.zeros(0, np.int64),) * 3, *(np.zeros(0),) * 2)
Logged = tuple[int, int, float | None, dict[int, Any]]


def standards(*rows: tuple[int, int, float], paid: bool = False) -> Standards:
    """Return standards of (work type, first day, charts an hour)."""
    kinds, days, rates = zip(*rows, strict=True)
    count = len(rows)
    return Standards(
        np.array(kinds), np.array(days), np.array(rates), np.full(count, paid), np.full(count, 0.95), ("",) * count
    )


USUAL = standards((INPATIENT, 0, 2.0), (EMERGENCY, 0, 12.0))


def a_ledger(rows: list[Logged], by: Standards = USUAL, excused: float = 0.0) -> Ledger:
    """Return the ledger of days: coder, day, paid hours, and by work type charts, or (charts, hours)."""
    lines: list[tuple[int, int, float, float]] = []
    for number, (_, _, _, done) in enumerate(rows):
        for kind, said in done.items():
            charts, hours = said if isinstance(said, tuple) else (said, np.nan)
            lines.append((number, kind, charts, hours))
    day, kind, charts, hours = (np.array(column) for column in zip(*lines, strict=True))
    paid = np.array([np.nan if row[2] is None else row[2] for row in rows])
    days = Days(
        np.array([row[0] for row in rows]), np.array([row[1] for row in rows]), paid,
        np.full(len(rows), excused), np.zeros(len(rows), np.bool_),
    )  # fmt: skip
    made = Lines(day, kind, charts.astype(float), hours.astype(float), np.ones(len(lines)))
    return ledger_of(days, made, by, NO_RAMPS)


def compared(before: Ledger, now: Ledger, by: Standards = USUAL, day: int = MONDAY + 100, coders: int = 1) -> Compared:
    return Compared(before, now, by, day, coders, 2)


def told(both: Compared, coder: int | None = 0) -> PaceSplit:
    found = both.of(coder)
    assert found is not None
    return found


def weeks(*done: dict[int, Any], since: int = MONDAY, coder: int = 0, paid: float | None = 10.0) -> list[Logged]:
    return [(coder, since + 7 * number, paid, each) for number, each in enumerate(done)]


def test_hours_of_lines_are_taken_as_they_are_said() -> None:
    """Before: 5 h inpatient earn 5.5, 5 h emergency earn 4.5, 100 %. Now: 2.5 earn 2.7, 7.5 earn 6.6, 93 %.

    Pace −2 points, mix −5, as in the sum by hand of test_mix.
    """
    before = a_ledger(weeks({INPATIENT: (11, 5.0), EMERGENCY: (54, 5.0)}))
    now = a_ledger(weeks({INPATIENT: (5.4, 2.5), EMERGENCY: (79.2, 7.5)}))
    found = told(compared(before, now))
    assert found.split.change.value == pytest.approx(-0.07)
    assert found.split.mix.value == pytest.approx(-0.05)
    assert found.split.rate.value == pytest.approx(-0.02)
    assert (found.hours_said, found.hours_all, found.laid_out) == (20.0, 20.0, 0.0)
    assert found.by_standard == 0.0 and found.restated == ()


def test_hours_on_no_line_are_spread_over_the_work_types_of_their_week() -> None:
    """10 paid hours, 8 of them on lines, 6 and 2: inpatient has 7.5 of the ten, emergency 2.5."""
    both = compared(
        a_ledger(weeks({INPATIENT: (12, 6.0), EMERGENCY: (24, 2.0)})), a_ledger(weeks({INPATIENT: (20, 10.0)}))
    )
    inpatient, emergency = told(both).split.kinds
    assert (inpatient.below[0], emergency.below[0]) == (pytest.approx(7.5), pytest.approx(2.5))
    assert told(both).split.before == pytest.approx(0.8)
    assert told(both).hours_said == pytest.approx(18.0)


def test_the_pace_of_both_periods_is_the_pooled_pace_of_the_page() -> None:
    rows = weeks({INPATIENT: (12, 6.0)}, {EMERGENCY: 90}, {INPATIENT: 9, EMERGENCY: (30, 3.0)})
    before, now = a_ledger(rows, excused=1.0), a_ledger(weeks({INPATIENT: 14}, {EMERGENCY: 77, INPATIENT: 3}))
    found = told(compared(before, now)).split
    for made, shown in ((before, found.before), (now, found.now)):
        assert shown == pytest.approx(float(pooled(made, made.days.coder, 1).value[0]))


def test_hours_that_no_line_says_are_laid_out_by_what_each_type_usually_takes() -> None:
    """A colleague's 40 said hours: inpatient takes 1.25 h per earned hour (32 earned), emergency 0.8 (50 earned).

    8 earned inpatient stand for 10 h, 10 earned emergency for 8 h; of 9 productive hours inpatient has 5, emergency 4.
    """
    colleague = weeks({INPATIENT: (64, 40.0), EMERGENCY: (600, 40.0)}, coder=1, paid=80.0)
    before = a_ledger([*weeks({INPATIENT: 16, EMERGENCY: 120}, paid=9.0), *colleague])
    now = a_ledger([*weeks({INPATIENT: 16, EMERGENCY: 120}, paid=9.0), *colleague])
    found = told(compared(before, now, coders=2))
    inpatient, emergency = found.split.kinds
    assert (inpatient.below[0], emergency.below[0]) == (pytest.approx(5.0), pytest.approx(4.0))
    assert found.laid_out == 1.0
    assert found.split.change.value == pytest.approx(0.0)


def test_unsplit_weeks_tell_by_themselves_that_one_type_is_slower() -> None:
    """Nobody says hours. Weeks of inpatient alone run at 80 %, of emergency alone at 120 %, and the mix turns.

    The ridge draws 80 and 120 a little towards each other, so that a small part of the turn stays with pace.
    """
    first = weeks(*[{INPATIENT: 16}] * 6, *[{EMERGENCY: 144}] * 2)
    second = weeks(*[{INPATIENT: 16}] * 2, *[{EMERGENCY: 144}] * 6)
    found = told(compared(a_ledger(first), a_ledger(second))).split
    assert found.change.value == pytest.approx(0.20)
    assert found.mix.value > 0.15
    assert abs(found.rate.value) < 0.05


def test_another_standard_is_told_apart_from_speed() -> None:
    """18 charts in 10 h both times. At 2 an hour 90 %; at 1.5 from the later period on 120 %: +30 points, no speed."""
    by = standards((INPATIENT, 0, 2.0), (INPATIENT, MONDAY + 50, 1.5), (EMERGENCY, 0, 12.0))
    before, now = (
        a_ledger(weeks({INPATIENT: (18, 10.0)}), by),
        a_ledger(weeks({INPATIENT: (18, 10.0)}, since=MONDAY + 56), by),
    )
    found = told(compared(before, now, by))
    assert found.split.rate.value == pytest.approx(0.30)
    assert found.by_standard == pytest.approx(0.30)
    assert found.restated == (INPATIENT,)


def test_paid_basis_lines_carry_the_utilisation_of_their_period() -> None:
    """10 paid hours, 1 excused: 16 charts at 2 an hour earn 8 × 0.9 = 7.2 in 9 h, 80 %."""
    by = standards((INPATIENT, 0, 2.0), (EMERGENCY, 0, 12.0), paid=True)
    made = a_ledger(weeks({INPATIENT: 16}), by, excused=1.0)
    assert told(compared(made, made, by)).split.before == pytest.approx(0.80)


def test_the_team_is_pooled_over_its_coders() -> None:
    one, other = weeks({INPATIENT: (20, 10.0)}), weeks({EMERGENCY: (60, 10.0)}, coder=1)
    both = compared(
        a_ledger([*one, *other]), a_ledger([*one, *weeks({EMERGENCY: (60, 10.0)}, coder=1, paid=30.0)]), coders=2
    )
    found = told(both, None).split
    assert (found.before, found.now) == (pytest.approx(0.75), pytest.approx(15 / 40))
    assert [each.share_now for each in found.kinds] == [pytest.approx(0.25), pytest.approx(0.75)]


def test_nothing_is_told_of_a_coder_without_hours_in_one_period() -> None:
    assert compared(a_ledger(weeks({INPATIENT: 4}, paid=None)), a_ledger(weeks({INPATIENT: 4}))).of(0) is None


def test_hours_that_are_laid_out_make_the_parts_less_sure_and_the_change_not() -> None:
    """The same charts in the same weeks, with the hours of each line and without them."""
    first, second = [], []
    for week in range(8):
        a, b = 5 + week % 3, 5 - week % 3
        first.append({INPATIENT: (2 * a, float(a)), EMERGENCY: (12 * b - week, float(b))})
        second.append({INPATIENT: (2 * b, float(b)), EMERGENCY: (12 * a - week, float(a))})
    said = told(compared(a_ledger(weeks(*first)), a_ledger(weeks(*second)))).split

    def bare(rows: list[dict[int, Any]]) -> Ledger:
        return a_ledger(weeks(*({kind: each[0] for kind, each in row.items()} for row in rows)))

    laid = told(compared(bare(first), bare(second))).split
    again = told(compared(bare(first), bare(second))).split
    assert laid.change.value == pytest.approx(said.change.value)
    for part in ("mix", "rate"):
        ours, theirs = getattr(laid, part), getattr(said, part)
        assert ours.high - ours.low > theirs.high - theirs.low
        assert (ours.low, ours.high) == (getattr(again, part).low, getattr(again, part).high)
    assert laid.change.high is not None and laid.change.low is not None
    assert said.change.high is not None and said.change.low is not None
    assert laid.change.high - laid.change.low == pytest.approx(said.change.high - said.change.low, rel=0.05)


def test_a_type_that_was_done_in_one_period_only_is_no_other_standard() -> None:
    """Inpatient only before, by a standard that changed since: all it brings is mix."""
    by = standards((INPATIENT, 0, 2.0), (INPATIENT, MONDAY + 50, 1.5), (EMERGENCY, 0, 12.0))
    before = a_ledger(weeks({INPATIENT: (9, 5.0), EMERGENCY: (60, 5.0)}), by)
    now = a_ledger(weeks({EMERGENCY: (120, 10.0)}, since=MONDAY + 56), by)
    found = told(compared(before, now, by))
    assert (found.by_standard, found.restated) == (0.0, ())


def test_weeks_of_all_coders_are_the_team_s_rows() -> None:
    """Two coders, five weeks: leaving out a week leaves out that of both."""
    rows = [row for coder in (0, 1) for row in weeks(*[{INPATIENT: (20 + n, 10.0)} for n in range(5)], coder=coder)]
    found = told(compared(a_ledger(rows), a_ledger(rows), coders=2), None).split
    assert found.rows == (5, 5)
    assert found.change.low is not None


@pytest.mark.parametrize(
    ("said", "whole", "share"), [(6.0, 8.0, 0.25), (8.0, 8.0, 0.0), (9.0, 8.0, 0.0), (0.0, 0.0, 0.0)]
)
def test_the_share_of_the_hours_that_no_line_says(said: float, whole: float, share: float) -> None:
    none = Effect(0.0, None, None)
    assert PaceSplit(Split(1, 1, none, none, none, (), (1, 1)), 0.0, (), said, whole).laid_out == share


@pytest.mark.parametrize(("loose", "doubt"), [(0.5, False), (0.51, True)])
def test_hours_on_no_line_are_a_doubt_from_one_in_a_hundred_on(loose: float, doubt: bool) -> None:
    """Five weeks of ten hours that lines say, and a day of so many of which none says what was what."""

    def period(emergency: float) -> Ledger:
        said = weeks(*[{INPATIENT: (20, 10.0)}] * 5)
        return a_ledger([*said, *weeks({INPATIENT: 0.5, EMERGENCY: emergency}, since=MONDAY + 1, paid=loose)])

    made = compared(period(1.0), period(6.0))
    plain = split(*(Pile(each.earned[0], each.hours[0]) for each in made.tables))
    found = told(made).split
    assert plain is not None
    assert plain.mix.high is not None and found.mix.high is not None
    assert (found.mix.high > plain.mix.high + 1e-12) is doubt
    assert found.change == plain.change
    assert told(made, None) == told(made)  # one coder is the team


def quality(*rows: tuple[int, str, int, tuple[int, int]], **more: object) -> AuditedMix:
    """Audits of one work type each: coder, method, work type, and how much of how many codes is right."""
    made = audits(*(
        audit(method, coder=coder, work_type=kind, matched=right, revised=seen - right, added=0, deleted=0, records=5,
              right=right, **more)
        for coder, method, kind, (right, seen) in rows
    ))  # fmt: skip
    return AuditedMix(made, parts(made, records(), findings(), float("nan")), 2)


CODES = METHODS.index("code_over_code")


def test_accuracy_is_split_by_the_work_types_that_audits_name() -> None:
    """Half and half at 90 and 80 %, then a quarter and three quarters: 85 → 82.5 %, all of it mix."""
    before = quality((0, "code_over_code", 0, (90, 100)), (1, "code_over_code", 1, (80, 100)))
    now = quality((0, "code_over_code", 0, (45, 50)), (0, "code_over_code", 1, (120, 150)))
    found = before.split_to(now, CODES, None)
    assert found is not None
    assert (found.before, found.now) == (pytest.approx(0.85), pytest.approx(0.825))
    assert (found.mix.value, found.rate.value) == (pytest.approx(-0.025), pytest.approx(0.0))
    assert ([each.kind for each in found.kinds], found.rows) == ([1, 2], (2, 2))  # 0: that names none
    # of the first coder alone the earlier period has one work type
    own = before.split_to(now, CODES, 0)
    assert own is not None
    assert (own.before, own.now) == (pytest.approx(0.9), pytest.approx(0.825))
    assert before.split_to(now, CODES, 1) is None


def test_accuracy_is_not_split_of_one_work_type_of_another_method_or_of_what_does_not_feed_it() -> None:
    one = quality((0, "code_over_code", 1, (90, 100)))
    two = quality((0, "code_over_code", 1, (90, 100)), (0, "record", 0, (4, 5)))
    three = quality((0, "code_over_code", 1, (90, 100)), (0, "code_over_code", 0, (80, 100)), feeds=False)
    assert one.split_to(one, CODES, None) is None
    assert two.split_to(two, CODES, None) is None
    assert three.split_to(three, CODES, None) is None
