"""The overview: what is missing is named, reasons are given, and pace alone is never one."""

from datetime import date

from codedesk.desk import Desk
from codedesk.metrics.figures import Block, NotAudited, Paired, Signal
from codedesk.periods import Period
from codedesk.services.people.checkins import TeamCheckInsRow
from codedesk.services.people.team import ReviewDueRow, TeamPageRow, TeamRow, completeness, reasons, team_page
from tests.charts.made import accuracy, block, empty_block, pace, team

Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
WHOLE = pace(days_entered=65, days_hours_missing=0)


def test_completeness_names_what_is_missing_of_whom() -> None:
    gaps = block("Ana Diaz", paired=Paired(pace(days_entered=63, days_due=65, days_hours_missing=2), NotAudited()))
    whole = block("Bo Chen", paired=Paired(WHOLE, accuracy()))
    row = completeness(team(gaps, whole), (ReviewDueRow("Inpatient", date(2026, 8, 28)),))
    assert row.words == (
        "128 of 130 due days entered",
        "days missing: Ana Diaz 2",
        "hours missing: Ana Diaz 2",
        "not audited: Ana Diaz",
        "standards to review: Inpatient (28 Aug 2026)",
    )
    assert not row.whole


def test_a_whole_period_has_nothing_but_its_days_to_tell() -> None:
    row = completeness(team(block(paired=Paired(WHOLE, accuracy()))))
    assert row.whole
    assert row.words == ("65 of 65 due days entered",)


def test_days_worked_beside_the_due_ones_are_said_and_are_no_gap() -> None:
    overtime = pace(days_entered=65, days_due=65, days_beside=2, days_hours_missing=0)
    row = completeness(team(block("Ana Diaz", paired=Paired(overtime, accuracy()))))
    assert row.words == ("65 of 65 due days entered", "worked beside the due days: Ana Diaz 2")
    assert row.whole


def test_a_pace_however_low_or_high_is_no_reason() -> None:
    for value in (0.3, 0.7, 1.0, 1.4, 2.0):
        own = pace(value, days_entered=65, days_hours_missing=0)
        met = accuracy(0.98, 0.96, 0.99, evidence="meets")
        assert reasons(block(paired=Paired(own, met))) == ()


def test_an_accuracy_below_standard_is_named_first_whatever_the_pace() -> None:
    for value in (0.5, 1.5):
        low = Paired(pace(value, days_entered=65, days_hours_missing=0), accuracy(0.88, 0.84, 0.91, evidence="below"))
        assert reasons(block(paired=low))[0] == "accuracy below the standard"


def test_observed_below_and_shown_below_are_two_statements() -> None:
    unsure = Paired(WHOLE, accuracy(0.93, 0.88, 0.97))
    assert reasons(block(paired=unsure)) == ("accuracy observed below the standard, sample cannot tell",)


def test_signals_of_the_process_are_told_apart_from_questions() -> None:
    signals = (
        Signal("process", "pace", "run", date(2026, 8, 3), "", ("go-live",)),
        Signal("individual", "pace", "outside", date(2026, 8, 3), ""),
        Signal("individual", "accuracy", "run", date(2026, 8, 3), ""),
    )
    found = reasons(block(paired=Paired(WHOLE, accuracy(0.98, evidence="meets")), signals=signals))
    assert found == ("1 process signal", "2 signals worth a question")


def test_attention_orders_by_number_of_reasons_and_then_by_name() -> None:
    figures = team(block("Ana", 1, paired=Paired(WHOLE, accuracy(0.99, evidence="meets"))), empty_block("Bo", 2))
    rows = tuple(_row(one) for one in figures.coders)
    page = TeamPageRow(
        figures, _row(figures.team), rows, completeness(figures), TeamCheckInsRow((None, None, None), None)
    )
    assert [row.block.coder for row in page.by_attention] == ["Bo", "Ana"]
    assert [row.block.coder for row in page.coders] == ["Ana", "Bo"]


def _row(one: Block) -> TeamRow:
    return TeamRow(one, reasons(one))


def test_the_sample_team_is_whole_but_for_what_its_stories_lack(sample: Desk) -> None:
    page = sample.read(team_page, Q3, date(2026, 10, 1))
    assert len(page.coders) == 8
    assert page.team.pooled
    assert page.completeness.not_audited == ("Kaori Umezanno",)
    assert page.completeness.hours_missing == (("Kaori Umezanno", 1),)
    due = sum(row.block.paired.pace.days_due for row in page.coders)
    assert page.completeness.days_due == due
    assert [row.block.coder for row in page.coders] == sorted(row.block.coder for row in page.coders)


def test_an_empty_department_has_nobody(department: Desk) -> None:
    assert department.read(team_page, Q3, date(2026, 10, 1)).coders == ()
