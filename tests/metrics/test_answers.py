"""Which answer belongs to which signal: the same change stays answered while its weeks move, another one is open."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from codedesk.metrics.answers import Answered, with_answers
from codedesk.metrics.change_words import Explained, in_period
from codedesk.metrics.changes import looked
from codedesk.metrics.figures import Answer, Signal
from codedesk.metrics.panels import Panel
from tests.simulated.departments import Size, make

END = date(2026, 9, 30)
SINCE = date(2026, 7, 6)
WEEK = timedelta(7)


def signal(since: date = SINCE, until: date | None = None, **more: Any) -> Signal:
    given: dict[str, Any] = {"size": -0.18, "level": "coder", "coder_id": 1, **more}
    return Signal("individual", "pace", "shift", since, "Ana Diaz: pace 18 % lower – why?", until=until, **given)


def answer(to: Signal, number: int = 1, until: date | None = None, words: str = "leave") -> Answered:
    said = Answer(number, words, "M. Lee", END, in_packet=False, since=to.since, until=to.until)
    place = (to.coder_id, to.work_type_id, to.measure, to.level or "", to.mark)
    return Answered(said, *place, to.way, to.since, until or to.until, to.size)


def words(signals: list[Signal], answers: list[Answered], end: date = END) -> list[str]:
    return [one.answer.words if one.answer else "open" for one in with_answers(signals, answers, end)]


def test_the_same_change_stays_answered_when_its_first_week_moves_by_two_weeks_and_its_size_a_little() -> None:
    kept = [answer(signal())]
    assert words([signal()], kept) == ["leave"]
    for weeks in (-2, -1, 1, 2):
        assert words([signal(SINCE + weeks * WEEK, size=-0.15)], kept) == ["leave"]
    assert words([signal(SINCE + 3 * WEEK)], kept) == ["open"]


@pytest.mark.parametrize(("weeks", "said"), [(-3, "open"), (-2, "leave"), (6, "leave"), (12, "leave"), (13, "open")])
def test_what_grew_stays_answered_wherever_on_its_way_it_was_first_seen(weeks: int, said: str) -> None:
    grew = signal(whole_since=SINCE + 10 * WEEK)
    assert words([grew], [answer(signal(SINCE + weeks * WEEK))]) == [said]


def test_a_new_change_a_month_later_is_open_and_so_is_one_beside_the_answered_one() -> None:
    kept = [answer(signal())]
    assert words([signal(SINCE + timedelta(28))], kept) == ["open"]
    assert words([signal(SINCE + 2 * WEEK), signal()], kept) == ["open", "leave"]


@pytest.mark.parametrize(
    "other",
    [
        {"coder_id": 2},
        {"level": "team", "coder_id": None},
        {"level": "work_type", "coder_id": None, "work_type_id": 3},
        {"level": "mix"},
        {"size": 0.18},
    ],
)
def test_of_somebody_else_of_another_kind_or_the_other_way_it_is_open(other: dict[str, Any]) -> None:
    assert words([signal(**other)], [answer(signal())]) == ["open"]


def test_what_was_answered_when_it_was_over_is_asked_about_again_where_it_goes_on() -> None:
    over = signal(until=SINCE + timedelta(13))
    kept = [answer(over)]
    assert words([over], kept) == ["leave"]
    assert words([signal(until=SINCE + timedelta(13 + 28))], kept) == ["leave"]
    assert words([signal(until=SINCE + timedelta(13 + 29))], kept) == ["open"]
    assert words([signal()], kept, end=END) == ["open"]
    assert words([signal()], kept, end=SINCE + timedelta(20)) == ["leave"], "the chart of an earlier day ends there"


def test_what_lasted_when_it_was_answered_stays_answered_when_it_is_over() -> None:
    assert words([signal(until=SINCE + timedelta(55))], [answer(signal())]) == ["leave"]


def test_a_change_that_became_more_than_twice_as_large_is_asked_about_again() -> None:
    kept = [answer(signal(size=-0.08))]
    assert words([signal(size=-0.16)], kept) == ["leave"]
    assert words([signal(size=-0.17)], kept) == ["open"]
    assert words([signal(size=-0.07)], [answer(signal(size=-0.03))]) == ["leave"], "4 points more are no other change"


def test_a_learner_below_the_ramp_is_asked_about_again_when_none_of_the_weeks_are_the_same() -> None:
    def below(first: date) -> Signal:
        return signal(first, level="ramp")

    kept = [answer(below(SINCE), until=SINCE + timedelta(55))]
    assert words([below(SINCE + 7 * WEEK)], kept, end=SINCE + timedelta(55 + 49)) == ["leave"]
    assert words([below(SINCE + 8 * WEEK)], kept, end=SINCE + timedelta(55 + 56)) == ["open"]


def test_of_two_answers_to_one_signal_the_later_one_is_told() -> None:
    kept = [answer(signal(), 1, words="leave"), answer(signal(), 2, words="new encoder")]
    assert words([signal()], kept) == ["new encoder"]


def test_signals_of_accuracy_are_told_apart_by_their_mark() -> None:
    audits = Signal("individual", "accuracy", "outside", SINCE, "Ana Diaz: accuracy below the limits", coder_id=1)
    run = Signal("individual", "accuracy", "run", SINCE, "Ana Diaz: accuracy below the mean", coder_id=1)
    assert words([run, audits], [answer(audits)]) == ["open", "leave"]


@pytest.mark.parametrize(
    ("then", "now", "kept"), [(0.25, 0.5, True), (0.25, 0.51, False), (0.03, 0.08, True), (0.03, 0.0801, False)]
)
def test_what_is_more_than_twice_and_more_than_five_points_larger_is_another_change(
    then: float, now: float, kept: bool
) -> None:
    assert words([signal(size=-now)], [answer(signal(size=-then))]) == (["leave"] if kept else ["open"])


def test_a_change_without_a_size_cannot_have_grown() -> None:
    bare = Signal("individual", "pace", "shift", SINCE, "Ana Diaz: a run", level="coder", coder_id=1)
    assert words([bare], [answer(bare)]) == ["leave"]


@pytest.mark.parametrize(("first", "end", "kept"), [(0, 20, True), (20, 20, True), (21, 40, False), (-30, -1, False)])
def test_weeks_below_a_ramp_are_the_same_while_they_overlap(first: int, end: int, kept: bool) -> None:
    """Answered for three weeks; what is told now goes from one day to another."""
    then = answer(signal(level="ramp"), until=SINCE + timedelta(20))
    now = signal(SINCE + timedelta(first), level="ramp")
    assert words([now], [then], end=SINCE + timedelta(end)) == (["leave"] if kept else ["open"])


def test_one_answer_is_not_given_to_two_signals_and_the_nearest_has_it() -> None:
    found = words([signal(SINCE + WEEK), signal(SINCE - 2 * WEEK)], [answer(signal())])
    assert found == ["leave", "open"]


def told(panel: Panel, weeks: int, monday: date) -> tuple[Signal, ...]:
    """Return the team's signals of the thirteen weeks before a week, as they were found from the weeks until then."""
    seen = Panel(*(np.asarray(each)[:, :weeks] for each in (panel.earned, panel.hours, panel.net)),
                 panel.usable[:, :weeks], panel.learning[:, :weeks])  # fmt: skip
    mondays = tuple(monday + timedelta(7 * number) for number in range(weeks))
    found = in_period(looked(seen).changes, mondays, mondays[max(0, weeks - 13)])
    coders, types = panel.shape[0], panel.shape[2]
    names = tuple(f"Coder {number}" for number in range(coders))
    kinds = tuple(f"Type {number}" for number in range(types))
    everything = tuple(frozenset(range(types)) for _ in range(coders))
    return Explained(found, mondays, names, kinds, everything, ()).of_team()


def test_a_go_live_that_was_answered_three_weeks_after_it_stays_answered_in_the_weeks_and_the_quarter_after() -> None:
    """Fifty invented departments in which a go-live slows everybody in week 14; more weeks come in one by one."""
    asked_again = looked = 0
    for seed in range(50):
        panel, made = make("go_live", 4000 + seed, Size(weeks=36))
        at, first = made.size.at, date(2026, 1, 5)
        whole = [one for one in told(panel, at + 4, first) if one.level == "team"]
        if len(whole) != 1:
            continue
        kept = [answer(whole[0])]
        for weeks in (at + 5, at + 8, at + 12, at + 16):
            later = [one for one in told(panel, weeks, first) if one.level == "team" and one.way == whole[0].way]
            looked += len(later)
            end = first + timedelta(7 * weeks - 1)
            asked_again += sum(one.open for one in with_answers(later, kept, end))
    assert looked >= 150
    assert asked_again <= 0.05 * looked
