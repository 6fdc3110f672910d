"""The pictures of the Trends page as plain data: what they say of whom, and what they never do: rank."""

from dataclasses import replace
from datetime import date

import pytest

from codedesk.charts.balance import balance_chart
from codedesk.charts.funnel import funnel
from codedesk.charts.label_places import beside
from codedesk.charts.multiples import multiples
from codedesk.charts.shares import work_shares
from codedesk.charts.trend_pair import trend_pair
from codedesk.metrics.figures import Block, EventMark, NotAudited, Paired
from codedesk.periods import Period
from codedesk.services.figures.subject_rows import HeldRow, Kind, SharesRow, SubjectRow, SubjectStandardRow
from codedesk.services.people.balances import BalancesRow
from codedesk.services.people.wellbeing import BalanceRow
from tests.charts.made import Q3, accuracy, accuracy_trend, block, empty_block, pace, pace_trend

NO_SHARES = SharesRow((), (), "hours", ())


def text(words: str) -> str:
    return words.replace("\u00a0", " ")


def subject(one: Block, kind: Kind = "coder", **changes: object) -> SubjectRow:
    fields: dict[str, object] = {
        "expected": (),
        "accuracy": (HeldRow(Q3.start, Q3.end, 0.95),),
        "standards": (
            SubjectStandardRow(date(2025, 1, 1), "Inpatient", "2.5 per productive hour", 0.95),
            SubjectStandardRow(date(2026, 8, 3), "Inpatient", "2.2 per productive hour", 0.95),
        ),
        "samples": ((date(2026, 7, 22), "10 charts", 10),),
        "shares": NO_SHARES,
    }
    return SubjectRow(kind, one.coder_id, one.coder, one, **{**fields, **changes})  # type: ignore[arg-type]


def words_of(one: SubjectRow, day: date, measure: int = 0) -> str:
    chart = trend_pair(one, Q3)[measure]
    return text(" | ".join(next(point.words for point in chart.points if point.day == day)))


def test_a_week_tells_pace_accuracy_sample_and_the_standard_in_force() -> None:
    told = words_of(subject(block()), date(2026, 7, 20))
    assert told.startswith("Week of 20 Jul 2026 | Pace 99.0 %; accuracy 94.0 % (83.0–98.0 %, 10 charts, 10 charts)")
    assert "Standard: that of each work type; accuracy 95 %" in told
    assert told.endswith("Whole span: Pace 95.5 %; accuracy 93.1 % (86.5–96.6 %, 10 charts in 2 audits, small sample)")


def test_a_part_of_a_week_says_so() -> None:
    whole = block()
    first = whole.trend.points[0]._replace(part="1–3 Jul 2026")
    cut = replace(whole, trend=replace(whole.trend, points=(first, *whole.trend.points[1:])))
    assert words_of(subject(cut), date(2026, 6, 29)).startswith("Week of 29 Jun 2026, part week, 1–3 Jul 2026 | Pace")


def test_after_a_change_the_standard_in_force_is_the_new_one() -> None:
    told = words_of(subject(block()), date(2026, 8, 17))
    assert "last changed 3 Aug 2026 (Inpatient: 2.2 per productive hour); accuracy 95 %" in told
    own = words_of(subject(block("Inpatient", None), "work_type"), date(2026, 8, 17))
    assert "Standard: 2.2 per productive hour, since 3 Aug 2026; accuracy 95 %" in own
    before = words_of(subject(block("Inpatient", None), "work_type"), date(2026, 7, 27))
    assert "Standard: 2.5 per productive hour, since 1 Jan 2025" in before


def test_a_week_without_an_audit_names_the_last_one() -> None:
    told = words_of(subject(block()), date(2026, 8, 10))
    assert "accuracy: not audited that week, last on 22 Jul 2026: 94.0 % (83.0–98.0 %, 10 charts, 10 charts)" in told
    assert "accuracy: not audited that week |" in words_of(subject(block()), date(2026, 7, 6))


def test_the_team_is_told_by_months_and_never_as_not_audited_in_an_audited_month() -> None:
    months = accuracy_trend((date(2026, 7, 1), 0.94, 0.9, 0.97), (date(2026, 8, 1), 0.95, 0.92, 0.98))
    team = subject(block("Team", None, audits=months), "team", samples=((date(2026, 8, 1), "10 charts", 120),))
    assert "accuracy in Aug 2026 95.0 % (92.0–98.0 %, 120 charts)" in words_of(team, date(2026, 8, 17))
    assert "accuracy: not audited in Sep 2026" in words_of(team, date(2026, 9, 7))
    assert words_of(team, date(2026, 8, 1), 1).startswith("Audits of Aug 2026 | Accuracy 95.0 %")


def test_a_span_that_begins_within_a_month_shows_that_months_audits_on_its_first_day() -> None:
    months = accuracy_trend((date(2026, 7, 1), 0.94, 0.9, 0.97), (date(2026, 8, 1), 0.95, 0.92, 0.98))
    weeks = pace_trend([0.9, 0.91, 0.92, 0.93], first=date(2026, 7, 13))
    span = Period(date(2026, 7, 15), date(2026, 8, 9))
    pair = trend_pair(subject(block("Team", None, trend=weeks, audits=months), "team"), span)
    assert [point.day for point in pair[1].points] == [date(2026, 7, 15), date(2026, 8, 1)]
    told = [[text(cell) for cell in row[:3]] for row in pair[0].table.rows]
    assert told[0] == ["13 Jul 2026", "90.0 %", "Jul 2026 94.0 % (90.0–97.0 %, 10 charts)"]
    assert told[3] == ["3 Aug 2026", "93.0 %", "Aug 2026 95.0 % (92.0–98.0 %, 10 charts)"]
    assert told[-1][0] == "Whole period"


def test_events_that_touch_a_week_are_told_and_new_standards_stand_among_them() -> None:
    went = EventMark(date(2026, 7, 29), date(2026, 8, 12), "go_live", "New encoder", "team")
    one = subject(block(events=(went,)))
    assert "Then: New encoder" in words_of(one, date(2026, 8, 10))
    assert "Then:" not in words_of(one, date(2026, 8, 17))
    bands = trend_pair(one, Q3)[0].bands
    assert [(band.from_day, band.label) for band in bands] == [
        (date(2026, 7, 29), "New encoder"),
        (date(2026, 8, 3), "Standard: Inpatient 2.2 per productive hour"),
    ]


def test_a_ramp_is_drawn_in_steps_and_told_for_each_week() -> None:
    learner = block(paired=Paired(pace(0.6, 0.62), accuracy()))
    steps = (HeldRow(date(2026, 5, 1), date(2026, 8, 2), 0.5), HeldRow(date(2026, 8, 3), Q3.end, 0.75))
    one = subject(learner, expected=steps)
    line = next(line for line in trend_pair(one, Q3)[0].lines if line.kind == "expected")
    assert [step.value for step in line.steps] == [0.5, 0.75]
    assert "by the ramp 50 % of the pace" in words_of(one, date(2026, 7, 20))
    assert "by the ramp 75 % of the pace" in words_of(one, date(2026, 8, 10))


def test_an_expectation_that_is_the_standard_is_not_drawn_twice() -> None:
    hardly = block("Emergency", None, paired=Paired(pace(0.98, 0.9997), accuracy()))
    assert not [line for line in trend_pair(subject(hardly, "work_type"), Q3)[0].lines if line.kind == "expected"]
    some = block("Emergency", None, paired=Paired(pace(0.98, 0.97), accuracy()))
    assert [line for line in trend_pair(subject(some, "work_type"), Q3)[0].lines if line.kind == "expected"]


def test_a_coder_is_drawn_on_the_scale_of_all_coders() -> None:
    wide = block("Bo", 2, trend=pace_trend([0.5, 1.5] * 6))
    alone, beside_wide = (trend_pair(subject(block()), Q3, coders)[0].y for coders in ((), (block(), wide)))
    assert (alone.low, alone.high) == (0.6, 1.4)
    assert (beside_wide.low, beside_wide.high) == (0.4, 1.6)


def test_a_work_type_without_hours_says_why_it_has_no_pace() -> None:
    none = block("Clinic", None, trend=pace_trend([None] * 13))
    chart = trend_pair(subject(none, "work_type", hours_missing=True), Q3)[0]
    assert chart.empty.startswith("The hours of its lines are not known")


def audited(name: str, number: int, value: float, n: float, paced: float = 1.0, **more: object) -> Block:
    return block(name, number, paired=Paired(pace(paced), accuracy(value, n_effective=n, **more)))  # type: ignore[arg-type]


TEAM = block("Team", None, paired=Paired(pace(), accuracy(0.9, 0.88, 0.92, records=900)))


def test_only_outside_99_8_a_coder_is_asked_about_and_with_the_pace() -> None:
    # Around 90 % with 900: 95 % limits 88.04 and 91.96, 99.8 % limits 86.91 and 93.09.
    people = (audited("Cy", 3, 0.865, 900, 1.1), audited("Al", 1, 0.9, 900), audited("Bo", 2, 0.875, 900),
              audited("Di", 4, 0.935, 900, 0.8))  # fmt: skip
    made = funnel(TEAM, people)
    assert [(dot.name, dot.place, dot.mark) for dot in made.dots] == [
        ("Al", "inside", "common"), ("Bo", "near", "common"), ("Cy", "below", "concern"), ("Di", "above", "improvement")
    ]  # fmt: skip
    assert len(made.questions) == 2
    cy = text(made.questions[0])
    assert cy.startswith("Cy: accuracy lies below what chance lets expect at this sample (86.9–93.1 %). Pace 110.0 %;")
    assert cy.endswith("?")
    assert made.title == "Of 4 coders, 2 lie further off than chance lets expect: worth a question"
    assert "Bo" not in " ".join(made.questions)
    assert not {"poor", "worst", "best", "rank"} & set(" ".join((made.title, *made.questions)).lower().split())


def test_the_funnel_takes_the_effective_sample_and_not_the_codes() -> None:
    # 86.5 % lies outside 99.8 % at 900 codes, and inside 95 % where they count for 60 only.
    made = funnel(TEAM, (audited("Cy", 3, 0.865, 60.0, reviewed=900),))
    assert made.dots[0].n == 60.0 and made.dots[0].place == "inside" and not made.questions
    assert made.table.rows[0][3] == "60"


def test_who_cannot_be_placed_is_named_with_the_reason() -> None:
    people = (audited("Al", 1, 0.9, 900), empty_block("Bo", 2), audited("Cy", 3, 0.5, 20, method="record"))
    made = funnel(TEAM, people)
    assert [dot.name for dot in made.dots] == ["Al"]
    assert made.apart[0] == "Bo: not audited (0 charts)"
    assert made.apart[1].startswith("Cy: audited by another method")
    assert [row[0] for row in made.table.rows] == ["Al", "Bo", "Cy"]
    nobody = funnel(block("Team", None, paired=Paired(pace(), NotAudited())), (empty_block(),))
    assert nobody.empty and not nobody.dots


def test_one_coder_alone_is_compared_with_nobody() -> None:
    drawn = funnel(block(), [block(coder="Ana Diaz")])
    assert drawn.title == "One coder alone was audited by the team’s method: there is nothing to compare"


def test_everybody_stands_by_name_on_one_scale_whatever_the_pace() -> None:
    fast, slow = audited("zoe", 1, 0.9, 100, 1.4), audited("Ann", 2, 0.9, 100, 0.6)
    made = multiples((fast, slow, audited("Max", 3, 0.9, 100, 1.0)), Q3)
    assert [cell.name for cell in made.cells] == ["Ann", "Max", "zoe"]
    assert {(cell.spark.pace.low, cell.spark.pace.high) for cell in made.cells} == {(made.pace_y.low, made.pace_y.high)}
    assert all("ccuracy" in cell.words and "Pace" in cell.words for cell in made.cells)
    assert text(made.cells[0].accuracy_words) == "Accuracy 90.0 % (86.5–96.6 %, 10 charts)"


def shares(*hours: tuple[float, ...], kinds: int = 3) -> SharesRow:
    months = (Period(date(2026, 7, 1), date(2026, 7, 31)), Period(date(2026, 8, 1), date(2026, 8, 31)),
              Period(date(2026, 9, 1), date(2026, 9, 30)))  # fmt: skip
    return SharesRow(months, tuple(f"Type {n}" for n in range(1, kinds + 1)), "hours", hours)


def test_the_mix_is_told_by_its_largest_move() -> None:
    made = work_shares("Team", shares((10, 80, 10), (20, 60, 20), (40, 40, 20)))
    assert made.layers == ("Type 2", "Type 1", "Type 3")
    assert made.columns[0].shares == (0.8, 0.1, 0.1)
    assert text(made.title) == "The share of Type 2 fell from 80.0 % to 40.0 %"
    assert [column.label for column in made.columns] == ["Jul 26", "Aug 26", "Sep 26"]
    assert text(made.subtitle).endswith("each column is 100 %; beside the names that of September 2026")
    assert [text(cell) for cell in made.table.rows[2]] == ["September 2026", "40.0 %", "40.0 %", "20.0 %", "100.00"]


def test_more_than_a_handful_of_work_types_share_one_layer() -> None:
    made = work_shares("Team", shares(*[(30.0, 20.0, 15.0, 12.0, 10.0, 8.0, 5.0)] * 3, kinds=7))
    assert made.layers == ("Type 1", "Type 2", "Type 3", "Type 4", "Type 5", "All other types")
    assert made.columns[0].shares[-1] == pytest.approx(0.13)
    assert text(made.title) == "The mix of work held; most is Type 1 (30.0 %)"


def test_a_piece_of_time_without_work_is_empty_and_none_is_said() -> None:
    made = work_shares("Team", shares((1, 1, 0), (0, 0, 0), (1, 1, 0)))
    assert made.columns[1].shares == () and made.table.rows[1] == ("August 2026", "", "", "", "0.00")
    assert work_shares("Team", SharesRow((Q3,), (), "hours", ((),))).empty


def test_the_balance_shows_everybodys_pair_by_name() -> None:
    rows = (BalanceRow("Ann", 400.0, Paired(pace(1.1, earned_hours=380.0), accuracy()), 0.4),
            BalanceRow("Bo", 200.0, Paired(pace(0.9, earned_hours=150.0), NotAudited()), 0.1),
            BalanceRow("Team", 600.0, Paired(pace(1.0, earned_hours=530.0), accuracy()), 0.31))  # fmt: skip
    made = balance_chart(BalancesRow(rows, ("Cardiac",), True), "Q3 2026")
    assert text(made.title) == (
        "Earned hours lie between 75.0 % and 95.0 % of the scheduled hours; hard work is 10.0 % to 40.0 % of them"
    )
    assert made.high == 400.0 and "Hard by its complexity in Setup: Cardiac." in made.note
    assert [text(cell) for cell in made.table.rows[1]] == [
        "Bo", "150", "200", "75.0 %", "10.0 %", "90.0 %", "not audited (0 charts)"]  # fmt: skip
    assert balance_chart(BalancesRow((), (), False), "Q3 2026").empty


def test_names_find_a_free_place_beside_their_spot_or_none() -> None:
    room = (0.0, 0.0, 100.0, 100.0)
    assert beside((50, 50), (30, 10), room, (), 5) == (55, 45.0, 85, 55.0)
    assert beside((90, 50), (30, 10), room, (), 5) == (55, 45.0, 85, 55.0)
    taken = [(55.0, 45.0, 85.0, 55.0), (15.0, 45.0, 45.0, 55.0)]
    assert beside((50, 50), (30, 10), room, taken, 5) == (55, 55.0, 85, 65.0)
    assert beside((50, 50), (30, 10), room, [room], 5) is None
