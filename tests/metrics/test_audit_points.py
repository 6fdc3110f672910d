"""Audits as points, by hand: which there are, what each says and counts, and what is expected of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from codedesk.metrics.audit_points import AuditPoints, auditors_of, points_of
from codedesk.metrics.audits import parts
from codedesk.metrics.scoring import Findings, Records
from codedesk.metrics.standards import Floats
from tests.metrics.audited import NAN, audit, audits, day_number, findings, records

MONDAY = date(2026, 7, 6)
NO_RECORDS, NO_FINDINGS = records(), findings()
TEN = {"matched": 90, "revised": 10, "added": 0, "deleted": 0, "records": 10}  # 90 of 100 codes of ten charts
ASSUMED = 1 + 9 * 0.15  # ten codes a chart are ten codes alike by 0.15


def on(day: int, method: str = "code_over_code", **said: object) -> dict[str, object]:
    """One audit of some day from the Monday on."""
    return audit(method, day=MONDAY + timedelta(day), **(said or TEN))


def points(
    *rows: dict[str, object],
    charts: Records = NO_RECORDS,
    found: Findings = NO_FINDINGS,
    cuts: Sequence[Sequence[int]] = ((), ()),
    weeks: int = 4,
) -> AuditPoints:
    made = audits(*rows)
    return points_of(made, parts(made, charts, found, NAN), day_number(MONDAY), weeks, cuts)


def test_a_point_says_the_share_right_and_counts_as_its_independent_codes() -> None:
    found = points(on(8, **TEN, coder=1, work_type=3, auditor="Ruth"))
    assert len(found) == 1
    assert (found.coder[0], found.work_type[0], found.week[0], found.audit[0]) == (1, 3, 1, 0)
    assert (found.day[0] - day_number(MONDAY), found.auditor[0], found.level[0]) == (8, 0, 0)
    assert (found.value[0], found.size[0]) == (0.9, pytest.approx(100 / ASSUMED))
    assert found.assumed[0] == pytest.approx(ASSUMED)


def test_points_stand_in_order_of_their_days_and_auditors_in_that_of_their_names() -> None:
    rows = [on(9, **TEN, auditor="Zoe"), on(2, **TEN, auditor="Ali"), on(2, **TEN), on(20, **TEN, auditor="Zoe")]
    found = points(*rows)
    assert found.audit.tolist() == [1, 2, 0, 3]
    assert auditors_of(audits(*rows)) == ("Ali", "Zoe")
    assert found.auditor.tolist() == [0, -1, 1, 1]
    assert found.week.tolist() == [0, 0, 1, 2]


def test_only_audits_that_feed_and_lie_in_the_weeks_are_points() -> None:
    rows = [on(day) for day in (-1, 0, 27, 28)]
    assert points(*rows).audit.tolist() == [1, 2]
    assert points(*rows[:2], on(1, **TEN, feeds=False)).audit.tolist() == [1]
    assert points(*rows, weeks=5).audit.tolist() == [1, 2, 3]


def test_of_each_coder_the_method_of_the_latest_audit_counts() -> None:
    found = points(
        on(0), on(1, "record", right=6, records=10), on(2, "record", right=5, records=8),
        on(3, **TEN, coder=1), on(4, "record", right=6, records=10, coder=1, feeds=False),
    )  # fmt: skip
    assert found.audit.tolist() == [1, 2, 3]
    assert found.value.tolist() == [0.6, 0.625, 0.9]
    assert found.size.tolist() == [10, 8, pytest.approx(100 / ASSUMED)]
    assert found.assumed.tolist() == [1, 1, pytest.approx(ASSUMED)]


def test_an_audit_in_which_nothing_was_right_is_a_point_and_one_of_no_codes_is_none() -> None:
    found = points(
        on(0, matched=0, revised=10, added=0, deleted=0, records=2), on(1, matched=0, revised=0, added=0, deleted=0)
    )
    assert (found.value.tolist(), found.audit.tolist()) == ([0], [0])
    # five codes that are not supported are more than the two that are right
    less = points(on(0, "code_over_code_net", matched=2, revised=2, added=0, deleted=5, records=1))
    assert less.value.tolist() == [0]


def test_a_result_alone_counts_as_its_charts() -> None:
    found = points(on(0, reported=0.85, records=20), on(1, reported=0.8))
    assert (found.value.tolist(), found.size.tolist(), found.assumed.tolist()) == ([0.85, 0.8], [20, 1], [1, 1])


def test_charts_known_one_by_one_tell_how_alike_their_codes_are() -> None:
    """Charts with 10, 10, 10 and 2 of 10: alike by 0.5 of 4.8 errors, with 0.15 as 36: 1 + 9 × 0.191176."""
    charts = records(*[(0, (10, 0, 0, 0))] * 3, (0, (2, 8, 0, 0)))
    found = points(on(0, nothing=0), on(1), charts=charts)
    effect = 1 + 9 * (4.8 * 0.5 + 36 * 0.15) / 40.8
    assert found.value.tolist() == [0.8, 0.9]
    assert found.size == pytest.approx(np.array([40, 100]) / effect)
    assert found.assumed == pytest.approx([1, 1])
    # what does not feed shows nothing
    assert points(on(0, feeds=False), on(1), charts=charts).size == pytest.approx([100 / ASSUMED])


def test_an_audit_is_a_point_for_each_work_type_that_its_charts_name() -> None:
    charts = records((0, (8, 2, 0, 0)), (0, (9, 1, 0, 0)), (1, (5, 5, 0, 0)), (0, (10, 0, 0, 0)), types=[2, 0, 2, 2])
    found = points(on(3, nothing=0), on(2, nothing=0), charts=charts)
    assert (found.audit.tolist(), found.work_type.tolist()) == ([1, 0, 0], [2, 0, 2])
    assert found.value.tolist() == [0.5, 0.9, 0.9]


@pytest.mark.parametrize("change", ["added", "revised"])
def test_an_audit_is_one_point_where_what_was_withdrawn_names_no_chart(change: str) -> None:
    """8 of 10 and 9 of 10: without one missed code 17 of 19, without one that was revised 18 of 20."""
    charts = records((0, (8, 1, 1, 0)), (0, (9, 1, 0, 0)), types=[2, 0])
    found = points(on(0, nothing=0), charts=charts, found=findings((0, -1, change, True)))
    assert found.value.tolist() == [pytest.approx({"added": 17 / 19, "revised": 18 / 20}[change])]
    assert found.work_type.tolist() == [-1]


def test_a_rebasing_event_opens_a_level_with_its_day() -> None:
    base = day_number(MONDAY)
    rows = [on(day, **TEN, coder=coder) for coder, days in ((0, (0, 7, 14)), (1, (5, 6, 7))) for day in days]
    found = points(*rows, cuts=((base + 14, base + 7), ()))
    assert found.audit.tolist() == [0, 3, 4, 1, 5, 2]
    assert found.level.tolist() == [0, 3, 3, 1, 3, 2]
    assert points(*rows, cuts=((base + 8,), (base + 7,))).level.tolist() == [0, 2, 2, 0, 3, 1]


def test_no_audit_is_no_point() -> None:
    for found in (points(), points(cuts=())):
        assert len(found) == 0
        assert (found.spread, len(found.centre)) == (1.1, 0)


def made(value: Sequence[float], size: Sequence[float], **more: Sequence[int]) -> AuditPoints:
    """Make points of one coder, level, work type and auditor a day each, but for what is said."""
    count = len(value)
    zero, days = np.zeros(count, np.int64), np.arange(count)
    start = AuditPoints(zero, zero, zero, zero, days, days, np.array(value), np.array(size), days, np.ones(count))
    return replace(start, **{name: np.array(column) for name, column in more.items()})


def test_a_level_is_drawn_towards_all_as_if_sixty_codes_of_theirs_were_in_it() -> None:
    """60 codes all right and 60 with 48: 0.9 in all; (60 + 54) ÷ 120 and (48 + 54) ÷ 120."""
    both = made([1.0, 0.8], [60, 60], level=[0, 1])
    assert both.centre == pytest.approx([0.95, 0.85])
    assert both.binomial == pytest.approx([0.05 * 0.95 / 60, 0.15 * 0.85 / 60])
    # 240 in two audits weigh four times: whole (240 + 48) ÷ 300 = 0.96
    assert made([1.0, 1.0, 0.8], [200, 40, 60], level=[0, 0, 1]).centre == pytest.approx(
        [(240 + 57.6) / 300] * 2 + [(48 + 57.6) / 120]
    )


@pytest.mark.parametrize("value", [1.0, 0.0])
def test_also_where_all_or_nothing_is_right_a_point_may_vary_by_one_in_a_hundred(value: float) -> None:
    assert made([value] * 2, [50, 100]).binomial == pytest.approx([0.01 * 0.99 / 50, 0.01 * 0.99 / 100])


def test_points_without_steps_vary_as_their_codes_or_as_the_half_that_is_only_assumed() -> None:
    """Five alike: no step, and 20 of the usual 1.1 beside the four: 22 ÷ 24; a design effect of 4 lets it be ½."""
    alike = made([0.9] * 5, [50] * 5)
    assert alike.spread == 1.0
    assert alike.variance == pytest.approx(alike.binomial)
    loose = replace(alike, assumed=np.full(5, 4.0))
    assert loose.spread == pytest.approx(22 / 24)
    assert loose.variance == pytest.approx(alike.binomial * (22 / 24) ** 2)
    assert replace(alike, assumed=np.array([4.0, 4.0, 1.0, 4.0, 4.0])).spread == 1.0
    # each of another level: there is no step at all
    assert made([0.9] * 5, [50] * 5, level=[0, 1, 2, 3, 4]).spread == pytest.approx(1.1)


def test_steps_are_from_one_audit_to_the_next_of_its_level_by_their_days() -> None:
    """Two levels of three audits, high, high, low, given out of order: one step each of 0.1 in standard errors."""
    value, level, day = [0.9, 0.8, 0.9, 0.8, 0.9, 0.9], [0, 1, 1, 0, 1, 0], [5, 9, 3, 7, 6, 2]
    two = made(value, [100] * 6, level=level, day=day, work_type=[-1] * 6, auditor=[-1] * 6)
    error = np.sqrt(two.binomial[0])
    assert two.centre == pytest.approx([two.centre[0]] * 6)
    assert two.spread == pytest.approx(max(1.0, (2 * 0.1 / error / 1.128 + 22) / 24))
    assert two.spread > 1.0


def by_definition(found: AuditPoints) -> tuple[Floats, Floats, Floats]:
    """Solve the ridge as what it is: least squares with a row of its own for everything that is drawn to its usual."""
    groups = (found.level, found.work_type, found.auditor)
    counts = [int(group.max()) + 1 for group in groups]
    opens = np.concatenate([[0], np.cumsum(counts)])
    rows = np.zeros((len(found), opens[-1]))
    for first, group in zip(opens, groups, strict=False):
        named = group >= 0
        rows[named, first + group[named]] = 1.0
    usual = (found.value * found.size).sum() / found.size.sum()
    weight = 1 / np.sqrt(found.binomial)
    back = np.diag(1 / np.repeat([0.2, 0.03, 0.02], counts))
    says = np.r_[(found.value - usual) * weight, np.zeros(opens[-1])]
    solved = np.linalg.lstsq(np.vstack([rows * weight[:, None], back]), says, rcond=None)[0]
    kind, auditor = (
        np.where(group >= 0, solved[first + np.maximum(group, 0)], 0.0)
        for first, group in zip(opens[1:], groups[1:], strict=False)
    )
    return usual + solved[found.level], kind, auditor


def mixed() -> AuditPoints:
    value = [0.95, 0.9, 0.85, 0.97, 0.8, 0.93, 0.88, 0.91]
    more = {
        "level": [0, 0, 1, 1, 1, 2, 2, 0],
        "work_type": [0, 1, 1, 0, 1, -1, 1, 0],
        "auditor": [0, 1, 0, -1, 1, 1, 0, 0],
    }
    return made(value, [40, 90, 60, 120, 30, 80, 50, 75], **more)


def test_what_is_expected_is_least_squares_with_everything_drawn_to_its_usual() -> None:
    found = mixed()
    level, kind, auditor = by_definition(found)
    assert found.expected == pytest.approx(level + kind + auditor)
    assert found.own == pytest.approx(found.value - kind - auditor)


def test_points_vary_by_the_steps_of_what_is_off_the_expected() -> None:
    """Two steps of the first level, two of the second, one of the third; 20 of 1.1 beside them."""
    found = mixed()
    off = (found.value - sum(by_definition(found))) / np.sqrt(found.binomial)
    steps = sum(abs(off[a] - off[b]) for a, b in ((0, 1), (1, 7), (2, 3), (3, 4), (5, 6))) / 1.128
    assert found.spread == pytest.approx((steps + 22) / 25)
    assert found.spread > 1


def test_what_new_auditors_find_more_or_less_than_the_others_stays_in_what_is_left() -> None:
    found = mixed()
    _, kind, auditor = by_definition(found)
    new = found.auditor == 1
    usual = (auditor * found.size)[~new].sum() / found.size[~new].sum()
    left = found.value - kind - np.where(new, 0.0, auditor - usual)
    assert found.own_beside(new) == pytest.approx(left)
    every = np.ones(len(found), np.bool_)
    assert found.own_beside(every) == pytest.approx(found.value - kind)
    assert found.own_beside(~every) == pytest.approx(
        found.value - kind - auditor + (auditor * found.size).sum() / found.size.sum()
    )


def test_some_of_the_points_keep_all_that_is_known_of_them() -> None:
    found = mixed().where(np.array([2, 0]))
    assert (found.value.tolist(), found.size.tolist(), found.level.tolist()) == ([0.85, 0.95], [60, 40], [1, 0])
    assert (found.audit.tolist(), found.day.tolist(), found.week.tolist()) == ([2, 0], [2, 0], [2, 0])
