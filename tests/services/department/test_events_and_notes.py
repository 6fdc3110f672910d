"""Events and notes: kept as typed, seen where they belong, voided and not deleted, private unless given."""

from datetime import date

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Coder, WorkType
from codedesk.models.events import EventDraft, NoteDraft
from codedesk.periods import Period
from codedesk.services.department import events_and_notes as service

Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
GO_LIVE = EventDraft(from_day=date(2026, 8, 3), text="Encoder go-live", kind="go_live", rebase=True)


@pytest.fixture
def desk(department: Desk) -> Desk:
    department.write("Add coders", lambda session: session.add_all([
        Coder(name="Ana Diaz", started_on=date(2024, 1, 1)),
        Coder(name="Bo Chen", started_on=date(2024, 1, 1)),
        WorkType(name="Inpatient"),
    ]))  # fmt: skip
    return department


def test_an_event_is_kept_as_typed_and_listed_with_its_scope(desk: Desk) -> None:
    desk.write("Add event", service.EVENTS.add, GO_LIVE)
    desk.write(
        "Add event",
        service.EVENTS.add,
        EventDraft(from_day=date(2026, 9, 1), text="Mentors", kind="staffing", to_day=None, work_type_id=1, coder_id=2),
    )
    found = desk.read(service.events, Q3)
    assert [(row.draft.text, row.scope, row.kind_words) for row in found] == [
        ("Mentors", "Bo Chen, Inpatient", "Staffing"),
        ("Encoder go-live", "team", "Go-live"),
    ]
    assert found[1].draft == GO_LIVE


def test_a_coder_sees_the_team_s_events_and_the_own_ones_and_not_another_s(desk: Desk) -> None:
    desk.write("Add event", service.EVENTS.add, GO_LIVE)
    desk.write("Add event", service.EVENTS.add, EventDraft(from_day=date(2026, 9, 1), text="Mentoring", coder_id=2))
    assert [row.draft.text for row in desk.read(service.events, Q3, 1)] == ["Encoder go-live"]
    assert len(desk.read(service.events, Q3, 2)) == 2


def test_an_event_is_listed_in_every_period_that_it_touches(desk: Desk) -> None:
    desk.write(
        "Add event",
        service.EVENTS.add,
        EventDraft(from_day=date(2026, 6, 20), text="Slow network", to_day=date(2026, 7, 1)),
    )
    desk.write("Add event", service.EVENTS.add, EventDraft(from_day=date(2026, 6, 30), text="One day in June"))
    assert [row.draft.text for row in desk.read(service.events, Q3)] == ["Slow network"]


def test_a_changed_event_is_the_same_event(desk: Desk) -> None:
    number = desk.write("Add event", service.EVENTS.add, GO_LIVE)
    later = EventDraft(from_day=date(2026, 8, 10), text="Encoder go-live", kind="go_live")
    desk.write("Change event", service.EVENTS.change, number, later)
    assert [(row.id, row.draft) for row in desk.read(service.events, Q3)] == [(number, later)]


def test_voiding_asks_for_a_reason_and_undo_brings_the_event_back(desk: Desk) -> None:
    number = desk.write("Add event", service.EVENTS.add, GO_LIVE)
    with pytest.raises(Refused, match="say why"):
        desk.write("Void event", service.EVENTS.void, number, "  ")
    desk.write("Void event", service.EVENTS.void, number, "entered twice")
    assert desk.read(service.events, Q3) == ()
    with pytest.raises(Refused, match="no longer there"):
        desk.write("Void event", service.EVENTS.void, number, "again")
    desk.undo()
    assert len(desk.read(service.events, Q3)) == 1


@pytest.mark.parametrize("field", ["coder_id", "work_type_id"])
def test_an_event_of_somebody_who_is_gone_is_refused_beside_its_field(desk: Desk, field: str) -> None:
    draft = EventDraft(from_day=date(2026, 8, 3), text="x").but(**{field: 99})
    with pytest.raises(Refused, match=r"this (coder|work type) is no longer there") as refused:
        desk.write("Add event", service.EVENTS.add, draft)
    assert refused.value.field == field
    assert desk.read(service.events, Q3) == ()


def test_an_event_of_a_coder_who_is_gone_since_can_still_be_changed(desk: Desk) -> None:
    draft = EventDraft(from_day=date(2026, 8, 3), text="Mentoring", coder_id=2)
    number = desk.write("Add event", service.EVENTS.add, draft)

    def void(session: Session) -> None:
        session.get_one(Coder, 2).voided = True

    desk.write("Void coder", void)
    desk.write("Change event", service.EVENTS.change, number, draft.but(text="Mentoring, until her last day"))
    with pytest.raises(Refused, match="this coder is no longer there"):
        desk.write("Add event", service.EVENTS.add, draft)


def test_a_note_is_private_unless_it_is_given_to_the_packet(desk: Desk) -> None:
    draft = NoteDraft(
        coder_id=1, day=date(2026, 8, 3), text="  Queries are clear & complete <all of them>  ", kind="praise"
    )
    number = desk.write("Add note", service.NOTES.add, draft)
    (row,) = desk.read(service.notes, 1)
    assert (row.draft.text, row.draft.in_packet) == ("Queries are clear & complete <all of them>", False)
    desk.write(
        "Change note",
        service.NOTES.change,
        number,
        NoteDraft(coder_id=1, day=date(2026, 8, 3), text="x", kind="praise", in_packet=True),
    )
    assert desk.read(service.notes, 1)[0].draft.in_packet


def test_notes_are_the_coder_s_own_the_newest_first(desk: Desk) -> None:
    for coder_id, day, words in ((1, 3, "first"), (1, 20, "second"), (2, 5, "another's")):
        desk.write("Add note", service.NOTES.add, NoteDraft(coder_id=coder_id, day=date(2026, 8, day), text=words))
    assert [row.draft.text for row in desk.read(service.notes, 1)] == ["second", "first"]
    until = Period(date(2026, 8, 1), date(2026, 8, 10))
    assert [row.draft.text for row in desk.read(service.notes, 1, until)] == ["first"]


def test_a_note_on_a_coder_who_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="this coder is no longer there") as refused:
        desk.write("Add note", service.NOTES.add, NoteDraft(coder_id=99, day=date(2026, 8, 3), text="x"))
    assert refused.value.field == "coder_id"


def test_a_note_is_voided_with_its_reason(desk: Desk) -> None:
    number = desk.write("Add note", service.NOTES.add, NoteDraft(coder_id=1, day=date(2026, 8, 3), text="x"))
    desk.write("Void note", service.NOTES.void, number, "wrong coder")
    assert desk.read(service.notes, 1) == ()
