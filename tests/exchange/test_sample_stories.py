"""The stories of the sample, over all its quarters: each is told as what it is, and nothing else is told of anybody."""

from collections.abc import Iterator
from datetime import date
from statistics import mean

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.metrics.figures import Block, Signal
from codedesk.models import Event
from codedesk.periods import quarter
from codedesk.services.figures.before_after import before_after
from codedesk.services.figures.explained import explained
from codedesk.services.figures.figures import team_figures

QUARTERS = [(2024, 3), (2024, 4), *((2025, number) for number in (1, 2, 3, 4)), (2026, 1), (2026, 2), (2026, 3)]
TODAY = date(2026, 10, 15)
GO_LIVE = "The new record system goes live (6 Apr 2026)"
SUMMARIES = "Discharge summaries of two units arrive late (10 Feb 2025)"
TEMPLATE = "The surgeons use a new note template (24 Aug 2026)"
Told = dict[tuple[int, int], dict[str, Block]]


@pytest.fixture(scope="module")
def told(shared_sample: Desk) -> Told:
    """The blocks of every quarter, the team's under ""."""
    made: Told = {}
    for when in QUARTERS:
        found = shared_sample.read(team_figures, quarter(*when), None, TODAY)
        made[when] = {"": found.team} | {block.coder.split()[0]: block for block in found.coders}
    return made


def asked(told: Told) -> Iterator[tuple[str, tuple[int, int], Signal]]:
    """Yield every question about one coder, with the first name and the quarter."""
    for when, blocks in told.items():
        for name, block in blocks.items():
            yield from ((name, when, one) for one in block.signals if one.kind == "individual")


def _tools(session: Session) -> list[int]:
    return [event.key for event in session.exec(select(Event).where(Event.kind == "tool"))]


def of(told: Told, name: str, when: tuple[int, int]) -> list[tuple[str, str, str]]:
    return [(one.measure, one.mark, one.level or "") for one in told[when][name].signals]


def test_the_go_live_is_the_teams_in_its_quarter_and_asks_nobody_about_it(told: Told) -> None:
    for name, block in told[2026, 2].items():
        process = [one for one in block.signals if one.kind == "process"]
        assert [(one.measure, one.level, one.candidates) for one in process] == [("pace", "team", (GO_LIVE,))], name
        assert process[0].size is not None
        assert -0.25 < process[0].size < -0.12


def test_the_recovery_is_the_end_of_it_and_no_signal_of_its_own(told: Told) -> None:
    assert told[2026, 2][""].signals[0].until == date(2026, 6, 7)
    for block in told[2026, 3].values():
        assert not [one for one in block.signals if GO_LIVE in one.candidates]


def test_late_summaries_are_told_of_all_who_code_long_stays_and_of_nobody_else(told: Told) -> None:
    concerned = {name for name, block in told[2025, 1].items() if block.signals}
    assert concerned == {"", "Maren", "Ylva", "Obinna"}
    for name in concerned:
        (one,) = told[2025, 1][name].signals
        assert (one.kind, one.measure, one.level, one.candidates) == ("process", "pace", "work_type", (SUMMARIES,))
        assert one.text.startswith("Inpatient, all who do it: pace 18 % lower")
        assert (one.since, one.until) == (date(2025, 2, 10), date(2025, 3, 9))
    assert not [one for block in told[2025, 2].values() for one in block.signals]


def test_the_new_template_is_told_of_all_who_code_surgery_and_is_answered(told: Told) -> None:
    process = {name: [one for one in block.signals if one.kind == "process"] for name, block in told[2026, 3].items()}
    assert {name for name, found in process.items() if found} == {"", "Maren", "Dax", "Ylva", "Inés"}
    for (one,) in filter(None, process.values()):
        assert (one.measure, one.level, one.candidates) == ("pace", "work_type", (TEMPLATE,))
        assert one.text.startswith("Same-day surgery, all who do it: pace 15 % lower")
        assert (one.since, one.until) == (date(2026, 8, 24), None)
        assert one.answer is not None
        assert (one.answer.by, one.answer.in_packet) == ("R. Castellane", True)


def test_the_hours_without_network_are_taken_out_and_tell_nothing_of_anybody(told: Told) -> None:
    for name, block in told[2026, 3].items():
        assert "The network is down for three hours" in [one.text for one in block.events], name
        assert not [one for one in block.signals if "network" in one.text], name
        (week,) = (point for point in block.trend.points if point.week == date(2026, 7, 27))
        assert week.value is not None
        around = [point.value for point in block.trend.points if abs((point.week - week.week).days) in (7, 14)]
        assert week.value == pytest.approx(mean(value for value in around if value is not None), abs=0.1), name


def test_the_encoder_that_suggests_codes_begins_the_limits_anew_and_is_compared_before_and_since(
    told: Told, shared_sample: Desk
) -> None:
    (number,) = shared_sample.read(_tools)
    row = shared_sample.read(before_after, number, 8, TODAY)
    pace = row.measure("pace")
    assert pace is not None
    assert pace.difference is not None
    assert 0 < pace.difference.low < 0.08 < pace.difference.high < 0.15
    last = told[2026, 3]["Obinna"].trend.stretches[-1]
    assert (last.since, last.why) == (date(2026, 1, 19), "“The encoder suggests the codes of devices”")
    for when in ((2026, 1), (2026, 3)):
        assert told[when]["Obinna"].signals == ()


def test_nothing_else_stands_in_the_two_years_behind_the_last_quarter(shared_sample: Desk) -> None:
    """What stands there unsaid explains marks on the charts, so it has to be true as well."""
    found = shared_sample.read(explained, quarter(2026, 3))
    whose = {("work_type", place): name for place, name in enumerate(found.work_types)}
    whose |= {("coder", place): name for place, name in enumerate(found.coders)}
    stand = [
        (
            each.level,
            found.mondays[each.first].isoformat(),
            whose.get((each.level, each.coder or each.work_type or 0), ""),
        )
        for each in found.every_change
    ]
    assert stand == [
        ("work_type", "2025-02-10", "Inpatient"),
        ("coder", "2025-12-08", "Dax O'Fennimore"),
        ("team", "2026-04-06", ""),
        ("coder", "2026-08-17", "Tobiah Wrenfield"),
        ("work_type", "2026-08-24", "Same-day surgery"),
    ]


def test_only_two_quarters_and_the_go_lives_tell_anything_of_the_team(told: Told) -> None:
    assert {when for when, blocks in told.items() if blocks[""].signals} == {(2025, 1), (2026, 2), (2026, 3)}
    assert [len(told[when][""].signals) for when in ((2025, 1), (2026, 2), (2026, 3))] == [1, 1, 1]


def test_a_question_that_was_talked_about_is_answered_for_the_manager_alone(told: Told) -> None:
    one, other = told[2026, 1]["Dax"].signals
    assert one.answer is not None
    assert other.answer is None
    assert (one.answer.in_packet, one.since) == (False, date(2025, 12, 8))


@pytest.mark.parametrize("name", ["Priyanka", "Inés", "Maren", "Ylva", "Obinna", "Kaori"])
def test_of_learners_mentor_the_careful_one_and_the_others_nothing_is_asked(told: Told, name: str) -> None:
    assert not [one.text for who, _, one in asked(told) if who == name]


def test_the_part_timer_is_asked_about_one_unlikely_week_and_no_other(told: Told) -> None:
    found = [(when, one.since, one.until) for who, when, one in asked(told) if who == "Tobiah"]
    assert found == [((2026, 3), date(2026, 8, 17), date(2026, 8, 23))]


def test_who_gets_faster_while_the_accuracy_falls_is_named_with_both(told: Told) -> None:
    assert of(told, "Dax", (2026, 3)) == [("pace", "shift", "work_type"), ("both", "opposed", "coder")]
    _, one = told[2026, 3]["Dax"].signals
    assert one.size is not None
    assert one.accuracy_size is not None
    assert 0.10 < one.size < 0.20
    assert -0.09 < one.accuracy_size < -0.03
    assert one.text.endswith(" – is there time to be exact?")
    # The quarter before says it beside the go-live; the first quarter of the rise says that the fall may be chance.
    assert of(told, "Dax", (2026, 2)) == [("pace", "shift", "team"), ("both", "opposed", "coder")]
    assert of(told, "Dax", (2026, 1)) == [("pace", "shift", "coder"), ("both", "opposed", "coder")]
    assert "the fall may be chance" in told[2026, 1]["Dax"].signals[1].text
    assert [when for who, when, _ in asked(told) if who == "Dax"] == [(2026, 1)] * 2 + [(2026, 2), (2026, 3)]


def test_other_events_change_no_figure_and_explain_nothing(told: Told) -> None:
    """Hours in which the encoder was down are excused; a new code set and a revised standard slow nobody."""
    for when, event in (((2025, 2), "The encoder is down"), ((2025, 4), "code set"), ((2026, 1), "is revised")):
        block = told[when][""]
        assert [one for one in block.events if event in one.text], event
        assert not [one for one in block.signals if event in " ".join(one.candidates)]


def test_no_accuracy_but_one_changes(told: Told) -> None:
    assert {who for who, _, one in asked(told) if one.measure != "pace"} == {"Dax"}


def test_the_audits_of_the_last_quarter_have_limits_of_the_two_years_behind(told: Told) -> None:
    trend = told[2026, 3]["Ylva"].accuracy_trend
    assert trend.limits_from == 11
    assert trend.centre == pytest.approx(0.986, abs=0.002)
    assert [point.signal for point in trend.points] == [None, None]
    first, second = trend.points
    assert first.lower is not None
    assert second.lower is not None
    assert 0.9 < second.lower < first.lower < trend.centre  # the second audit is the smaller one
    assert told[2024, 4]["Ylva"].accuracy_trend.limits_from is None


def test_a_rebasing_event_begins_the_audits_anew(told: Told) -> None:
    trend = told[2026, 2]["Inés"].accuracy_trend
    assert [point.lower is None for point in trend.points] == [False, True]
    assert len(trend.stretches) == 2
