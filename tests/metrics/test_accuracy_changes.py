"""Changes of accuracy: each told once, of the team, a work type or a new auditor before a coder."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pytest

from codedesk.metrics.accuracy import EPOCH
from codedesk.metrics.accuracy_changes import AccuracyChange, accuracy_changes, settled
from codedesk.metrics.accuracy_words import candidates, in_period, signal
from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.signals import Cause
from tests.simulated.audited import Audited as Size
from tests.simulated.audited_table import accurate

Floats = npt.NDArray[np.float64]
WEEKS, CHANGE = 104, 52
# What audits differ by from each other: ± 1 point in turn, so that a change of level stands out of it.
WAVE = np.array([0.0, 0.01, -0.01, 0.005, -0.005])


def points(coders: int = 6, every: int = 7, size: float = 80.0) -> AuditPoints:
    """Make an audit of each coder every seventh week, all at 95 % ± 1, of two work types by two auditors in turn."""
    week = np.tile(np.arange(3, WEEKS, every), coders)
    audits = len(week) // coders
    coder, number = np.repeat(np.arange(coders), audits), np.tile(np.arange(audits), coders)
    kind, auditor = number % 2, number // 2 % 2
    value, whole = 0.95 + WAVE[(number + 2 * coder) % 5], np.arange(len(week))
    made = AuditPoints(
        coder, coder, kind, auditor, week, 7 * week, value, np.full(len(week), size), whole, np.ones(len(week))
    )
    return made.where(np.argsort(week, kind="stable"))


def moved(made: AuditPoints, who: npt.NDArray[np.bool_], by: float) -> AuditPoints:
    return replace(made, value=np.where(who, made.value + by, made.value))


def only(found: tuple[AccuracyChange, ...]) -> AccuracyChange:
    (change,) = found
    return change


def test_nothing_is_told_of_what_only_varies() -> None:
    assert accuracy_changes(points(), WEEKS) == ()
    assert accuracy_changes(points().where(points().week < 0), WEEKS) == ()


def test_a_fall_of_one_coder_is_a_coders_with_its_size_and_its_first_audit() -> None:
    made = points()
    made = moved(made, (made.coder == 2) & (made.week >= CHANGE), -0.08)
    change = only(accuracy_changes(made, WEEKS))
    assert (change.level, change.coder, change.last) == ("coder", 2, None)
    assert made.week[change.first] == 52
    assert change.size == pytest.approx(-0.08, abs=0.012)
    assert change.low < -0.08 < change.high


def test_what_falls_for_everybody_is_the_teams_and_asks_nobody() -> None:
    made = points()
    change = only(accuracy_changes(moved(made, made.week >= CHANGE, -0.05), WEEKS))
    assert (change.level, change.coder, change.last, change.shared) == ("team", None, None, (6, 6))
    assert change.size == pytest.approx(-0.05, abs=0.01)


def test_one_who_falls_a_great_deal_is_not_the_team() -> None:
    made = points(4)
    change = only(accuracy_changes(moved(made, (made.coder == 0) & (made.week >= CHANGE), -0.25), WEEKS))
    assert (change.level, change.coder) == ("coder", 0)


def test_what_comes_and_goes_has_an_end() -> None:
    made = points()
    change = only(accuracy_changes(moved(made, (made.week >= 40) & (made.week < 70), -0.06), WEEKS))
    assert (change.level, made.week[change.first]) == ("team", 45)
    assert change.last is not None
    assert made.week[change.last] == 66


def test_a_work_type_that_all_do_worse_is_the_work_types() -> None:
    made = points()
    change = only(accuracy_changes(moved(made, (made.work_type == 1) & (made.week >= CHANGE), -0.08), WEEKS))
    assert (change.level, change.work_type) == ("work_type", 1)


def test_a_new_auditor_who_finds_more_is_the_auditor() -> None:
    made = points()
    new = (made.week >= CHANGE) & (made.auditor == 1)
    made = moved(replace(made, auditor=np.where(new, 2, made.auditor)), new, -0.07)
    change = only(accuracy_changes(made, WEEKS))
    assert (change.level, change.auditor) == ("auditor", 2)
    assert change.size == pytest.approx(-0.07, abs=0.015)


def test_a_new_auditor_of_everything_is_told_before_the_team() -> None:
    made = points()
    new = made.week >= CHANGE
    made = moved(replace(made, auditor=np.where(new, 2, made.auditor)), new, -0.06)
    assert only(accuracy_changes(made, WEEKS)).level == "auditor"


def test_what_concerned_many_is_taken_out_before_a_coder_is_looked_at() -> None:
    made = points()
    fallen = moved(made, made.week >= CHANGE, -0.05)
    left = settled(fallen, accuracy_changes(fallen, WEEKS))
    assert left.value == pytest.approx(made.value, abs=0.01)
    one = moved(made, (made.coder == 1) & (made.week >= CHANGE), -0.08)
    assert (settled(one, accuracy_changes(one, WEEKS)).value == one.value).all()


def test_who_loses_a_little_more_of_what_everybody_loses_is_not_asked() -> None:
    """All lose 0.9 points, too little for the team to be told of; alone, the coder who loses 4.5 would be asked."""
    made = points(8, size=120.0)
    alone = moved(made, (made.coder == 2) & (made.week >= CHANGE), -0.045)
    assert [(change.level, change.coder) for change in accuracy_changes(alone, WEEKS)] == [("coder", 2)]
    shared = moved(alone, (made.coder != 2) & (made.week >= CHANGE), -0.009)
    assert accuracy_changes(shared, WEEKS) == ()


def test_who_loses_much_more_than_everybody_is_asked_about_what_is_beside_it() -> None:
    made = moved(points(8, size=120.0), points(8).week >= CHANGE, -0.01)
    fallen = moved(made, (made.coder == 2) & (made.week >= CHANGE), -0.09)
    change = only(accuracy_changes(fallen, WEEKS))
    assert (change.level, change.coder) == ("coder", 2)
    assert change.size == pytest.approx(-0.09, abs=0.005)


def least_told(level: str, size: float, end: int = WEEKS) -> tuple[AuditPoints, AccuracyChange]:
    """Return what is told of the smallest fall of its kind that anything is told of, in audits of so many codes."""
    made = points(size=size)
    who = (made.week >= CHANGE if end == WEEKS else made.week >= 40) & (made.week < end)
    who &= {"work_type": made.work_type == 1, "coder": made.coder == 2, "auditor": made.auditor == 1}.get(level, True)
    if level == "auditor":
        made = replace(made, auditor=np.where(who, 2, made.auditor))
    quiet, told = 0.0, 0.4
    for _ in range(12):
        middle = (quiet + told) / 2
        found = accuracy_changes(moved(made, who, -middle), WEEKS)
        quiet, told = (quiet, middle) if found else (middle, told)
    return made, accuracy_changes(moved(made, who, -told), WEEKS)[0]


@pytest.mark.parametrize(
    ("level", "end", "needed"),
    [("team", WEEKS, 3.0), ("team", 70, 3.0 + 0.8), ("work_type", WEEKS, 3.3), ("auditor", WEEKS, 3.0)],
)
def test_a_change_is_told_from_so_many_standard_errors_on(level: str, end: int, needed: float) -> None:
    _, change = least_told(level, 20.0, end)
    assert (change.level, change.last is None) == (level, end == WEEKS)
    assert needed <= abs(change.size) / ((change.high - change.low) / 2 / 1.959964) <= needed + 0.03


@pytest.mark.parametrize(
    ("level", "least"), [("team", 0.015), ("work_type", 0.02), ("auditor", 0.02), ("coder", 0.025)]
)
def test_however_sure_a_change_is_told_from_a_least_size_on(level: str, least: float) -> None:
    _, change = least_told(level, 4000.0)
    assert change.level == level
    assert least <= abs(change.size) <= least + 0.0005


def day(week: int) -> date:
    return EPOCH + timedelta(7 * week)


def test_a_change_is_told_for_three_quarters_and_where_it_ends() -> None:
    made = points()
    lasting = accuracy_changes(moved(made, made.week >= CHANGE, -0.05), WEEKS)
    assert [len(in_period(lasting, made, day(week))) for week in (52, 90, 92)] == [1, 1, 0]
    over = accuracy_changes(moved(made, (made.week >= 40) & (made.week < 70), -0.06), WEEKS)
    assert [len(in_period(over, made, day(week))) for week in (50, 66, 67)] == [1, 1, 0]


def test_it_is_told_in_words_with_what_may_explain_it() -> None:
    made = points()
    (told,) = in_period(accuracy_changes(moved(made, made.week >= CHANGE, -0.05), WEEKS), made, day(60))
    plain = signal(told, "The team as a whole")
    assert plain.text.startswith("The team as a whole: accuracy 5.0 points lower (")
    assert plain.text.endswith(
        "points) since the audit of 31 Dec 1970, seen in 6 of 6 coders – what changed in the work?"
    )
    assert (plain.kind, plain.measure, plain.mark, plain.level) == ("process", "accuracy", "shift", "team")
    causes = [
        Cause(day(50), "New encoder", kind="go_live"),
        Cause(day(30), "Too long ago", kind="go_live"),
        Cause(day(60), "Too late", kind="go_live"),
        Cause(day(40), "Late summaries", until=day(55), kind="documentation"),
        Cause(day(36), "They were late before", until=day(50), kind="documentation"),
    ]
    assert [each.split(" (")[0] for each in candidates(told, causes)] == ["Late summaries", "New encoder"]
    known = signal(replace(told, candidates=("New encoder (17 Dec 1970)",)), "The team as a whole")
    assert known.text.endswith(" – look at the process first: New encoder (17 Dec 1970)")


def test_a_coder_is_asked_and_what_explains_it_makes_it_the_process() -> None:
    made = points()
    fallen = moved(made, (made.coder == 2) & (made.week >= CHANGE), -0.08)
    (told,) = in_period(accuracy_changes(fallen, WEEKS), fallen, day(60))
    asked = signal(told, "Ana Diaz", 7)
    assert (asked.kind, asked.level, asked.coder_id) == ("individual", "coder", 7)
    assert asked.text.endswith("since the audit of 31 Dec 1970 – has something changed in the work?")
    assert signal(replace(told, candidates=("Moved (1 Dec 1970)",)), "Ana Diaz").kind == "process"


@pytest.mark.parametrize("coders", [4, 8])
def test_it_is_told_right_in_invented_departments(coders: int) -> None:
    size, looks = Size(coders=coders), (3,)
    live = accurate("go_live", 50, size, looks)
    assert live.within >= 0.9
    assert live.blamed <= 0.06
    one = accurate("falls", 50, size, looks)
    assert one.within >= 0.6
    assert one.wide <= 0.08
    new = accurate("auditor", 50, size, looks)
    assert new.within >= 0.75
    assert new.blamed <= 0.2
    quiet = accurate("nothing", 50, size, (3,))
    assert (quiet.blamed <= 0.12, quiet.wide <= 0.04) == (True, True)


@pytest.mark.parametrize(("coders", "asked"), [(4, 0.06), (8, 0.12)])
def test_few_are_asked_while_everybody_gets_less_accurate_little_by_little(coders: int, asked: float) -> None:
    """After half a year, when the team is told of in half of the departments; it was 8 and 22 % of these."""
    assert accurate("creeps", 50, Size(coders=coders), (2,)).blamed <= asked
