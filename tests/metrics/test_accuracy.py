"""Accuracy pooled by hand: the standard of the day, the mean of standards that differ, results beside counts, words."""

from datetime import date, timedelta

import numpy as np
import pytest

from codedesk.metrics.accuracy import (
    Bars,
    Expected,
    Unnamed,
    accuracy,
    expected_of,
    in_force,
    standards_of_unnamed,
)
from codedesk.metrics.audit_pools import AuditPools
from codedesk.metrics.audits import Audits, Parts, parts
from codedesk.metrics.figures import Accuracy
from codedesk.metrics.intervals import wilson
from codedesk.metrics.likeness import Likeness
from codedesk.metrics.standards import EVERY_WORK_TYPE, Ramps, Standards
from tests.metrics.audited import DAY, NAN, audit, audits, day_number, findings, records

JULY = day_number(date(2026, 7, 1))
ALONE = Likeness({}).outside(None)  # a department of which nothing else is known
NO_RAMPS = Ramps(*(np.zeros(0, kind) for kind in (np.int64, np.int64, np.int64, float, float)))


def standards(*rows: tuple[int, int, float]) -> Standards:
    """Standards: work type, first day, accuracy."""
    kind, since, share = (np.array(column) for column in zip(*rows, strict=True))
    return Standards(kind, since, np.ones(len(rows)), np.zeros(len(rows), np.bool_), share, ("",) * len(rows))


def scored(*rows: dict[str, object]) -> tuple[Audits, Parts]:
    read = audits(*rows)
    return read, parts(read, records(), findings(), NAN)


def counted(matched: int, revised: int, **more: object) -> dict[str, object]:
    return audit(matched=matched, revised=revised, added=0, deleted=0, **more)


def read_against(share: float | list[float], found: tuple[Audits, Parts], origin: int = 0) -> Accuracy:
    every = len(found[1].audit)
    shares = np.full(every, share) if isinstance(share, float) else np.array(share)
    pooled = AuditPools(*found, [np.arange(every)], ALONE).of(0)
    return accuracy(*found, np.arange(every), Expected(shares, np.full(every, origin)), pooled)


def test_the_ramp_s_accuracy_goes_before_the_standard_s_where_it_says_one() -> None:
    ramps = Ramps(np.array([1, 2]), np.array([-1, -1]), np.array([JULY, JULY]), np.ones(2), np.array([0.85, np.nan]))
    asked = np.array([0, 1, 2, 1, 1]), np.array([0, 0, 0, 1, 0]), np.array([JULY, JULY, JULY, JULY, JULY - 1])
    found = in_force(standards((0, JULY - 90, 0.95)), ramps, *asked)
    assert found.tolist() == pytest.approx([0.95, 0.85, 0.95, 0.85, 0.95])
    assert np.isnan(in_force(standards((0, JULY, 0.95)), ramps, *(np.array([each]) for each in (0, 0, JULY - 1))))
    none = Standards(*(np.zeros(0, kind) for kind in (np.int64, np.int64, float, bool, float)), ())
    assert in_force(none, ramps, *asked).tolist() == pytest.approx([NAN, 0.85, NAN, 0.85, NAN], nan_ok=True)


def test_codes_of_counts_alone_take_the_charts_as_the_sample() -> None:
    made = read_against(0.95, scored(counted(95, 5, records=10)))
    assert (made.value, made.correct, made.reviewed, made.records) == (0.95, 95, 100, 10)
    assert made.n_effective == pytest.approx(10)
    assert (made.low, made.high) == pytest.approx(wilson(9.5, 10))
    assert (made.standard, made.observed, made.evidence) == (0.95, "met", "cannot_tell")
    assert (made.as_reported, made.reported_share, made.small_sample) == (False, 0.0, True)
    assert "Small sample: under 30 charts." in made.explanation.remarks


@pytest.mark.parametrize(("charts", "small"), [(29, True), (30, False), (None, False)])
def test_a_sample_is_small_under_thirty_charts(charts: int | None, small: bool) -> None:
    more = {} if charts is None else {"records": charts}
    made = read_against(0.95, scored(counted(95, 5, **more)))
    assert made.small_sample is small
    assert made.records == charts
    assert any("is not known" in said for said in made.explanation.remarks) is (charts is None)


def test_a_result_alone_stays_charts() -> None:
    made = read_against(0.95, scored(audit(reported=0.9, records=20), audit(reported=1.0)))
    assert (made.value, made.reviewed, made.as_reported) == (pytest.approx(19 / 21), 21, True)
    assert made.n_effective == 21
    assert made.records is None
    assert made.explanation.remarks[0] == "The interval takes the charts as the sample."
    assert "As reported: only a result was entered, so it cannot be scored again." in made.explanation.remarks


def test_beside_counts_a_result_weighs_by_its_charts_each_of_as_many_codes_as_a_chart_has() -> None:
    # 10 charts of 100 codes: 10 codes each. A result of 5 charts, 80 % right: 40 of 50 codes
    made = read_against(0.95, scored(counted(95, 5, records=10), audit(reported=0.8, records=5)))
    assert (made.correct, made.reviewed, made.records) == (135, 150, 15)
    assert made.value == pytest.approx(0.9)
    assert made.reported_share == pytest.approx(50 / 150)
    # no chart is known one by one: 150² ÷ (5 charts × 10² + 100² ÷ 10 charts)
    assert made.n_effective == pytest.approx(22500 / (500 + 1000))
    said = " ".join(made.explanation.remarks)
    assert "33.33 % of what was reviewed is as reported: of 5 charts only a result was entered." in said
    shown = {part.name: part.value for part in made.explanation.parts}
    assert shown["Codes of the results as reported"] == "5 × 10 = 50"
    assert shown["Correct of reviewed"] == "135 ÷ 150 = 90 %"


@pytest.mark.parametrize(
    ("shares", "standard", "differ"),
    [
        ([0.95, 0.95], 0.95, False),
        ([0.9, 0.98], 0.92, True),  # (0.9 × 75 + 0.98 × 25) ÷ 100
        ([NAN, 0.98], 0.98, True),  # one has none
        ([NAN, NAN], None, False),
    ],
)
def test_where_standards_differ_the_mean_by_what_was_reviewed_is_shown(
    shares: list[float], standard: float | None, differ: bool
) -> None:
    made = read_against(shares, scored(counted(70, 5, records=8), counted(25, 0, records=2)))
    assert made.standard == (None if standard is None else pytest.approx(standard))
    assert any("different standards" in said for said in made.explanation.remarks) is differ
    if standard is None:
        assert (made.observed, made.evidence, made.more_charts) == (None, None, None)


def test_a_result_weighs_in_the_mean_of_standards_as_it_weighs_in_the_figure() -> None:
    # 50 codes of 5 charts against 98 %, and a result of 5 charts (50 codes) against 90 %
    made = read_against([0.98, 0.9], scored(counted(48, 2, records=5), audit(reported=0.9, records=5)))
    assert made.standard == pytest.approx(0.94)


def test_by_charts_nothing_is_weighed_and_the_charts_are_the_sample() -> None:
    rows = (audit("record", right=8, records=10), audit("record", reported=0.5, records=10))
    made = read_against(0.9, scored(*rows))
    assert (made.value, made.n_effective, made.reviewed) == (pytest.approx(13 / 20), 20, 20)
    assert made.explanation.remarks[0] == "The interval takes the records as the sample."


def test_a_value_is_never_below_nothing_nor_above_all() -> None:
    net = audit("code_over_code_net", matched=2, revised=8, added=0, deleted=5, records=3)
    assert read_against(0.9, scored(net)).value == 0.0  # (2 − 5) ÷ 10


def test_versions_of_the_method_are_named_and_told_where_they_differ() -> None:
    one = read_against(0.95, scored(counted(9, 1, version="2"), counted(9, 1, version=""), counted(9, 1, version="2")))
    assert one.method_version == "2"
    assert not any("versions" in said for said in one.explanation.remarks)
    two = read_against(0.95, scored(counted(9, 1, version="2"), counted(9, 1, version="1")))
    assert two.method_version == "1, 2"
    assert any("versions" in said for said in two.explanation.remarks)
    assert two.explanation.title == "Accuracy by code over code, version 1, 2"


@pytest.mark.parametrize(("origin", "words"), [(1, "the department's"), (2, "weighted by them"), (3, "agree on")])
def test_the_explanation_says_where_a_standard_came_from_that_nobody_named(origin: int, words: str) -> None:
    made = read_against(0.95, scored(counted(9, 1)), origin)
    assert words in next(part for part in made.explanation.parts if part.name == "Standard").source
    plain = read_against(0.95, scored(counted(9, 1)))
    assert next(part for part in plain.explanation.parts if part.name == "Standard").source == ""


def test_forty_audits_are_shown_one_by_one_and_more_by_year() -> None:
    def rows(count: int) -> tuple[dict[str, object], ...]:
        days = [date(2026, 12, 31) - timedelta(number) for number in range(count)]
        return tuple(counted(9, 1, records=2, day=day, name=f"of {day}") for day in days)

    forty = [part.name for part in read_against(0.9, scored(*rows(40))).explanation.parts if part.name.startswith("of")]
    assert (len(forty), forty[0], forty[-1]) == (40, "of 2026-11-22", "of 2026-12-31")  # in order of their dates
    more = (*rows(40), counted(5, 5, day=date(2025, 1, 1)))
    shown = [part for part in read_against(0.9, scored(*more)).explanation.parts if " of 202" in part.name]
    assert [(part.name, part.value) for part in shown] == [
        ("1 audit of 2025", "5 of 10"), ("40 audits of 2026", "360 of 400"),
    ]  # fmt: skip


def test_what_the_audits_brought_is_shown_with_day_selection_and_charts() -> None:
    made = read_against(
        0.9, scored(counted(9, 1, records=1, name="A", selection="high_risk"), counted(18, 2, name="B"))
    )
    lines = {part.name: (part.value, part.source) for part in made.explanation.parts}
    assert lines["A"] == ("9 of 10", "14 Jul 2026, high risk, 1 chart")
    assert lines["B"] == ("18 of 20", "14 Jul 2026, random, charts not known")


UNNAMED = counted(9, 1, coder=1, day=DAY)
TWO_TYPES = standards((0, JULY - 90, 0.94), (1, JULY - 90, 0.98))


def charts_of(*charts: float):  # type: ignore[no-untyped-def]
    return lambda _audit: (np.arange(len(charts)), np.array(charts))


@pytest.mark.parametrize(
    ("logged", "share", "of_all"),
    [
        ((30.0, 10.0), 0.95, False),  # (0.94 × 30 + 0.98 × 10) ÷ 40
        ((0.0, 7.0), 0.98, False),
        ((0.0, 0.0), NAN, True),  # none logged, and the standards do not agree
        ((10.0, 0.0, 90.0), 0.94, False),  # work without a standard weighs nothing
    ],
)
def test_an_audit_of_no_work_type_is_read_by_the_charts_logged(
    logged: tuple[float, ...], share: float, of_all: bool
) -> None:
    found = standards_of_unnamed(TWO_TYPES, NO_RAMPS, audits(UNNAMED), NAN, charts_of(*logged))
    assert found.share.tolist() == pytest.approx([share], nan_ok=True)
    assert found.of_all.tolist() == [of_all]


def test_where_no_charts_are_logged_it_is_what_all_standards_agree_on() -> None:
    agreed = standards((0, JULY - 90, 0.95), (1, JULY - 90, 0.95), (2, JULY - 90, NAN))
    found = standards_of_unnamed(agreed, NO_RAMPS, audits(UNNAMED), NAN, charts_of(0.0, 0.0, 0.0))
    assert (found.share.tolist(), found.of_all.tolist()) == ([0.95], [True])


def test_the_department_s_standard_or_a_ramp_for_all_work_spares_the_question() -> None:
    def never(_audit: int):  # type: ignore[no-untyped-def]
        raise AssertionError("nobody needs the charts")

    ramp = Ramps(np.array([1]), np.array([EVERY_WORK_TYPE]), np.array([JULY]), np.ones(1), np.array([0.85]))
    for whole, ramps in ((0.95, NO_RAMPS), (NAN, ramp)):
        found = standards_of_unnamed(TWO_TYPES, ramps, audits(UNNAMED), whole, never)
        assert np.isnan(found.share).all()


def bars_of(whole: float, unnamed: Unnamed, *rows: dict[str, object], types: tuple[int, ...] = ()) -> Bars:
    read = audits(*rows)
    charts = records(*[(0, (9, 1, 0, 0))] * len(types), types=list(types))
    return expected_of(TWO_TYPES, NO_RAMPS, read, parts(read, charts, findings(), NAN), whole, unnamed)


def test_an_audit_is_read_by_its_work_type_else_by_the_department_s_else_by_what_its_charts_say() -> None:
    nothing, logged = Unnamed(np.array([NAN]), np.array([False])), Unnamed(np.array([0.96]), np.array([False]))
    everything = Unnamed(np.array([0.97]), np.array([True]))
    named = bars_of(0.95, nothing, counted(9, 1, work_type=1))
    assert (named.audit.share.tolist(), named.audit.origin.tolist()) == ([0.98], [0])
    for whole, unnamed, share, origin in (
        (0.95, nothing, 0.95, 1), (NAN, logged, 0.96, 2), (NAN, everything, 0.97, 3), (0.95, logged, 0.95, 1),
    ):  # fmt: skip
        found = bars_of(whole, unnamed, UNNAMED)
        assert (found.audit.share.tolist(), found.audit.origin.tolist()) == ([share], [origin])
        assert (found.work_type.share.tolist(), found.work_type.origin.tolist()) == ([share], [origin])


def test_charts_that_name_a_work_type_are_read_by_its_standard_and_their_audit_by_its_own() -> None:
    nothing = Unnamed(np.array([NAN]), np.array([False]))
    found = bars_of(0.9, nothing, audit(), types=(0, 1, -1))
    order = np.argsort(found.work_type.share)
    assert found.work_type.share[order].tolist() == [0.9, 0.94, 0.98]
    assert found.work_type.origin[order].tolist() == [1, 0, 0]
    assert found.audit.share.tolist() == [0.9, 0.9, 0.9]


def test_a_pool_says_whether_codes_are_its_unit() -> None:
    for row, by_codes in ((counted(9, 1), True), (audit(reported=0.9, records=3), False),
                          (audit("record", right=8, records=10), False)):  # fmt: skip
        read, made = scored(row)
        assert AuditPools(read, made, [np.array([0])], ALONE).of(0).by_codes is by_codes


def shown(made: Accuracy) -> list[tuple[str, ...]]:
    return [tuple(word for word in (part.name, part.value, part.source) if word) for part in made.explanation.parts]


def test_every_part_of_an_accuracy_is_shown_and_nothing_that_is_not_there() -> None:
    made = read_against(0.95, scored(counted(95, 5, records=10)))
    assert shown(made) == [
        ("Matched codes", "95"),
        ("Revised codes", "5"),
        ("Added codes (missed by the coder)", "0"),
        ("Deleted codes (not supported, over-coding)", "0"),
        ("Correct of reviewed", "95 ÷ 100 = 95 %"),
        ("Worth as many charts (n)", "10"),
        ("Interval (Wilson, 95 %)", "65.55 % to 99.48 %", "n = 10"),
        ("Standard", "95 %"),
        ("audit 0", "95 of 100", "14 Jul 2026, random, 10 charts"),
    ]
    assert made.explanation.remarks == (
        "No chart of the department is known one by one: the interval takes the charts as the sample.",
        "Small sample: under 30 charts.",
    )
    assert (made.audits, made.first_value, made.deleted, made.not_followed, made.method_version) == (1, 0.95, 0, 0, "")


def test_codes_that_were_not_counted_are_not_shown_and_no_standard_is_none() -> None:
    made = read_against(NAN, scored(audit(matched=95, revised=5, added=0, records=40)))
    assert [name for name, *_ in shown(made)] == [
        "Matched codes", "Revised codes", "Added codes (missed by the coder)", "Correct of reviewed",
        "Worth as many charts (n)", "Interval (Wilson, 95 %)", "audit 0",
    ]  # fmt: skip
    assert (made.deleted, made.standard) == (None, None)
    assert len(made.explanation.remarks) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], ["Of some audits the number of charts is not known: whether the sample is small cannot be said."]),
        (
            [audit(reported=0.9)],
            [
                "0.99 % of what was reviewed is as reported: of 1 chart only a result was entered. It weighs by its "
                "charts and cannot be scored again.",
                "Of some audits the number of charts is not known: whether the sample is small cannot be said.",
                "An audit of which only the result is known, and not the charts, weighs as one chart.",
            ],
        ),
    ],
)
def test_audits_of_which_the_charts_are_not_known_say_so(more: list[dict[str, object]], said: list[str]) -> None:
    """A hundred codes in ten charts at most: a result of one chart beside them is ten of 1,010 codes."""
    made = read_against(NAN, scored(counted(950, 50), *more))
    assert [*made.explanation.remarks[1:]] == said


def test_the_error_rate_shows_what_else_it_counts() -> None:
    entered = {"matched": 95, "revised": 3, "added": 4, "deleted": 2, "principal_changed": 1, "records": 10}
    made = read_against(0.95, scored(audit("error_rate", **entered)))
    assert shown(made)[3:7] == [
        ("Deleted codes (not supported, over-coding)", "2"),
        ("Principal diagnosis changed", "1"),
        ("Records", "10"),
        ("Correct of reviewed", "100 ÷ 110 = 90.91 %"),
    ]


def test_by_charts_no_codes_are_shown_and_by_a_result_alone_neither() -> None:
    made = read_against(0.5, scored(audit("record", right=6, records=10)))
    assert shown(made) == [
        ("Correct of reviewed", "6 ÷ 10 = 60 %"),
        ("Interval (Wilson, 95 %)", "31.27 % to 83.18 %", "n = 10"),
        ("Standard", "50 %"),
        ("audit 0", "6 of 10", "14 Jul 2026, random, 10 charts"),
    ]
    assert made.explanation.remarks[0] == "The interval takes the records as the sample."
    alone = read_against(NAN, scored(audit(reported=0.6, records=10)))
    assert [name for name, *_ in shown(alone)] == ["Correct of reviewed", "Interval (Wilson, 95 %)", "audit 0"]
    assert alone.explanation.remarks == (
        "The interval takes the charts as the sample.",
        "As reported: only a result was entered, so it cannot be scored again.",
        "Small sample: under 30 charts.",
    )


def test_the_first_score_is_shown_where_withdrawn_findings_changed_it_and_what_cannot_be_followed_is_said() -> None:
    gone = findings((0, -1, "revised", True))
    read = audits(counted(94, 6, records=40))
    made = read_against(0.95, (read, parts(read, records(), gone, NAN)))
    assert (made.value, made.first_value) == (0.95, 0.94)
    assert ("First score, before withdrawn findings", "94 %") in shown(made)
    read = audits(audit("record", matched=90, revised=3, added=0, deleted=0, right=6, records=40))
    lost = read_against(0.5, (read, parts(read, records(), gone, NAN)))
    assert (lost.not_followed, lost.first_value) == (1, lost.value)
    assert len(lost.explanation.remarks) == 2
