"""Education items: added, changed, finished, voided, and listed as open, overdue or done."""

from datetime import date

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Coder, EducationItem
from codedesk.models.education import EducationDraft
from codedesk.services.people import education

TODAY = date(2026, 9, 15)


def _team(session: Session) -> tuple[int, int]:
    people = [Coder(name=name, started_on=date(2024, 1, 1)) for name in ("Ana Diaz", "Ben Okafor")]
    session.add_all(people)
    session.flush()
    return people[0].key, people[1].key


def test_an_item_is_open_then_overdue_then_done(department: Desk) -> None:
    ana, _ = department.write("Add coders", _team)
    draft = EducationDraft(
        coder_id=ana, topic=" POA indicators ", due_on=date(2026, 9, 20), reaudit_on=date(2026, 11, 1), hours=1.5
    )
    item = department.write("Add education", education.EDUCATION.add, draft)
    (row,) = department.read(education.items, ana, TODAY)
    assert (row.coder, row.draft.topic, row.draft.hours, row.state) == ("Ana Diaz", "POA indicators", 1.5, "open")
    assert department.read(education.items, ana, date(2026, 9, 20))[0].state == "open"
    assert department.read(education.items, ana, date(2026, 9, 21))[0].state == "overdue"
    department.write("Finish education", education.finish_item, item, date(2026, 9, 22), "10 of 10 in the exercise")
    (row,) = department.read(education.items, None, date(2027, 1, 1))
    assert (row.state, row.draft.done_on, row.draft.outcome) == (
        "done",
        date(2026, 9, 22),
        "10 of 10 in the exercise",
    )


def test_items_stand_by_due_date_and_done_ones_last(department: Desk) -> None:
    ana, ben = department.write("Add coders", _team)
    for coder, topic, due, done in (
        (ana, "no date", None, None),
        (ana, "done long ago", date(2026, 1, 1), date(2026, 1, 2)),
        (ben, "later", date(2026, 12, 1), None),
        (ben, "done lately", None, date(2026, 9, 1)),
        (ana, "soon", date(2026, 9, 16), None),
    ):
        department.write(
            "Add", education.EDUCATION.add, EducationDraft(coder_id=coder, topic=topic, due_on=due, done_on=done)
        )
    rows = department.read(education.items, None, TODAY)
    assert [row.draft.topic for row in rows] == ["soon", "later", "no date", "done lately", "done long ago"]
    assert [row.draft.topic for row in department.read(education.items, ben, TODAY)] == ["later", "done lately"]


def test_a_changed_item_keeps_its_number_and_undo_brings_it_back(department: Desk) -> None:
    ana, _ = department.write("Add coders", _team)
    draft = EducationDraft(coder_id=ana, topic="HCC capture", due_on=date(2026, 10, 1))
    item = department.write("Add", education.EDUCATION.add, draft)
    department.write("Change", education.EDUCATION.change, item, draft.but(topic="HCC capture, lungs", in_packet=True))
    (row,) = department.read(education.items, ana, TODAY)
    assert (row.id, row.draft.topic, row.draft.in_packet) == (item, "HCC capture, lungs", True)
    department.undo()
    assert department.read(education.items, ana, TODAY)[0].draft == draft


def test_a_voided_item_leaves_the_list_and_keeps_its_reason(department: Desk) -> None:
    ana, _ = department.write("Add coders", _team)
    item = department.write("Add", education.EDUCATION.add, EducationDraft(coder_id=ana, topic="Modifiers"))
    department.write("Void", education.EDUCATION.void, item, "typed twice")
    assert department.read(education.items) == ()
    kept = department.read(lambda session: session.exec(select(EducationItem.void_reason)).all())
    assert list(kept) == ["typed twice"]
    with pytest.raises(Refused, match="no longer there"):
        department.write("Void", education.EDUCATION.void, item, "again")


def test_education_of_a_coder_who_is_not_there_is_refused_beside_its_field(department: Desk) -> None:
    with pytest.raises(Refused, match="this coder is no longer there") as refused:
        department.write("Add", education.EDUCATION.add, EducationDraft(coder_id=999, topic="Modifiers"))
    assert refused.value.field == "coder_id"
