"""What asks for attention: processes before persons, each signal once, no pace without its accuracy."""

from dataclasses import replace
from datetime import date

from codedesk.metrics.figures import Answer, Block, DueGaps, NotAudited, Paired, Signal
from codedesk.services.people.attention import AttentionRow, attention
from codedesk.services.people.checkins import TeamCheckInsRow
from codedesk.services.people.team import ReviewDueRow, TeamPageRow, TeamRow, completeness, reasons
from tests.charts.made import accuracy, block, pace, team

WHOLE = pace(days_entered=65, days_hours_missing=0)
MET = Paired(WHOLE, accuracy(0.98, 0.96, 0.99, evidence="meets"))
BELOW = Paired(WHOLE, accuracy(0.88, 0.84, 0.91, evidence="below"))
SINCE = date(2026, 8, 3)


def told(*coders: Block, waiting: str = "", due: tuple[ReviewDueRow, ...] = ()) -> tuple[AttentionRow, ...]:
    figures = team(*coders)
    rows = tuple(TeamRow(one, reasons(one)) for one in figures.coders)
    check_ins = TeamCheckInsRow((None, None, None), None)
    return attention(
        TeamPageRow(figures, TeamRow(figures.team, ()), rows, completeness(figures, due), check_ins, waiting)
    )


def question(whose: str, words: str) -> Signal:
    return Signal("individual", "pace", "shift", SINCE, f"{whose}: {words}")


def process(words: str) -> Signal:
    return Signal("process", "pace", "shift", SINCE, words, level="team")


def test_a_pace_however_low_or_high_asks_for_nothing() -> None:
    for value in (0.3, 1.0, 2.0):
        own = Paired(pace(value, days_entered=65, days_hours_missing=0), MET.accuracy)
        assert told(block("Ana", 1, paired=own)) == ()


def test_a_signal_of_the_process_stands_once_and_before_every_person() -> None:
    shared = process("The team as a whole: pace 9 % lower")
    rows = told(
        block("Ana", 1, paired=BELOW, signals=(shared, question("Ana", "pace 8 % lower"))),
        block("Bo", 2, paired=MET, signals=(shared,)),
        waiting="1 answer is due",
        due=(ReviewDueRow("Inpatient", date(2026, 8, 28), 3),),
    )
    assert [(row.who, row.why, row.step) for row in rows] == [
        ("The process", "The team as a whole: pace 9 % lower", "answer"),
        ("Standards", "Standards to review: Inpatient (28 Aug 2026)", "standard"),
        ("Audits", "1 answer is due", "waiting"),
        ("Ana", "Accuracy below the standard; pace 8 % lower", "answer"),
    ]
    assert rows[1].work_type_id == 3
    assert rows[0].block is not None and rows[3].block is not None, "pace is read with the accuracy of the same block"


def test_missing_days_are_told_of_everybody_at_once_with_the_days_and_no_person_stands_for_them() -> None:
    lacking = Paired(pace(days_entered=63, days_due=65, days_hours_missing=1), MET.accuracy)
    gaps = DueGaps((date(2026, 7, 3), date(2026, 7, 6)))
    days, hours = told(block("Ana", 1, paired=lacking, due_gaps=gaps))
    assert (days.who, days.why) == ("Days", "Days missing: Ana 2 (3 Jul 2026, 6 Jul 2026)")
    assert (days.step, days.coder_id, days.day) == ("day", 1, date(2026, 7, 3))
    assert hours.why == "Hours missing: Ana 1"


def test_of_many_who_are_not_audited_the_first_four_are_named() -> None:
    (row,) = told(*(block(name, number, paired=Paired(WHOLE, NotAudited())) for number, name in enumerate("ABCDEF", 1)))
    assert (row.who, row.why, row.step) == ("Audits", "Not audited: A, B, C, D, and 2 others", "plan")


def test_of_two_coders_the_one_with_more_reasons_comes_first_and_several_questions_open_the_coder() -> None:
    two = (question("Bo", "pace 8 % lower"), question("Bo", "accuracy 5 points lower"))
    rows = told(block("Ana", 1, paired=BELOW), block("Bo", 2, paired=MET, signals=two))
    assert [(row.who, row.why, row.step) for row in rows] == [
        ("Bo", "2 signals worth a question", "coder"),
        ("Ana", "Accuracy below the standard", "coder"),
    ]


def test_what_was_answered_asks_no_more() -> None:
    said = Answer(1, "leave", "M. Lee", SINCE, in_packet=False, since=SINCE, until=None)
    answered = replace(question("Ana", "pace 8 % lower"), answer=said)
    assert told(block("Ana", 1, paired=MET, signals=(answered,))) == ()
