"""A draw of charts from a pasted list: checked, kept, repeated, and made into an audit."""

from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import AuditDraw, Coder
from codedesk.models.audit_plans import AuditDrawDraft
from codedesk.models.audits import AuditDraft, RecordDraft
from codedesk.services.audits import audits
from codedesk.services.audits import draws as audit_draws
from codedesk.services.audits.draws import read_frame

DAY = date(2026, 7, 6)
DRAFT = AuditDrawDraft(frame="A\nB\nC\nD", seed=7, size=2, drawn_on=DAY, drawn_by="M. Lane", source="list of June")


def test_a_list_is_read_from_lines_csv_and_a_spreadsheet() -> None:
    assert read_frame("Reference\nA1\n\n A2 \r\nA1\n").references == ("A1", "A2")
    assert read_frame("A1\nA1\nA1").remarks == ("2 lines came again and are left out",)
    assert read_frame('"A,1",12\nB,3').references == ("A,1", "B")
    assert read_frame("A1\tx\nB2\ty").references == ("A1", "B2")


def test_what_looks_like_a_patient_is_warned_of_and_not_refused() -> None:
    frame = read_frame("A1\n123-45-6789")
    assert frame.references == ("A1", "123-45-6789")
    assert "social security number" in frame.warning
    assert "123-45" not in frame.warning
    assert read_frame("A1\nA2").warning == ""


def test_a_draw_is_kept_whole_and_comes_out_the_same_again(department: Desk) -> None:
    row = department.write("Draw", audit_draws.add_draw, DRAFT)
    # SHA-256 of "7:A" begins 0d37, "7:C" 7bb5, "7:B" b855, "7:D" e723
    assert (row.drawn, row.of, row.who, row.source, row.seed) == (("A", "C"), 4, "M. Lane", "list of June", 7)
    assert department.read(audit_draws.draws) == (row,)
    assert department.read(audit_draws.draw_again, row.id) == (
        "Drawn again: 2 references of 4 with seed 7, the same as then."
    )


def test_a_draw_that_was_tampered_with_is_found_out(department: Desk) -> None:
    row = department.write("Draw", audit_draws.add_draw, DRAFT)
    department.write("Tamper", _change, row.id)
    assert "NOT the same" in department.read(audit_draws.draw_again, row.id)


def _change(session: object, number: int) -> None:
    session.get(AuditDraw, number).frame = "A\nB\nD"  # type: ignore[attr-defined]


def test_a_size_outside_the_list_is_refused(department: Desk) -> None:
    for size, words in ((0, "“0” is under 1"), (5, "draw from 1 to 4: the list holds no more")):
        with pytest.raises(Refused, match=words) as refused:
            department.write("Draw", audit_draws.add_draw, DRAFT.but(size=size))
        assert refused.value.field == "size"
    with pytest.raises(Refused, match="paste the references"):
        department.write("Draw", audit_draws.add_draw, DRAFT.but(frame=" ", size=1))


def test_the_audit_of_a_draw_is_stored_with_it_in_one_step(department: Desk) -> None:
    department.write("Coder", lambda session: session.add(Coder(id=1, name="Ana", started_on=DAY)))
    row = department.write("Draw", audit_draws.add_draw, DRAFT)
    lines = tuple(RecordDraft(reference=reference, matched=5) for reference in row.drawn)
    draft = AuditDraft(name="drawn", coder_id=1, day=DAY, depth="records", record_lines=lines)
    number = department.write("Audit", audit_draws.save_drawn_audit, draft, row.id)
    assert department.read(audit_draws.draws)[0].audit_id == number
    assert [line.reference for line in department.read(audits.open_audit, number).record_lines] == ["A", "C"]
    department.undo()
    assert department.read(audit_draws.draws)[0].audit_id is None


def test_a_voided_draw_is_gone_from_the_list(department: Desk) -> None:
    row = department.write("Draw", audit_draws.add_draw, DRAFT)
    with pytest.raises(Refused, match="say why"):
        department.write("Void", audit_draws.DRAWS.void, row.id, " ")
    department.write("Void", audit_draws.DRAWS.void, row.id, "wrong list")
    assert department.read(audit_draws.draws) == ()
