"""Before and after an event, through the log and the audits of a small department; each figure computed by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from codedesk.charts import before_after as words
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Audit, Event
from codedesk.models.events import EventDraft
from codedesk.periods import Period
from codedesk.services.department.events_and_notes import EVENTS
from codedesk.services.figures.before_after import before_after
from codedesk.services.figures.before_after_rows import BeforeAfterRow, MeasureRow
from tests.services.team import Team

FIRST = date(2026, 8, 3)  # a Monday
FRIDAY = timedelta(4)
TODAY = date(2026, 12, 1)
WEEK = timedelta(7)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Ana Diaz: 20 paid hours a week, of which 2 a meeting; inpatient (2 an hour) and emergency (12 an hour).

    Eight weeks before 3 August she earns 18 and 16 hours in turn of 18, in the eight from then on 15 and 13.
    """
    made = Team(tmp_path)
    for number in range(-8, 8):
        charts = (36, 32)[number % 2] if number < 0 else (30, 26)[number % 2]
        log(made, "Ana Diaz", FIRST + number * WEEK + FRIDAY, {"Inpatient": charts})
    yield made
    made.desk.close()


def log(team: Team, coder: str, day: date, charts: dict[str, int], paid: float = 20.0) -> None:
    team.set(coder, "paid_hours", paid, day=day)
    team.set(coder, "other_hours", 2.0, "meeting", day=day)
    for work_type, count in charts.items():
        team.set(coder, "charts", count, work_type, day=day)


def happened(team: Team, **more: Any) -> int:
    return team.desk.write("Event", EVENTS.add, EventDraft(from_day=FIRST, text="New encoder", kind="tool", **more))


def ask(team: Team, number: int, weeks: int = 8) -> BeforeAfterRow:
    return team.desk.read(before_after, number, weeks, TODAY)


def measure(row: BeforeAfterRow, kind: Any) -> MeasureRow:
    found = row.measure(kind)
    assert found is not None
    return found


def audit(session: Session, coder: int, name: str, day: date, matched: int, revised: int) -> None:
    session.add(
        Audit(coder_id=coder, name=name, day=day, depth="counts", matched=matched, revised=revised, added=0, deleted=0,
              state="final", records=revised + matched)
    )  # fmt: skip


def test_pace_before_and_since_with_an_interval_and_accuracy_beside_it(team: Team) -> None:
    """136 hours earned of 144: 94.4 %; 112 of 144: 77.8 %. Weeks vary by ±1/18 on both sides.

    The jackknife of a ratio of equal weeks is the error of a mean: s² = 8·(1/18)²/7, each ÷ 8, so the difference has
    √(2·s²/8) = 2.97 points, 14 degrees of freedom, t 2.145: ±6.4 points around −16.7.
    """
    row = ask(team, happened(team))
    assert (row.before, row.after) == (
        Period(FIRST - 8 * WEEK, FIRST - timedelta(1)),
        Period(FIRST, FIRST + 8 * WEEK - timedelta(1)),
    )
    pace = measure(row, "pace")
    assert (pace.before, pace.after) == (pytest.approx(136 / 144), pytest.approx(112 / 144))
    assert pace.difference is not None and pace.difference.low is not None and pace.difference.high is not None
    assert pace.difference.value == pytest.approx(-24 / 144)
    assert pace.difference.low == pytest.approx(-0.1667 - 0.0637, abs=0.002)
    assert pace.difference.high == pytest.approx(-0.1667 + 0.0637, abs=0.002)
    said = words.sentences(row)[0].replace("\u00a0", " ")
    assert said.startswith(
        "Pace 16.7 points lower since (10.3 to 23.0), more than chance. Accuracy: cannot tell, 0 audits"
    )
    assert "because" not in " ".join(words.sentences(row)).lower()


def test_accuracy_is_compared_by_newcombes_interval_and_says_how_many_audits(team: Team) -> None:
    """95 of 100 before, 80 of 100 since: by hand −0.15, from −0.2417 to −0.0575 (Newcombe's method 10)."""
    for name, day, right in (("A", FIRST - WEEK, 95), ("B", FIRST + WEEK, 80)):
        team.desk.write("Audit", audit, team.coders["Ana Diaz"], name, day, right, 100 - right)
    row = ask(team, happened(team))
    quality = measure(row, "accuracy")
    assert (quality.before, quality.after) == (pytest.approx(0.95), pytest.approx(0.80))
    assert quality.difference is not None
    before, after = (pair.accuracy for pair in row.pairs)
    low = -0.15 - ((0.80 - after.low) ** 2 + (before.high - 0.95) ** 2) ** 0.5  # type: ignore[union-attr]
    assert quality.difference.value == pytest.approx(-0.15)
    assert quality.difference.low == pytest.approx(low)
    said = words.sentences(row)[0].replace("\u00a0", " ")
    assert "Accuracy 15.0 points lower since (" in said
    assert said.endswith("more than chance, 1 audit before and 1 since.")


def test_hours_are_those_of_whole_weeks_and_overtime_lies_over_the_schedule(team: Team) -> None:
    for number in range(8):
        log(team, "Ana Diaz", FIRST + number * WEEK + timedelta(1), {}, paid=24.0)  # 44 hours, 40 are scheduled
    row = ask(team, happened(team))
    paid, over, net = (measure(row, kind) for kind in ("paid", "overtime", "productive"))
    assert (paid.before, paid.after, over.before, over.after) == (20.0, 44.0, 0.0, 4.0)
    assert (net.before, net.after) == (18.0, 40.0)
    assert paid.difference is not None and paid.difference.low == pytest.approx(24.0)
    assert "8 and 8 whole weeks" in paid.remark


def test_mix_is_taken_out_of_the_pace(team: Team) -> None:
    """From 3 August half of the hours go to emergency, at 9 an hour of 12: work at 75 % in place of work at 94.4 %."""
    for number in range(8):
        day = FIRST + number * WEEK + FRIDAY
        charts = 17
        team.set("Ana Diaz", "charts", charts, "Inpatient", day=day)
        team.set("Ana Diaz", "hours", 9.0, "Inpatient", day=day)
        team.set("Ana Diaz", "charts", 81, "Emergency", day=day)
        team.set("Ana Diaz", "hours", 9.0, "Emergency", day=day)
        team.set("Ana Diaz", "hours", 18.0, "Inpatient", day=day - 8 * WEEK)
    row = ask(team, happened(team))
    mix, work = measure(row, "mix").difference, measure(row, "work").difference
    assert mix is not None and work is not None
    assert work.value == pytest.approx(0.0, abs=1e-9)
    assert mix.value == pytest.approx((0.75 - 136 / 144) / 2)
    assert "by another mix of work" in words.sentences(row)[1]


def test_of_one_work_type_only_its_pace_its_accuracy_and_its_hours_are_told(team: Team) -> None:
    row = ask(team, happened(team, work_type_id=team.types["Inpatient"]))
    assert [each.kind for each in row.measures] == ["pace", "accuracy", "hours"]
    assert row.who == "Inpatient"
    pace = measure(row, "pace")
    assert (pace.before, pace.after) == (pytest.approx(136 / 144), pytest.approx(112 / 144))
    assert "laid out" in pace.remark
    assert measure(row, "hours").before == pytest.approx(18.0)


def test_of_one_coder_only_that_coder_is_looked_at(team: Team) -> None:
    for number in range(-8, 8):
        log(team, "Bo Chen", FIRST + number * WEEK + FRIDAY, {"Inpatient": 36})
    row = ask(team, happened(team, coder_id=team.coders["Bo Chen"]))
    pace = measure(row, "pace")
    assert (pace.before, pace.after) == (pytest.approx(1.0), pytest.approx(1.0))
    assert pace.difference is not None and pace.difference.value == pytest.approx(0.0)


def test_what_is_not_entered_yet_shortens_both_sides_and_too_few_weeks_have_no_interval(team: Team) -> None:
    late = EventDraft(from_day=FIRST + 6 * WEEK, text="CAC", kind="tool")
    number = team.desk.write("Event", EVENTS.add, late)
    row = ask(team, number)
    assert row.known_until == date(2026, 9, 25)
    assert row.after == Period(late.from_day, date(2026, 9, 27))
    assert (row.before.end - row.before.start).days == (row.after.end - row.after.start).days == 13
    assert "cannot tell: too few weeks" in words.sentences(row)[0]
    assert "entered until 25 Sep 2026" in words.spans(row)


def test_an_event_that_is_gone_or_of_which_nothing_is_entered_since_is_refused_in_words(team: Team) -> None:
    number = team.desk.write(
        "Event", EVENTS.add, EventDraft(from_day=date(2026, 11, 2), text="Audit tool", kind="tool")
    )
    with pytest.raises(Refused, match="no day is entered since 2 Nov 2026 yet"):
        ask(team, number)
    team.desk.write("Void", EVENTS.void, number, "never came")
    with pytest.raises(Refused, match="no longer there"):
        ask(team, number)


def test_the_table_has_a_row_for_each_measure_and_no_pace_without_its_accuracy(team: Team) -> None:
    row = ask(team, happened(team), 4)
    table = words.table(row)
    names = [line[0] for line in table.rows]
    assert names.index("Accuracy") == names.index("Pace") + 1
    assert all(len(line) == len(table.header) for line in table.rows)
    assert words.NOT_WHY in words.copied(row)
    assert row.weeks == 4


def test_the_sample_s_events_can_all_be_told(shared_sample: Desk) -> None:
    found = shared_sample.read(_every_event)
    assert len(found) > 5
    for number in found:
        for weeks in (4, 8, 13):
            row = shared_sample.read(before_after, number, weeks, date(2026, 10, 1))
            said = " ".join(words.sentences(row))
            assert "Accuracy" in said and "None" not in said and "nan" not in said


def _every_event(session: Session) -> list[int]:
    return [event.key for event in session.exec(select(Event))]
