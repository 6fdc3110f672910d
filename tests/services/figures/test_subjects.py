"""Trends over any span: a work type's pace of its own, its accuracy, the mix; each figure equal to `figures --json`."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.exchange.figures_json import figures_document
from codedesk.periods import Period
from codedesk.services.figures.figures import team_figures
from codedesk.services.figures.subject_rows import SubjectRow, TrendsRow
from codedesk.services.figures.subjects import pieces_of
from codedesk.services.figures.trends import trends
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

MONDAY = date(2026, 7, 6)
TODAY = date(2026, 10, 5)


def subject(row: TrendsRow, name: str) -> SubjectRow:
    return next(each for each in row.subjects if each.name == name)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "subjects.db")
    with Session(engine) as session:
        yield fill_lists(SmallDepartment(session, {}))
    engine.dispose()


@pytest.fixture
def shop(small: SmallDepartment) -> SmallDepartment:
    """Two coders; Ana knows the hours of her lines, Ben does not."""
    small.coder("Ana")
    small.coder("Ben")
    small.standard("Inpatient", 2.0)
    small.standard("Emergency", 10.0)
    for week, charts in enumerate((30, 36, 24)):
        for day in range(5):
            on = MONDAY + timedelta(7 * week + day)
            small.day("Ana", on, 8.0, {"Inpatient": (charts / 5, 4.0), "Emergency": (40, 4.0)})
            small.day("Ben", on, 8.0, {"Emergency": 80})
    return small


def test_the_pace_of_a_work_type_is_over_its_own_hours_week_by_week(shop: SmallDepartment) -> None:
    row = trends(shop.session, MONDAY, MONDAY + timedelta(20), TODAY)
    inpatient = subject(row, "Inpatient")
    # 30 charts at 2 an hour are 15 earned hours in 20; 36 are 18, 24 are 12.
    assert [point.value for point in inpatient.block.trend.points] == pytest.approx([0.75, 0.9, 0.6])
    # 45 earned hours in 60.
    assert inpatient.block.paired.pace.value == pytest.approx(0.75)
    assert not inpatient.hours_missing and inpatient.kind == "work_type" and inpatient.id == shop.ids["Inpatient"]


def test_only_the_work_types_that_are_asked_for_are_read_and_all_are_named(shop: SmallDepartment) -> None:
    span = MONDAY, MONDAY + timedelta(20)
    whole, team, one = (trends(shop.session, *span, TODAY, asked) for asked in (None, (), (shop.ids["Emergency"],)))
    names = [(each.kind, each.id, each.name) for each in whole.named]
    assert sorted(name for kind, _, name in names if kind == "work_type") == ["Emergency", "Inpatient"]
    assert names == [(each.kind, each.id, each.name) for each in whole.subjects]
    assert team.named == one.named == whole.named
    assert [each.name for each in team.subjects] == [names[0][2], "Ana", "Ben"]
    assert subject(one, "Emergency") == subject(whole, "Emergency") and len(one.subjects) == 4


def test_lines_without_hours_are_left_out_of_a_work_types_pace_and_that_is_said(shop: SmallDepartment) -> None:
    emergency = subject(trends(shop.session, MONDAY, MONDAY + timedelta(20), TODAY), "Emergency")
    # Ana: 200 charts a week at 10 an hour are 20 earned hours in 20. Ben's hours are not known by line.
    assert [point.value for point in emergency.block.trend.points] == pytest.approx([1.0, 1.0, 1.0])
    assert emergency.hours_missing
    assert emergency.block.paired.pace.value == pytest.approx(1.0)
    assert emergency.block.work_types[0].hours is None


def test_a_week_with_hardly_any_hours_of_a_work_type_is_a_gap(shop: SmallDepartment) -> None:
    shop.day("Ana", MONDAY + timedelta(21), 8.0, {"Inpatient": (9, 3.9), "Emergency": (40, 4.1)})
    row = trends(shop.session, MONDAY, MONDAY + timedelta(27), TODAY)
    assert subject(row, "Inpatient").block.trend.points[3].value is None
    assert subject(row, "Emergency").block.trend.points[3].value == pytest.approx(4.0 / 4.1)


def test_the_accuracy_of_a_work_type_is_that_of_its_own_audits_month_by_month(shop: SmallDepartment) -> None:
    for name, kind, day, right in (("a", "Inpatient", 8, 90), ("b", "Emergency", 9, 70), ("c", "Inpatient", 20, 96)):
        shop.audit("Ana", name, date(2026, 7, day), kind, depth="counts", records=10, matched=right,
                   revised=100 - right, added=0, deleted=0)  # fmt: skip
    shop.audit("Ben", "d", date(2026, 8, 3), "Inpatient", depth="counts", records=5, matched=40, revised=10, added=0,
               deleted=0)  # fmt: skip
    inpatient = subject(trends(shop.session, MONDAY, date(2026, 8, 31), TODAY), "Inpatient")
    points = inpatient.block.accuracy_trend.points
    # July: 186 of 200; August: 40 of 50.
    assert [(point.week, point.value) for point in points] == [(date(2026, 7, 1), 0.93), (date(2026, 8, 1), 0.8)]
    assert sorted(inpatient.samples) == [(date(2026, 7, 1), "2026-07", 20), (date(2026, 8, 1), "2026-08", 5)]
    accuracy = inpatient.block.paired.accuracy
    assert getattr(accuracy, "correct", None) == 226 and getattr(accuracy, "reviewed", None) == 250


def test_the_mix_is_of_hours_where_they_are_known_and_of_earned_hours_where_not(shop: SmallDepartment) -> None:
    row = trends(shop.session, MONDAY, MONDAY + timedelta(20), TODAY)
    ana, team = subject(row, "Ana").shares, subject(row, "Team").shares
    assert ana.by == "hours" and ana.work_types == ("Inpatient", "Emergency")
    assert ana.hours == ((20.0, 20.0),) * 3
    # Ben's 400 charts a week are 40 earned hours, Ana's 20; inpatient 15, 18, 12.
    assert team.by == "earned"
    assert [list(hours) for hours in team.hours] == [pytest.approx([15, 60]), pytest.approx([18, 60]),
                                                     pytest.approx([12, 60])]  # fmt: skip


def test_the_standard_of_accuracy_is_drawn_where_all_work_agrees_on_it(shop: SmallDepartment) -> None:
    shop.standard("Inpatient", 2.2, date(2026, 7, 20), accuracy=96.0)
    row = trends(shop.session, MONDAY, MONDAY + timedelta(20), TODAY)
    steps = [(step.from_day, step.to_day, step.value) for step in subject(row, "Inpatient").accuracy]
    assert steps == [(MONDAY, date(2026, 7, 19), 0.95), (date(2026, 7, 20), date(2026, 7, 26), 0.96)]
    assert [step.value for step in subject(row, "Emergency").accuracy] == [0.95]
    assert subject(row, "Ana").accuracy == () and [step.value for step in subject(row, "Ben").accuracy] == [0.95]
    stated = [(each.from_day, each.work_type) for each in subject(row, "Ana").standards]
    assert stated[-1] == (date(2026, 7, 20), "Inpatient")


def test_a_ramp_for_all_work_is_drawn_and_its_accuracy_is_the_coders_standard(shop: SmallDepartment) -> None:
    shop.ramp("Ana", 50.0, MONDAY - timedelta(30), accuracy=85.0)
    shop.ramp("Ana", 75.0, date(2026, 7, 20), accuracy=90.0)
    ana = subject(trends(shop.session, MONDAY, MONDAY + timedelta(20), TODAY), "Ana")
    assert [(step.from_day, step.value) for step in ana.expected] == [
        (MONDAY - timedelta(30), 0.5), (date(2026, 7, 20), 0.75)]  # fmt: skip
    assert [(step.from_day, step.value) for step in ana.accuracy] == [(MONDAY, 0.85), (date(2026, 7, 20), 0.9)]


def test_a_span_without_a_first_day_begins_with_the_first_that_is_entered(shop: SmallDepartment) -> None:
    assert trends(shop.session, None, date(2026, 9, 30), TODAY).span == Period(MONDAY, date(2026, 9, 30))
    shop.audit("Ana", "early", date(2026, 6, 1), "Inpatient", depth="result", reported_accuracy=95.0, records=10)
    assert trends(shop.session, None, date(2026, 9, 30), TODAY).span.start == date(2026, 6, 1)
    assert trends(shop.session, MONDAY, None, TODAY).span == Period(MONDAY, TODAY)


def test_where_nothing_is_entered_there_is_a_team_without_figures(small: SmallDepartment) -> None:
    row = trends(small.session, None, None, TODAY)
    assert not row.any and row.span == Period(TODAY, TODAY) and [each.name for each in row.subjects] == ["Team"]


@pytest.mark.parametrize(
    ("first", "last", "count", "opening"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), 14, date(2026, 7, 6)),
        (date(2025, 10, 1), date(2026, 9, 30), 12, date(2025, 11, 1)),
        (date(2016, 10, 1), date(2026, 9, 30), 40, date(2017, 1, 1)),
        (date(2026, 7, 1), date(2026, 7, 1), 1, None),
    ],
)
def test_a_span_is_cut_into_weeks_months_or_quarters(first: date, last: date, count: int, opening: date | None) -> None:
    pieces = pieces_of(Period(first, last))
    assert len(pieces) == count and pieces[0].start == first and pieces[-1].end == last
    assert all(one.end + timedelta(1) == other.start for one, other in pairwise(pieces))
    assert opening is None or pieces[1].start == opening


def _json(desk: Desk, period: Period) -> Any:
    return figures_document(desk.read(team_figures, period, None, TODAY))


def test_every_figure_of_a_work_type_is_that_of_the_json_of_its_week_and_span(shared_sample: Desk) -> None:
    span = Period(date(2026, 7, 6), date(2026, 8, 2))
    row = shared_sample.read(trends, span.start, span.end, TODAY)
    whole = _json(shared_sample, span)
    for week in span.weeks:
        found = _json(shared_sample, Period(week, week + timedelta(6)))["team"]["work_types"]
        for each in found:
            points = {point.week: point.value for point in subject(row, each["work_type"]).block.trend.points}
            if points[week] is not None:
                assert points[week] == pytest.approx(each["pace_of_known_hours"])
            else:
                assert each["hours_known"] < 4.0
    for each in whole["team"]["work_types"]:
        paired = subject(row, each["work_type"]).block.paired
        assert paired.pace.value == (each["pace"] if each["hours"] is not None else each["pace_of_known_hours"])
        assert getattr(paired.accuracy, "value", None) == (each["accuracy"] or {}).get("value")


def test_every_share_of_the_mix_is_that_of_the_json_of_its_piece_of_time(shared_sample: Desk) -> None:
    row = shared_sample.read(trends, date(2026, 4, 1), date(2026, 9, 30), TODAY)
    for name in ("Team", "Dax O'Fennimore"):
        shares = subject(row, name).shares
        for piece, hours in zip(shares.pieces, shares.hours, strict=True):
            document = _json(shared_sample, piece)
            block = next(each for each in (document["team"], *document["coders"]) if each["coder"] == name)
            key = "hours" if shares.by == "hours" else "earned_hours"
            told = {each["work_type"]: each[key] for each in block["work_types"]}
            for kind, amount in zip(shares.work_types, hours, strict=True):
                assert amount == pytest.approx(told.get(kind) or 0.0), (name, piece, kind)


def test_the_figures_of_everybody_are_those_of_the_json(shared_sample: Desk) -> None:
    span = Period(date(2025, 10, 1), date(2026, 9, 30))
    row = shared_sample.read(trends, span.start, span.end, TODAY)
    assert figures_document(row.figures) == _json(shared_sample, span)
