"""Reviews from stored data: the packet's rows, the list with its states, the manager's words and agreements."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import (
    Audit,
    Coder,
    Finding,
    FindingCategory,
    Note,
    OtherTime,
    OtherTimeCategory,
    RootCause,
    Standard,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.models.reviews import AgreementDraft
from codedesk.periods import quarter
from codedesk.services.reviews import reviews
from codedesk.services.reviews.rows import PacketRow

Q2, Q3 = quarter(2026, 2), quarter(2026, 3)
TODAY = date(2026, 10, 5)


def fill(session: Session) -> int:
    """One coder; on 1 July the worked example of a day: 7.10 earned in 7.0 hours; on 2 July hours surely wrong."""
    coder = Coder(name="Ana Diaz", credentials="CCS", started_on=date(2021, 3, 1), scheduled_hours_per_week=40.0)
    types = {}
    for position, (name, pace) in enumerate((("IP", 2.0), ("SDS", 5.0), ("ED", 12.0), ("ANC", 30.0))):
        types[name] = WorkType(name=name, position=position)
        session.add(types[name])
        session.flush()
        session.add(
            Standard(
                work_type_id=types[name].key,
                effective_from=date(2026, 1, 1),
                pace=pace,
                accuracy=95.0,
                reason="Policy 1",
            )
        )
    session.add(coder)
    session.flush()
    day(session, coder, date(2026, 7, 1), 8.0, {"meeting": 0.5, "education": 0.25, "system downtime": 0.25},
        {"IP": 6, "SDS": 8, "ED": 18, "ANC": 30})  # fmt: skip
    day(session, coder, date(2026, 7, 2), 1.0, {}, {"IP": 20})
    return coder.key


def give_out(desk: Desk, coder_id: int, on: date, pdf: bytes = b"%PDF-1.4 as it was") -> None:
    row = desk.read(reviews.packet_to_give, coder_id, Q3, on)
    desk.write("G", reviews.give, coder_id, Q3, on, row.fingerprint, pdf)


def day(
    session: Session, coder: Coder, when: date, paid: float, times: dict[str, float], charts: dict[str, int]
) -> None:
    stored = WorkDay(coder_id=coder.key, day=when, paid_hours=paid)
    session.add(stored)
    session.flush()
    for name, hours in times.items():
        category = session.exec(select(OtherTimeCategory).where(col(OtherTimeCategory.name) == name)).one()
        session.add(OtherTime(work_day_id=stored.key, category_id=category.key, hours=hours))
    for name, number in charts.items():
        work_type = session.exec(select(WorkType).where(col(WorkType.name) == name)).one()
        session.add(WorkLine(work_day_id=stored.key, work_type_id=work_type.key, charts=number))
    session.flush()


def audited(session: Session, coder_id: int, **more: Any) -> int:
    """An audit by counts: 95 of 102 codes right in 10 charts."""
    values: dict[str, Any] = {"matched": 95, "revised": 4, "added": 3, "deleted": 2, "records": 10} | more
    audit = Audit(
        name=more.get("name", "A1"),
        coder_id=coder_id,
        day=date(2026, 8, 4),
        **{k: v for k, v in values.items() if k != "name"},
    )
    session.add(audit)
    session.flush()
    return audit.key


def found(session: Session, audit_id: int, category: str, cause: str, **more: Any) -> None:
    kind = session.exec(select(FindingCategory).where(col(FindingCategory.name) == category)).one()
    root = session.exec(select(RootCause).where(col(RootCause.name) == cause)).one()
    session.add(Finding(audit_id=audit_id, category_id=kind.key, root_cause_id=root.key, **more))


@pytest.fixture
def coder_id(department: Desk) -> int:
    return department.write("Fill", fill)


def packet(desk: Desk, coder_id: int) -> PacketRow:
    return desk.read(reviews.packet, coder_id, Q3, TODAY)


def test_the_worked_example_of_a_day_stands_on_the_packet(department: Desk, coder_id: int) -> None:
    department.write("Void", void_day, date(2026, 7, 2))
    row = packet(department, coder_id)
    assert row.paired.pace.earned_hours == pytest.approx(7.10)
    assert row.paired.pace.productive_hours == pytest.approx(7.0)
    assert [(part.category, part.hours) for part in row.hours.excused] == [
        ("meeting", 0.5),
        ("education", 0.25),
        ("system downtime", 0.25),
    ]
    assert row.hours.paid_hours - sum(part.hours for part in row.hours.excused) == row.hours.productive_hours
    assert row.completeness.unlikely == ()


def void_day(session: Session, when: date) -> None:
    stored = session.exec(select(WorkDay).where(col(WorkDay.day) == when)).one()
    stored.voided = True


def test_a_day_with_hours_surely_wrong_is_named_and_kept(department: Desk, coder_id: int) -> None:
    row = packet(department, coder_id)
    assert [(unlikely.day, unlikely.earned_hours) for unlikely in row.completeness.unlikely] == [
        (date(2026, 7, 2), 10.0)
    ]
    assert row.paired.pace.earned_hours == pytest.approx(17.10)
    assert "hours_unlikely" in [point.concern for point in reviews.preflight(row)]


def test_before_printing_the_missing_days_are_named(department: Desk, coder_id: int) -> None:
    row = packet(department, coder_id)
    points = {point.concern: point.text for point in reviews.preflight(row)}
    # 66 weekdays of the quarter, two of them logged.
    assert points["gaps"].startswith("64 due days not entered (3 Jul 2026, 6 Jul 2026, ")
    assert points["gaps"].endswith(", and 58 more): the packet says so.")


def test_before_printing_work_after_the_last_day_is_asked_about(department: Desk, coder_id: int) -> None:
    department.write("Leave", leave, coder_id, date(2026, 7, 1))
    row = packet(department, coder_id)
    points = {point.concern: point.text for point in reviews.preflight(row)}
    assert points["dates_unlikely"] == "Are the dates right? Worked on 2 Jul 2026 (after the last day)."
    assert (row.completeness.days_entered, row.completeness.days_due) == (1, 1)


def leave(session: Session, coder: int, last: date) -> None:
    session.get_one(Coder, coder).left_on = last


def test_before_printing_charts_without_a_standard_are_told_as_the_list_counts_them(
    department: Desk, coder_id: int
) -> None:
    department.write("Void", void_standards)
    row = packet(department, coder_id)
    points = {point.concern: point.text for point in reviews.preflight(row)}
    told = points["no_standard"]
    assert told == f"{row.paired.pace.charts} charts without a standard on their day: they are in no pace. " + (
        "The page Standards sets it."
    )


def void_standards(session: Session) -> None:
    for stored in session.exec(select(Standard)):
        stored.voided = True


def test_without_an_audit_the_packet_says_not_audited(department: Desk, coder_id: int) -> None:
    row = packet(department, coder_id)
    assert isinstance(row.paired.accuracy, NotAudited)
    assert row.audits == () and row.errors == ()
    assert "unaudited" in [point.concern for point in reviews.preflight(row)]


def test_a_withdrawn_finding_changes_the_final_result_and_leaves_the_errors(department: Desk, coder_id: int) -> None:
    audit_id = department.write("Audit", audited, coder_id)
    department.write("F", found, audit_id, "POA", "slip", change="revised", outcome="withdrawn")
    department.write("F", found, audit_id, "POA", "slip", change="added", outcome="withdrawn")
    department.write("F", found, audit_id, "modifier", "encoder or grouper", change="revised", direction="over")
    row = packet(department, coder_id)
    (audit,) = row.audits
    assert isinstance(audit.result, Accuracy)
    assert (audit.result.correct, audit.result.reviewed) == (96, 101)
    assert audit.result.first_value == pytest.approx(95 / 102)
    assert audit.withdrawn == 2
    assert [(error.category, error.count, error.over) for error in row.errors] == [("modifier", 1, 1)]
    assert [(cause.cause, cause.origin) for cause in row.causes] == [("encoder or grouper", "system")]


def test_focused_audits_and_drafts_do_not_stand_among_those_that_feed(department: Desk, coder_id: int) -> None:
    department.write("A", audited, coder_id, name="A1")
    department.write("A", audited, coder_id, name="F1", selection="focused", feeds_accuracy=False)
    department.write("A", audited, coder_id, name="D1", state="draft")
    row = packet(department, coder_id)
    assert [audit.name for audit in row.audits] == ["A1"]
    assert [audit.name for audit in row.focused] == ["F1"]


def test_only_marked_notes_come_along(department: Desk, coder_id: int) -> None:
    department.write("N", add_note, coder_id, "private", False)
    department.write("N", add_note, coder_id, "for the packet", True)
    assert [note.text for note in packet(department, coder_id).notes] == ["for the packet"]


def add_note(session: Session, coder_id: int, text: str, marked: bool) -> None:
    session.add(Note(coder_id=coder_id, day=date(2026, 7, 9), text=text, in_packet=marked))


def test_the_fingerprint_changes_with_the_data_and_only_with_it(department: Desk, coder_id: int) -> None:
    first = packet(department, coder_id).fingerprint
    assert packet(department, coder_id).fingerprint == first
    assert department.read(reviews.packet, coder_id, Q3, date(2026, 12, 1)).fingerprint == first
    department.write("Audit", audited, coder_id)
    second = packet(department, coder_id).fingerprint
    assert second != first
    department.undo()
    assert packet(department, coder_id).fingerprint == first


def test_standards_are_those_in_force_in_the_period(department: Desk, coder_id: int) -> None:
    department.write("S", new_standard, date(2026, 8, 1), 2.5)
    department.write("S", new_standard, date(2026, 11, 1), 3.0)
    lines = [line for line in packet(department, coder_id).standards if line.work_type == "IP"]
    assert [(line.effective_from, line.rate) for line in lines] == [(date(2026, 1, 1), 2.0), (date(2026, 8, 1), 2.5)]


def new_standard(session: Session, when: date, pace: float) -> None:
    kind = session.exec(select(WorkType).where(col(WorkType.name) == "IP")).one()
    session.add(Standard(work_type_id=kind.key, effective_from=when, pace=pace, accuracy=95.0))


def test_a_coder_who_is_not_there_is_refused_in_words(department: Desk) -> None:
    with pytest.raises(Refused, match="no longer there"):
        packet(department, 99)


def test_many_packets_equal_those_made_one_by_one(sample: Desk) -> None:
    listed = sample.read(reviews.reviews, Q3, TODAY)
    ids = tuple(row.coder_id for row in listed)
    assert sample.read(reviews.packets, ids, Q3, TODAY) == tuple(packet(sample, key) for key in ids)


def test_the_hours_of_every_sample_packet_add_up_to_the_denominator(sample: Desk) -> None:
    for listed in sample.read(reviews.reviews, Q3, TODAY):
        row = packet(sample, listed.coder_id)
        balance = row.hours
        excused = sum(part.hours for part in balance.excused)
        left = balance.paid_hours + balance.line_hours - excused + balance.beyond_paid - balance.without_standard
        assert left == pytest.approx(row.paired.pace.productive_hours), row.coder.name


def test_the_list_tells_gaps_before_drafts(department: Desk, coder_id: int) -> None:
    (row,) = department.read(reviews.reviews, Q3, TODAY)
    assert row.words == "draft, data gaps"
    assert row.gaps[-1] == "not audited"


def test_looking_at_a_review_stores_nothing(department: Desk, coder_id: int) -> None:
    revision = department.revision
    assert department.read(reviews.review, coder_id, Q3).stored is False
    assert department.revision == revision


def test_words_are_kept_as_typed_and_taken_back_by_undo(department: Desk, coder_id: int) -> None:
    department.write("Set what went well", reviews.set_text, coder_id, Q3, "went_well", "E&M <levels>\n\nall right")
    assert packet(department, coder_id).text.went_well == "E&M <levels>\n\nall right"
    assert department.undo() == "Set what went well"
    assert packet(department, coder_id).text.went_well == ""


def agreements(desk: Desk, coder_id: int, *drafts: AgreementDraft) -> None:
    desk.write("Set the agreements", reviews.set_agreements, coder_id, Q3, drafts)


def test_agreements_are_kept_changed_and_taken_out(department: Desk, coder_id: int) -> None:
    agreements(
        department,
        coder_id,
        AgreementDraft(goal="CC capture", measure="8 of 10", due_on=date(2026, 12, 1), support="2 h"),
        AgreementDraft(goal="POA"),
    )
    first, second = packet(department, coder_id).agreements
    assert (first.goal, first.measure, first.due_on, second.goal) == ("CC capture", "8 of 10", date(2026, 12, 1), "POA")
    agreements(department, coder_id, AgreementDraft(goal="POA again", id=second.id))
    (left,) = packet(department, coder_id).agreements
    assert (left.id, left.goal) == (second.id, "POA again")


def test_at_most_three_agreements_and_none_without_a_goal(department: Desk, coder_id: int) -> None:
    with pytest.raises(Refused, match="at most 3"):
        agreements(department, coder_id, *(AgreementDraft(goal=f"Goal {number}") for number in range(4)))
    with pytest.raises(Refused, match="say what the goal is"):
        agreements(department, coder_id, AgreementDraft(goal="", measure="a measure"))


def test_last_quarters_agreements_are_carried_in_with_their_outcome(department: Desk, coder_id: int) -> None:
    department.write("A", reviews.set_agreements, coder_id, Q2, (AgreementDraft(goal="Learn the encoder"),))
    (last,) = department.read(reviews.review, coder_id, Q3).last_agreements
    department.write("O", reviews.set_outcome, last.id, "Done in June")
    (carried,) = packet(department, coder_id).last_agreements
    assert (carried.goal, carried.outcome) == ("Learn the encoder", "Done in June")


def test_agreements_of_an_earlier_review_are_carried_over_a_quarter_without_any(
    department: Desk, coder_id: int
) -> None:
    department.write("A", reviews.set_agreements, coder_id, quarter(2025, 4), (AgreementDraft(goal="Older"),))
    department.write(
        "A", reviews.set_agreements, coder_id, quarter(2026, 1), (AgreementDraft(goal="Learn the encoder"),)
    )
    department.write("T", reviews.set_text, coder_id, Q2, "went_well", "On leave for most of it.")
    found = department.read(reviews.review, coder_id, Q3)
    assert [row.goal for row in found.last_agreements] == ["Learn the encoder"]
    assert found.last_label == "Q1 2026"
    row = packet(department, coder_id)
    assert [(goal.goal, goal.agreed_in) for goal in row.last_agreements] == [("Learn the encoder", "Q1 2026")]
    assert reviews.proposals(row, "agreed_last_time") == (
        "“Learn the encoder” was agreed in Q1 2026. No outcome is recorded yet.",
    )


def test_a_review_goes_from_draft_to_signed_and_its_words_then_stand(department: Desk, coder_id: int) -> None:
    department.write("S", reviews.set_state, coder_id, Q3, "ready", TODAY)
    give_out(department, coder_id, date(2026, 10, 6))
    department.write("S", reviews.set_state, coder_id, Q3, "signed", date(2026, 10, 8))
    text = packet(department, coder_id).text
    assert (text.state, text.given_on, text.signed_on) == ("signed", date(2026, 10, 6), date(2026, 10, 8))
    with pytest.raises(Refused, match="reopen the review"):
        department.write("T", reviews.set_text, coder_id, Q3, "went_well", "more")
    department.write("S", reviews.set_state, coder_id, Q3, "draft", TODAY)
    department.write("T", reviews.set_text, coder_id, Q3, "went_well", "more")
    assert packet(department, coder_id).text.given_on is None


def test_a_refused_signature_is_recorded_and_steps_cannot_be_skipped(department: Desk, coder_id: int) -> None:
    with pytest.raises(Refused, match="cannot become signed at once"):
        department.write("S", reviews.set_state, coder_id, Q3, "signed", TODAY)
    department.write("S", reviews.set_state, coder_id, Q3, "ready", TODAY)
    with pytest.raises(Refused, match="together with its pages"):
        department.write("S", reviews.set_state, coder_id, Q3, "given", TODAY)
    give_out(department, coder_id, TODAY)
    department.write("S", reviews.set_state, coder_id, Q3, "signature_refused", TODAY, "Wants to ask the union first")
    (row,) = department.read(reviews.reviews, Q3, TODAY)
    assert row.state == "signature_refused"
    assert packet(department, coder_id).text.refused_reason == "Wants to ask the union first"


def test_audits_not_shared_yet_and_open_rebuttals_are_named_before_printing(department: Desk, coder_id: int) -> None:
    audit_id = department.write("A", audited, coder_id, name="A1", state="answered")
    department.write("A", audited, coder_id, name="D1", state="draft")
    department.write("F", found, audit_id, "POA", "slip", change="revised", answer="rebut", answer_reason="see note")
    row = packet(department, coder_id)
    points = {point.concern: point.text for point in reviews.preflight(row)}
    assert points["open_rebuttals"].startswith("1 rebuttal without an outcome")
    assert points["draft_audits"].startswith("1 audit of this period not shared yet")
