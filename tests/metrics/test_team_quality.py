"""The accuracy of a team: the method of most coders makes the figure, months and audits are pooled by themselves."""

from datetime import date

import numpy as np
import pytest

from codedesk.methods import METHODS
from codedesk.metrics.accuracy import Bars, Expected
from codedesk.metrics.audits import parts
from codedesk.metrics.design_effect import tallies
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.metrics.intervals import wilson
from codedesk.metrics.likeness import Likeness
from codedesk.metrics.scoring import Records
from codedesk.metrics.team_quality import Months, TeamQuality
from tests.metrics.audited import COUNTS, NAN, audit, audits, findings, records

JULY, AUGUST, LATE_AUGUST = date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 31)


def team(*rows: dict[str, object], charts: Records | None = None) -> TeamQuality:
    read = audits(*rows)
    made = parts(read, charts or records(), findings(), NAN)
    bars = Expected(np.full(len(made.audit), 0.95), np.zeros(len(made.audit), np.int64))
    feeding = np.flatnonzero(read.feeds[made.audit])
    owner = made.audit[feeding]
    shown = tallies(made, feeding, read.method[owner] * 10 + read.coder[owner])
    history = Likeness({(key // 10, key % 10): tally for key, tally in shown.items()})
    return TeamQuality(read, made, Bars(bars, bars), history)


def counted(right: int, wrong: int, day: date = JULY, **more: object) -> dict[str, object]:
    return audit(matched=right, revised=wrong, added=0, deleted=0, records=10, day=day, **more)


def charts(right: int, of: int, day: date = JULY, **more: object) -> dict[str, object]:
    return audit("record", right=right, records=of, day=day, **more)


def figure(found: Accuracy | NotAudited) -> tuple[str, float, float]:
    assert isinstance(found, Accuracy)
    return found.method, found.correct, found.reviewed


def test_a_coder_s_own_audits_and_all_pooled() -> None:
    found = team(counted(90, 10, coder=0), counted(80, 20, coder=1), counted(40, 10, coder=0))
    assert figure(found.of(0)[0]) == ("code_over_code", 130, 150)
    assert figure(found.of(1)[0]) == ("code_over_code", 80, 100)
    assert figure(found.of(None)[0]) == ("code_over_code", 210, 250)
    assert found.of(2) == (NotAudited(), ())


def test_the_method_of_the_latest_audit_makes_the_figure_and_the_others_stand_beside_it() -> None:
    rows = (charts(7, 10, JULY), counted(90, 10, AUGUST), charts(1, 4, JULY))
    quality, others = team(*rows).of(0)
    assert figure(quality) == ("code_over_code", 90, 100)
    assert [figure(each) for each in others] == [("record", 8, 14)]
    quality, others = team(*rows, charts(9, 10, LATE_AUGUST)).of(0)
    assert figure(quality) == ("record", 17, 24)
    assert [figure(each) for each in others] == [("code_over_code", 90, 100)]


def test_one_audit_by_another_method_does_not_make_the_team_s_figure() -> None:
    """It makes that of its coder; from when on most coders are audited so, it makes the team's too."""
    rows = (
        counted(90, 10, coder=0),
        counted(80, 20, coder=1),
        counted(70, 30, coder=2),
        charts(1, 10, AUGUST, coder=1),
    )
    found = team(*rows)
    assert [figure(found.of(coder)[0])[0] for coder in (0, 1, 2)] == ["code_over_code", "record", "code_over_code"]
    quality, others = found.of(None)
    assert figure(quality) == ("code_over_code", 240, 300)
    assert [figure(each) for each in others] == [("record", 1, 10)]
    assert figure(team(*rows, charts(9, 10, AUGUST, coder=2)).of(None)[0]) == ("record", 10, 20)


def test_where_as_many_coders_are_by_each_method_that_of_more_audits_makes_the_team_s() -> None:
    rows = (counted(90, 10, coder=0), counted(80, 20, coder=1), charts(1, 10, AUGUST, coder=1))
    assert figure(team(*rows).of(None)[0]) == ("code_over_code", 170, 200)
    assert figure(team(*rows, charts(9, 10, AUGUST, coder=1)).of(None)[0]) == ("record", 10, 20)


def test_of_audits_of_one_day_the_one_entered_last_is_the_latest() -> None:
    assert figure(team(charts(7, 10), counted(90, 10)).of(0)[0])[0] == "code_over_code"
    assert figure(team(counted(90, 10), charts(7, 10)).of(0)[0])[0] == "record"


def test_an_audit_that_does_not_feed_the_accuracy_stands_for_itself() -> None:
    found = team(counted(90, 10), counted(1, 9, AUGUST, feeds=False), counted(2, 8, JULY, feeds=False, coder=1))
    assert figure(found.of(0)[0]) == ("code_over_code", 90, 100)
    assert [figure(each)[1:] for each in found.focused(0)] == [(1, 10)]
    assert [figure(each)[1:] for each in found.focused(None)] == [(2, 10), (1, 10)]  # in order of their dates
    assert found.focused(2) == ()


def test_an_audit_that_cannot_be_scored_is_named_and_left_out() -> None:
    blank = audit("union", depth=COUNTS, name="A", matched=9)
    found = team(blank).of(0)
    assert found == (
        NotAudited("not scored", "A: union cannot be had from what was entered; it is left out."), (),
    )  # fmt: skip
    quality, _ = team(blank, counted(90, 10)).of(0)
    assert isinstance(quality, Accuracy)
    assert quality.explanation.remarks[-1].startswith("A: union cannot be had")
    another, _ = team(blank, counted(90, 10, coder=1)).of(1)
    assert isinstance(another, Accuracy)
    assert not any("cannot be had" in said for said in another.explanation.remarks)
    assert isinstance(team(blank | {"feeds": False}).of(0)[0], NotAudited)
    assert team(blank | {"feeds": False}).of(0)[0] == NotAudited()


def test_work_types_are_those_that_audits_name() -> None:
    found = team(counted(90, 10, work_type=2), counted(10, 0, work_type=1), counted(5, 5))
    assert found.types_of(0) == (1, 2)
    assert figure(found.of_type(0, 2)) == ("code_over_code", 90, 100)
    assert found.of_type(0, 3) == NotAudited()
    assert found.of_type(1, 2) == NotAudited()


def test_a_point_for_each_audit_and_a_cut_where_the_method_changes() -> None:
    rows = (counted(9, 1, LATE_AUGUST), charts(7, 10, JULY), charts(8, 10, AUGUST), counted(5, 5, JULY, coder=1))
    points, cuts = team(*rows).points(0)
    assert [(point.week, point.value, point.label) for point in points] == [
        (JULY, 0.7, "audit 1"), (AUGUST, 0.8, "audit 2"), (LATE_AUGUST, 0.9, "audit 0"),
    ]  # fmt: skip
    assert cuts == (LATE_AUGUST,)
    low, high = points[0].low, points[0].high
    assert (low, high) == pytest.approx(wilson(7, 10))


def test_a_result_as_reported_is_a_point_of_its_charts() -> None:
    points, _ = team(audit(reported=0.9, records=20, day=JULY)).points(0)
    assert (points[0].value, (points[0].low, points[0].high)) == (0.9, pytest.approx(wilson(18, 20)))


def test_a_month_is_pooled_over_the_team_by_the_method_of_most_coders_in_it() -> None:
    found = team(
        counted(90, 10, JULY, coder=0), counted(80, 20, JULY, coder=1), charts(0, 9, JULY, coder=2),
        charts(1, 2, AUGUST, coder=0), charts(3, 4, AUGUST, coder=1), counted(5, 5, LATE_AUGUST, coder=2),
    )  # fmt: skip
    points, cuts, methods = found.months()
    assert [(point.week, point.value, point.label) for point in points] == [
        (date(2026, 7, 1), 0.85, "2026-07"), (date(2026, 8, 1), pytest.approx(4 / 6), "2026-08"),
    ]  # fmt: skip
    assert cuts == (date(2026, 8, 1),)
    assert [METHODS[method] for method in methods] == ["code_over_code", "record"]
    assert team(charts(1, 2)).months(work_type=1) == Months()


def test_a_month_of_one_work_type() -> None:
    points, cuts, _ = team(counted(90, 10, work_type=1), counted(10, 10, work_type=2)).months(work_type=2)
    assert ([point.value for point in points], cuts) == ([0.5], ())


def test_from_four_coders_of_one_method_on_each_gets_a_likely_range() -> None:
    rows = [counted(80 + 4 * coder, 20 - 4 * coder, coder=coder) for coder in range(4)]
    assert team(*rows[:3]).likely == {}
    found = team(*rows)
    assert sorted(coder for coder in found.likely if coder is not None) == [0, 1, 2, 3]
    for coder in range(4):
        quality = found.of(coder)[0]
        assert isinstance(quality, Accuracy)
        assert quality.likely == found.likely[coder]
        assert quality.value == pytest.approx(0.8 + 0.04 * coder)  # the audited figure stays
    apart = team(*rows[:3], charts(9, 10, coder=3))
    assert apart.likely == {}  # three by one method, one by another


def test_a_work_type_of_which_only_a_chart_without_a_code_was_audited_is_not_audited() -> None:
    """Charts of one audit: eight of ten codes of type 0 right, and one of type 1 in which nobody found a code."""
    found = team(audit(), charts=records((0, (8, 2, 0, 0)), (0, (0, 0, 0, 0)), types=(0, 1)))
    assert figure(found.of(0)[0]) == figure(found.of_type(0, 0)) == ("code_over_code", 8, 10)
    assert found.of_type(0, 1) == found.of_type(None, 1) == NotAudited()
    assert found.months(1) == Months()
    assert [point.value for point in found.months(0)[0]] == [0.8]
