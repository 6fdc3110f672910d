"""Given means frozen: what was handed over stays byte for byte, and what changed since is told in words."""

import hashlib
import re
from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.errors import CodeDeskError, Refused
from codedesk.models import Change, GivenPacket, Standard, WorkLine
from codedesk.models.reviews import AgreementDraft
from codedesk.periods import quarter
from codedesk.reports.packet import build
from codedesk.services.reviews import reviews
from codedesk.services.reviews.given import next_letter
from codedesk.services.reviews.rows import PacketRow
from tests.reports.read_back import whole

Q3 = quarter(2026, 3)
TOBIAH = 5
CORRECTIONS = "Corrections since (the last print, )?revision A"
GIVEN, LATER = date(2026, 10, 5), date(2026, 10, 20)


def give(desk: Desk, day: date) -> bytes:
    row = desk.read(reviews.packet_to_give, TOBIAH, Q3, day)
    pdf = build(row)
    desk.write("Give out", reviews.give, TOBIAH, Q3, day, row.fingerprint, pdf)
    return pdf


def ready(desk: Desk) -> None:
    if desk.read(reviews.review, TOBIAH, Q3).text.state != "draft":
        return
    desk.write("Ready", reviews.set_state, TOBIAH, Q3, "ready", GIVEN)


def more_charts(session: Session) -> None:
    line = session.exec(
        text(
            "SELECT work_line.id FROM work_line JOIN work_day ON work_day.id = work_line.work_day_id "
            "WHERE coder_id = 5 AND day >= '2026-07-13' AND charts > 0 AND NOT work_line.voided ORDER BY day LIMIT 1"
        )
    ).scalar_one()  # type: ignore[call-overload]
    found = session.get(WorkLine, line)
    assert found is not None and found.charts is not None
    found.charts += 7


def other_standard(session: Session) -> None:
    for standard in session.exec(select(Standard)):
        standard.pace *= 2


def packet(desk: Desk) -> PacketRow:
    return desk.read(reviews.packet, TOBIAH, Q3, LATER)


def test_a_given_packet_opens_as_it_was_whatever_changes_after(sample: Desk) -> None:
    ready(sample)
    pdf = give(sample, GIVEN)
    sample.write("More charts", more_charts)
    sample.write("Standards", other_standard)
    kept = sample.read(reviews.as_given, TOBIAH, Q3)
    assert kept is not None
    assert kept[1] == pdf
    assert (kept[0].revision, kept[0].sha256) == ("A", hashlib.sha256(pdf).hexdigest())
    assert sample.read(reviews.pages_given_out, TOBIAH, Q3) == kept
    assert "revision A" in whole(pdf) and not re.search(CORRECTIONS, whole(pdf))


def test_nothing_changed_is_no_change_and_signing_is_none_either(sample: Desk) -> None:
    ready(sample)
    give(sample, GIVEN)
    sample.write("Signed", reviews.set_state, TOBIAH, Q3, "signed", LATER)
    row = packet(sample)
    assert (row.revision, row.since, row.changes) == ("A", "", ())
    with pytest.raises(Refused, match="nothing has changed since revision A"):
        sample.read(reviews.packet_to_give, TOBIAH, Q3, LATER)


def test_revision_b_prints_what_changed_since_a(sample: Desk) -> None:
    ready(sample)
    before = give(sample, GIVEN)
    charts = packet(sample).paired.pace.charts
    sample.write("More charts", more_charts)
    row = packet(sample)
    assert (row.revision, row.since) == ("", "A")
    changed = {change.place: change for change in row.changes}
    assert changed["Pace and accuracy"].old != changed["Pace and accuracy"].new
    assert all("accuracy" in c.new for c in row.changes if c.new.startswith("pace "))
    assert row.paired.pace.charts == charts + 7
    after = give(sample, LATER)
    words = whole(after)
    assert "revision B" in words and re.search(CORRECTIONS, words)
    for change in row.changes:
        assert change.place.split(",")[0] in words
    rows = sample.read(reviews.review, TOBIAH, Q3).given
    assert [(kept.revision, kept.given_on) for kept in rows] == [("A", GIVEN), ("B", LATER)]
    assert rows[1].changes == row.changes
    first = sample.read(reviews.as_given, TOBIAH, Q3, "A")
    assert first is not None and first[1] == before


def test_the_coders_comments_may_follow_and_ask_for_a_revision(sample: Desk) -> None:
    ready(sample)
    give(sample, GIVEN)
    with pytest.raises(Refused, match="reopen the review"):
        sample.write("T", reviews.set_text, TOBIAH, Q3, "went_well", "more")
    sample.write("T", reviews.set_text, TOBIAH, Q3, "coder_comments", "The template change cost me a week.")
    (change,) = packet(sample).changes
    assert change.words.endswith("→ The template change cost me a week.")


def test_pages_made_before_a_change_are_not_given_out(sample: Desk) -> None:
    ready(sample)
    row = sample.read(reviews.packet_to_give, TOBIAH, Q3, GIVEN)
    sample.write("More charts", more_charts)
    with pytest.raises(Refused, match="changed while the pages were made"):
        sample.write("G", reviews.give, TOBIAH, Q3, GIVEN, row.fingerprint, build(row))
    assert sample.read(reviews.as_given, TOBIAH, Q3) is None


def test_pages_changed_from_outside_are_found_out(sample: Desk) -> None:
    ready(sample)
    give(sample, GIVEN)

    def tamper(session: Session) -> None:
        session.exec(select(GivenPacket)).one().pdf = b"%PDF-1.4 another"

    sample.write("T", tamper)
    with pytest.raises(CodeDeskError, match="not those that were given out"):
        sample.read(reviews.as_given, TOBIAH, Q3)


def test_the_figures_of_the_moment_are_kept_with_the_pages(sample: Desk) -> None:
    ready(sample)
    give(sample, GIVEN)
    kept = sample.read(lambda session: session.exec(select(GivenPacket.rows)).one())
    for words in ("standards", "effective_from", "method", "earned_hours", "went_well", "week", "centre"):
        assert f'"{words}"' in kept


def test_letters_go_on() -> None:
    assert [next_letter(one) for one in ("", "A", "Y", "Z", "Z2")] == ["A", "B", "Z", "Z2", "Z3"]


def state(desk: Desk) -> str:
    return desk.read(reviews.review, TOBIAH, Q3).text.state


def steps(desk: Desk) -> dict[str, int]:
    def asked(session: Session) -> dict[str, int]:
        return {change.step: change.id or 0 for change in session.exec(select(Change))}

    return desk.read(asked)


def test_undo_never_takes_a_given_packet_back(sample: Desk) -> None:
    sample.write("Words", reviews.set_text, TOBIAH, Q3, "went_well", "A calm quarter.")
    ready(sample)
    pdf = give(sample, GIVEN)
    for _ in range(3):
        with pytest.raises(Refused, match="revision A was given out, and what is given out stays"):
            sample.undo()
    kept = sample.read(reviews.as_given, TOBIAH, Q3)
    assert kept is not None and kept[1] == pdf
    assert (state(sample), sample.undo_step) == ("given", "Give out")
    assert sample.read(reviews.review, TOBIAH, Q3).text.went_well == "A calm quarter."


def test_steps_after_giving_out_are_undone_and_done_again_as_ever(sample: Desk) -> None:
    ready(sample)
    give(sample, GIVEN)
    sample.write("Signed", reviews.set_state, TOBIAH, Q3, "signed", LATER)
    sample.write("Reopened", reviews.set_state, TOBIAH, Q3, "draft", LATER)
    assert (sample.undo(), state(sample)) == ("Reopened", "signed")
    assert (sample.undo(), state(sample)) == ("Signed", "given")
    assert (sample.redo(), state(sample)) == ("Signed", "signed")
    assert (sample.redo(), state(sample)) == ("Reopened", "draft")


def test_history_puts_neither_a_given_packet_back_nor_words_of_it(sample: Desk) -> None:
    goals = (AgreementDraft(goal="CC capture", measure="8 of 10"),)
    sample.write("Words", reviews.set_text, TOBIAH, Q3, "went_well", "A calm quarter.")
    sample.write("Goals", reviews.set_agreements, TOBIAH, Q3, goals)
    sample.write("Private", reviews.set_private_note, TOBIAH, Q3, "mentor")
    ready(sample)
    give(sample, GIVEN)
    known = steps(sample)
    with pytest.raises(Refused, match="revision A was given out"):
        sample.put_back(known["Give out"])
    for step in ("Words", "Goals"):
        with pytest.raises(Refused, match="words of a packet that is given out"):
            sample.put_back(known[step])
    sample.put_back(known["Private"])
    now = sample.read(reviews.review, TOBIAH, Q3)
    assert (now.text.went_well, now.private_note, now.agreements[0].goal) == ("A calm quarter.", "", "CC capture")
    assert packet(sample).changes == ()


def test_giving_the_same_pages_again_is_not_undone_either(sample: Desk) -> None:
    ready(sample)
    give(sample, GIVEN)
    sample.write("Reopened", reviews.set_state, TOBIAH, Q3, "draft", LATER)
    sample.write("Ready again", reviews.set_state, TOBIAH, Q3, "ready", LATER)
    row = sample.read(reviews.packet_to_give, TOBIAH, Q3, LATER)
    sample.write("Given again", reviews.give, TOBIAH, Q3, LATER, row.fingerprint, build(row))
    with pytest.raises(Refused, match="what is given out stays"):
        sample.undo()
    assert [kept.revision for kept in sample.read(reviews.review, TOBIAH, Q3).given] == ["A"]
