"""The standards sheet's rows and its receipts."""

from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models.standards import StandardDraft
from codedesk.services.standards import receipts as standards_receipts
from codedesk.services.standards import standards
from codedesk.services.standards.sheet import standards_sheet, weeks_in

TODAY = date(2026, 10, 5)


def test_the_teams_sheet_holds_every_standard_in_force_and_names_no_learner(sample: Desk) -> None:
    sheet = sample.read(standards_sheet, TODAY)
    assert [row.work_type for row in sheet.standards] == [
        row.name for row in sample.read(standards.work_types, TODAY) if row.in_force
    ]
    names = {row.coder for row in sample.read(standards.ramps, 1)}
    assert names
    assert not any(name in repr(sheet.ramps) for name in names)
    assert all(weeks_in(plan.steps[0]) == 0 and not plan.dated for plan in sheet.ramps)
    assert len(sheet.readers) == 8


def test_a_coders_own_sheet_holds_only_that_coders_ramp_with_its_dates(sample: Desk) -> None:
    learner = next(row for row in sample.read(standards_receipts.receipts, TODAY) if row.coder.startswith("Inés"))
    sheet = sample.read(standards_sheet, TODAY, learner.coder_id)
    assert [(plan.work_type, plan.dated) for plan in sheet.ramps] == [("Inpatient", True)]
    assert sheet.ramps[0].steps[0].from_day == date(2026, 5, 11)
    assert sheet.readers == (learner.coder,)
    other = next(row for row in sample.read(standards_receipts.receipts, TODAY) if row.coder.startswith("Kaori"))
    assert sample.read(standards_sheet, TODAY, other.coder_id).ramps == ()


def test_the_log_says_what_was_changed_when_by_whom_and_why_and_keeps_what_was_voided(sample: Desk) -> None:
    line = next(row for row in sample.read(standards_sheet, TODAY).log if row.before)
    assert (line.day, line.work_type, line.who) == (date(2026, 1, 1), "Inpatient", "R. Castellane")
    assert (line.what, line.before) == (
        "16 per day of 8 h, productive hours, 95\u00a0%",
        "18 per day of 8 h, productive hours, 95\u00a0%",
    )
    newest = sample.read(standards.time_line, 1, TODAY)[0]
    sample.write("Void", standards.STANDARDS.void, newest.id, "typed twice")
    voided = next(row for row in sample.read(standards_sheet, TODAY).log if row.what.startswith("voided"))
    assert (voided.day, voided.why) == (date(2026, 1, 1), "typed twice")


def test_a_standard_of_a_coming_day_is_announced_and_not_in_force(sample: Desk) -> None:
    announced = StandardDraft(
        work_type_id=1, effective_from=date(2027, 1, 1), pace=96.0, accuracy=95.0, pace_unit="units_per_day",
        reason="workload units", units_per_chart=4.0,
    )  # fmt: skip
    sample.write("Add", standards.STANDARDS.add, announced)
    sheet = sample.read(standards_sheet, TODAY)
    assert [row.statement for row in sheet.announced] == ["96 units per day of 8 h, 4 units per account"]
    assert sheet.announced[0].rate == 3.0
    assert all(row.effective_from <= TODAY for row in sheet.standards)


def test_the_fingerprint_follows_what_is_printed_and_not_the_day(sample: Desk) -> None:
    first = sample.read(standards_sheet, TODAY)
    assert sample.read(standards_sheet, date(2026, 10, 6)).fingerprint == first.fingerprint
    draft = StandardDraft(work_type_id=1, effective_from=date(2026, 10, 5), pace=2.2, accuracy=95.0, reason="new mix")
    sample.write("Add", standards.STANDARDS.add, draft)
    assert sample.read(standards_sheet, TODAY).fingerprint != first.fingerprint


@pytest.fixture
def ungiven(sample: Desk) -> Desk:
    """The sample before anybody was given a sheet."""
    for row in sample.read(standards_receipts.receipts, TODAY):
        sample.write("Void", standards_receipts.RECEIPTS.void, row.id, "before the test")
    return sample


def test_everybody_of_the_sample_was_given_a_sheet(sample: Desk) -> None:
    assert all(row.sheet_of is not None for row in sample.read(standards_receipts.receipts, TODAY))


def test_receipts_say_who_was_given_which_sheet_and_who_has_said_so(ungiven: Desk) -> None:
    sample = ungiven
    rows = sample.read(standards_receipts.receipts, TODAY)
    assert {row.sheet_of for row in rows} == {None}
    ids = [row.coder_id for row in rows]
    assert sample.write("Give", standards_receipts.give_sheet, ids, TODAY) == 8
    assert sample.write("Give", standards_receipts.give_sheet, ids, TODAY) == 0
    first = sample.read(standards_receipts.receipts, TODAY)[0]
    with pytest.raises(Refused, match="cannot be received before"):
        sample.write("Received", standards_receipts.acknowledge, first.id, date(2026, 10, 4))
    sample.write("Received", standards_receipts.acknowledge, first.id, date(2026, 10, 6), "by hand")
    row = sample.read(standards_receipts.receipts, TODAY)[0]
    assert (row.sheet_of, row.acknowledged_on, row.note, row.outdated) == (TODAY, date(2026, 10, 6), "by hand", False)


def test_a_sheet_is_outdated_when_another_standard_has_come_into_force(ungiven: Desk) -> None:
    sample = ungiven
    ids = [row.coder_id for row in sample.read(standards_receipts.receipts, TODAY)]
    sample.write("Give", standards_receipts.give_sheet, ids[:1], TODAY)
    sample.write(
        "Add",
        standards.STANDARDS.add,
        StandardDraft(work_type_id=1, effective_from=date(2026, 11, 1), pace=2.2, accuracy=95.0, reason="new mix"),
    )
    assert not any(row.outdated for row in sample.read(standards_receipts.receipts, TODAY))
    later = sample.read(standards_receipts.receipts, date(2026, 11, 2))
    assert [row.coder_id for row in later if row.outdated] == ids[:1]


def test_a_voided_receipt_leaves_and_needs_a_reason(ungiven: Desk) -> None:
    sample = ungiven
    ids = [row.coder_id for row in sample.read(standards_receipts.receipts, TODAY)]
    sample.write("Give", standards_receipts.give_sheet, ids[:1], TODAY)
    number = sample.read(standards_receipts.receipts, TODAY)[0].id
    with pytest.raises(Refused, match="say why"):
        sample.write("Void", standards_receipts.RECEIPTS.void, number, "")
    sample.write("Void", standards_receipts.RECEIPTS.void, number, "given to another")
    assert sample.read(standards_receipts.receipts, TODAY)[0].sheet_of is None
