"""The sample department as a file: sound, marked, and with the figures that its own tables add up to."""

from datetime import date
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.exchange.sample import sample_tables
from codedesk.metrics.figures import Accuracy, Block, NotAudited, Signal
from codedesk.periods import quarter
from codedesk.services.department.departments import department
from codedesk.services.figures.figures import team_figures
from codedesk.services.signal_answers import ANSWERS

# Charts per hour in the last quarter, by hand: 16 a day of 8 h, 5 an hour, 5 minutes, 30 an hour, 400 a week, 28 a day.
RATES = {"Inpatient": 2, "Same-day surgery": 5, "Emergency": 12, "Ancillary": 30, "Clinic E/M": 10}
RATES_OF_HALVES = {"Cardiac procedures": 3.5}
TABLES = sample_tables()
EXCUSED = ("meeting", "education", "mentoring", "system downtime", "audit rebuttal", "project")


def test_it_is_sound_and_says_that_it_is_a_sample(sample: Desk) -> None:
    assert sample.check().problems == ()
    assert sample.read(department).sample
    assert sample.read(department).draft.name == "Sample department"


def test_nothing_of_the_tables_is_lost(sample: Desk) -> None:
    rows = sample.check().rows
    for table, file in (("coder", "coders"), ("work_line", "log"), ("audit", "audits"), ("audit_record", "records")):
        assert rows[table] == len(TABLES[f"{file}.csv"])
    assert rows["finding"] == len(TABLES["findings.csv"])


@pytest.fixture(scope="module")
def last_quarter(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Block]:
    path = tmp_path_factory.mktemp("figures") / "Sample.codedesk"
    path.write_bytes(built_sample.read_bytes())
    desk = Desk.open(path, "R. Castellane")
    found = desk.read(team_figures, quarter(2026, 3), today=date(2026, 10, 15))
    desk.close()
    return {each.coder: each for each in found.coders}


def by_hand(coder: str) -> float:
    """Pace of the last quarter, from the tables; days without paid hours count the hours of nothing."""
    this = [row for row in TABLES["time.csv"] if row["coder"] == coder and row["date"] >= "2026-07-01"]
    paid = {row["date"] for row in this if row["category"] == "paid"}
    hours = sum(float(row["hours"]) for row in this if row["category"] == "paid")
    hours -= sum(float(row["hours"]) for row in this if row["category"] in EXCUSED and row["date"] in paid)
    earned = sum(
        int(row["charts"]) * float(row["weight"] or 1) / (RATES | RATES_OF_HALVES)[row["work_type"]]
        for row in TABLES["log.csv"]
        if row["coder"] == coder and row["date"] in paid
    )
    return earned / hours


@pytest.mark.parametrize("coder", [row["coder"] for row in TABLES["coders.csv"]])
def test_the_pace_is_what_the_tables_add_up_to(coder: str, last_quarter: dict[str, Block]) -> None:
    assert last_quarter[coder].paired.pace.value == pytest.approx(by_hand(coder), abs=1e-9)


def test_who_was_not_audited_says_so(last_quarter: dict[str, Block]) -> None:
    assert isinstance(last_quarter["Kaori Umezanno"].paired.accuracy, NotAudited)
    assert isinstance(last_quarter["Maren Tolliver"].paired.accuracy, Accuracy)


def test_the_final_score_counts_and_the_first_is_kept(last_quarter: dict[str, Block]) -> None:
    found = last_quarter["Obinna Adexu"].paired.accuracy
    assert isinstance(found, Accuracy)
    [other] = [
        row
        for row in TABLES["audits.csv"]
        if row["coder"] == "Obinna Adexu" and row["date"] >= "2026-07-01" and row["depth"] == "counts"
    ]
    right, changed = int(other["matched"]), int(other["revised"]) + int(other["added"])
    assert (found.correct, found.reviewed) == (96 + right, 101 + right + changed)
    assert found.first_value == pytest.approx((95 + right) / (102 + right + changed))


def test_the_focused_audit_stands_in_its_own_box(last_quarter: dict[str, Block]) -> None:
    dax = last_quarter["Dax O'Fennimore"]
    assert isinstance(dax.paired.accuracy, Accuracy)
    assert dax.paired.accuracy.audits == 2
    assert any(each.value == pytest.approx(0.84, abs=0.01) for each in dax.focused)


def test_a_learner_on_a_ramp_is_asked_about_the_ramp_and_not_about_the_person(sample: Desk) -> None:
    figures = sample.read(team_figures, quarter(2026, 3))
    (learner,) = (block for block in figures.coders if block.coder == "Inés Quintabar")
    assert learner.paired.pace.expected < 1
    assert [signal.text for signal in learner.signals if signal.kind == "individual"] == []


def test_an_answer_of_the_sample_is_withdrawn_and_put_back_like_any_other(sample: Desk) -> None:
    def of_the_team() -> Signal:
        (one,) = sample.read(team_figures, quarter(2026, 3), today=date(2026, 10, 15)).team.signals
        return one

    answer = of_the_team().answer
    assert answer is not None
    sample.write("Withdraw answer", ANSWERS.void, answer.id, "asked again")
    assert of_the_team().open
    assert sample.undo_step == "Withdraw answer"
    sample.undo()
    assert of_the_team().answer == answer
    sample.redo()
    assert of_the_team().open
    assert sample.check().problems == ()
