"""What is said about a signal stays with it, silences it alone, and goes to paper only where it is meant to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.charts.variation import variation
from codedesk.errors import Refused
from codedesk.exchange.figures_json import figures_document
from codedesk.metrics.figures import Block, Signal
from codedesk.models.departments import DepartmentDraft
from codedesk.periods import Period
from codedesk.services.department.departments import change_department
from codedesk.services.figures.figures import team_figures
from codedesk.services.people.team import reasons
from codedesk.services.reviews.facts import facts
from codedesk.services.reviews.reviews import packet
from codedesk.services.reviews.sheets import private_sheet, team_sheet
from codedesk.services.signal_answers import (
    ANSWERS,
    AnswerDraft,
    answer_signal,
    answered,
    change_answer,
    former_words,
)
from tests.services.team import Team

START = date(2026, 1, 5)
PERIOD = Period(START + timedelta(7 * 9), START + timedelta(7 * 12 - 1))
TODAY = date(2026, 10, 1)
USUAL = (48, 49, 47, 48, 49, 47, 48, 49, 47)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Ana Diaz logs one day of 24 hours in each of twelve weeks, slower from the tenth on."""
    made = Team(tmp_path)
    for week, charts in enumerate((*USUAL, 30, 31, 29)):
        enter(made, week, charts)
    made.desk.write("Name", change_department, DepartmentDraft(name="North", manager="M. Lee"))
    yield made
    made.desk.close()


def enter(team: Team, week: int, charts: int) -> None:
    day = START + timedelta(7 * week)
    team.set("Ana Diaz", "paid_hours", 24.0, day=day)
    team.set("Ana Diaz", "charts", charts, "Inpatient", day)


def ana(team: Team, period: Period = PERIOD) -> Block:
    blocks = team.desk.read(team_figures, period, None, TODAY).coders
    return next(block for block in blocks if block.coder == "Ana Diaz")


def own(block: Block) -> Signal:
    (signal,) = [one for one in block.signals if one.level == "coder"]
    return signal


def say(team: Team, words: str = "new encoder", *, in_packet: bool = False) -> int:
    draft = AnswerDraft(own(ana(team)), PERIOD.end, words, in_packet)
    return team.desk.write("Answer a signal", answer_signal, draft, TODAY)


def test_who_and_when_stay_with_the_signal_and_it_is_silent_afterwards(team: Team) -> None:
    before = ana(team)
    assert own(before).open
    assert "1 signal worth a question" in reasons(before)
    assert variation(before)[1] == "worth a question"
    number = say(team)
    block = ana(team)
    said = own(block).answer
    assert said is not None
    assert (said.id, said.words, said.by, said.on, said.in_packet) == (number, "new encoder", "M. Lee", TODAY, False)
    assert said.about == own(before).text.split(" – ")[0]
    assert not any("signal" in reason for reason in reasons(block))
    assert variation(block) == ("common", "1 signal answered")
    assert own(block).with_answer == f"{said.about} – answered: “new encoder”, M. Lee, 1 Oct 2026"
    document = figures_document(team.desk.read(team_figures, PERIOD, None, TODAY))
    shown = {"text": "new encoder", "by": "M. Lee", "on": "2026-10-01", "in_packet": False}
    signals = next(each for each in document["coders"] if each["coder"] == "Ana Diaz")["signals"]
    assert [each["answer"] for each in signals if each["level"] == "coder"] == [shown]


def test_undo_and_withdrawing_bring_the_question_back_and_history_keeps_what_was_said(team: Team) -> None:
    number = say(team)
    team.desk.undo()
    assert own(ana(team)).open
    team.desk.redo()
    assert not own(ana(team)).open
    with pytest.raises(Refused, match="say why this answer is voided"):
        team.desk.write("Withdraw", ANSWERS.void, number, " ")
    team.desk.write("Withdraw", ANSWERS.void, number, "of another coder")
    assert own(ana(team)).open
    assert team.desk.read(answered) == ()
    team.desk.undo()
    assert not own(ana(team)).open


def test_another_answer_takes_the_place_of_the_first_one_and_only_new_words_are_said_anew(team: Team) -> None:
    number = say(team)
    again = AnswerDraft(own(ana(team)), PERIOD.end, "  leave,\n after all ", in_packet=True)
    assert team.desk.write("Answer again", answer_signal, again, TODAY + timedelta(1)) == number
    said = own(ana(team)).answer
    assert said is not None
    assert (said.words, said.on, said.in_packet) == ("leave, after all", TODAY + timedelta(1), True)
    team.desk.write("Tick", change_answer, number, "leave, after all", TODAY + timedelta(9), in_packet=False)
    said = own(ana(team)).answer
    assert said is not None
    assert (said.on, said.in_packet) == (TODAY + timedelta(1), False)
    assert len(team.desk.read(answered)) == 1


@pytest.mark.parametrize(("words", "reason"), [(" ", "say what it was"), ("x" * 301, "at most 300 ch")])
def test_an_answer_needs_words_and_not_too_many(team: Team, words: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        say(team, words)


def test_it_stays_answered_in_the_period_after_and_when_days_are_corrected(team: Team) -> None:
    say(team)
    for week, charts in enumerate((30, 29, 31, 30), 12):
        enter(team, week, charts)
    enter(team, 9, 33)
    later = Period(PERIOD.end + timedelta(1), PERIOD.end + timedelta(28))
    assert own(ana(team, later)).answer is not None
    assert own(ana(team)).answer is not None


def test_another_coders_signal_of_the_same_week_is_not_silenced(team: Team) -> None:
    say(team)
    draft = AnswerDraft(own(ana(team)), PERIOD.end, "x")
    other = Signal("individual", "pace", "shift", draft.signal.since, "Bo Chen: …", size=-0.4, level="coder",
                   coder_id=team.coders["Bo Chen"])  # fmt: skip
    number = team.desk.write("Answer", answer_signal, AnswerDraft(other, PERIOD.end, "leave"), TODAY)
    team.desk.write("Withdraw", ANSWERS.void, draft.signal.answer.id if draft.signal.answer else 0, "wrong one")
    assert own(ana(team)).open
    assert [one.answer.id for one in team.desk.read(answered)] == [number]


def test_an_answer_closes_no_question_of_whether_the_standard_will_be_met(tmp_path: Path) -> None:
    team = Team(tmp_path)
    for week, charts in enumerate((*USUAL, 47, 49, 48, 30, 31, 29, 30)):
        for coder in ("Ana Diaz", "Bo Chen"):
            day = START + timedelta(7 * (week + 26))
            team.set(coder, "paid_hours", 24.0, day=day)
            team.set(coder, "charts", charts + (week % 2 if coder == "Bo Chen" else 0), "Inpatient", day)
    period = Period(START + timedelta(7 * 26), START + timedelta(7 * 42 - 1))
    before = team.desk.read(team_figures, period, None, TODAY).team
    (whole,) = [one for one in before.signals if one.level == "team"]
    team.desk.write("Answer", answer_signal, AnswerDraft(whole, period.end, "new encoder"), TODAY)
    after = team.desk.read(team_figures, period, None, TODAY)
    assert [one.open for block in (after.team, *after.coders) for one in block.signals if one.level == "team"] == [
        False, False, False,
    ]  # fmt: skip
    assert (before.trend.assurance, after.team.trend.assurance) == ("may", "may")
    team.desk.close()


def test_it_stands_on_the_chart_where_the_change_began_also_when_nothing_is_told_any_more(team: Team) -> None:
    say(team)
    change = own(ana(team)).since
    year = Period(START, PERIOD.end)
    for block in (ana(team), ana(team, year)):
        for chart in (pace_chart(block, year), accuracy_chart(block, year)):
            (band,) = chart.bands
            assert (band.from_day, band.label) == (change, "Answer: new encoder")
            assert "9 Mar 2026, answered: “new encoder”, M. Lee, 1 Oct 2026 (Ana Diaz)" in band.text
    for week in range(9, 12):
        enter(team, week, 48)
    assert [one for one in ana(team).signals if one.level == "coder"] == []
    assert [one.words for one in ana(team).answers] == ["new encoder"]


def test_the_packet_knows_only_that_it_was_answered_unless_it_is_marked_for_it(team: Team) -> None:
    coder = team.coders["Ana Diaz"]
    before = team.desk.read(packet, coder, PERIOD, TODAY)
    number = say(team, "new encoder")
    row = team.desk.read(packet, coder, PERIOD, TODAY)
    assert "encoder" not in str(row) and "Lee" not in str((row.signals, row.answers))
    assert own_told(facts(row)).endswith("answered")
    assert row.fingerprint != before.fingerprint, "the question is no longer printed"
    assert pace_chart(row, PERIOD).bands == ()
    private = team.desk.read(private_sheet, coder, PERIOD, TODAY).packet
    assert [one.answer.words for one in private.signals if one.answer] == ["new encoder"]
    assert "encoder" not in str(team.desk.read(team_sheet, PERIOD, TODAY).figures)
    team.desk.write("Tick", change_answer, number, "new encoder", TODAY, in_packet=True)
    ticked = team.desk.read(packet, coder, PERIOD, TODAY)
    assert own_told(facts(ticked)).endswith("answered: “new encoder”, M. Lee, 1 Oct 2026")
    assert [band.label for band in pace_chart(ticked, PERIOD).bands] == ["Answer: new encoder"]
    assert len({before.fingerprint, row.fingerprint, ticked.fingerprint}) == 3
    team.desk.write("Withdraw", ANSWERS.void, number, "not so")
    assert team.desk.read(packet, coder, PERIOD, TODAY).fingerprint == before.fingerprint


def own_told(found: dict[str, str]) -> str:
    (words,) = [words for place, words in found.items() if place.startswith("Signal since") and "Ana Diaz" in words]
    return words


def test_former_answers_are_offered_the_latest_first_each_once_and_none_that_was_withdrawn(team: Team) -> None:
    signal = own(ana(team))
    assert team.desk.read(former_words) == ()
    number = team.desk.write("Answer", answer_signal, AnswerDraft(signal, PERIOD.end, "leave"), TODAY)

    def say(words: str, day: date) -> int:
        other = replace(signal, since=signal.since - timedelta(200), coder_id=None)
        made: int = team.desk.write("Answer", answer_signal, AnswerDraft(other, PERIOD.end, words), day)
        return made

    say("New printer", TODAY + timedelta(2))
    say("Leave", TODAY + timedelta(1))
    last = say("encoder", TODAY + timedelta(3))
    say("an old one", TODAY - timedelta(9))
    assert team.desk.read(former_words) == ("encoder", "New printer", "Leave")
    team.desk.write("Withdraw", ANSWERS.void, last, "not so")
    assert team.desk.read(former_words) == ("New printer", "Leave", "an old one")
    team.desk.write("Change", change_answer, number, "the printer", TODAY + timedelta(5), in_packet=False)
    assert team.desk.read(former_words) == ("the printer", "New printer", "Leave")
