"""What was said, agreed and learned with one coder: goals of all reviews, open ones first; notes; education."""

from datetime import date

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Agreement, Coder, Note, Review
from codedesk.models.education import EducationDraft
from codedesk.services.people.conversations import conversations, goals
from codedesk.services.people.education import EDUCATION

TODAY = date(2026, 9, 15)
Q2 = {"period_from": date(2026, 4, 1), "period_to": date(2026, 6, 30)}
Q3 = {"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30)}


def _reviewed(session: Session) -> None:
    session.add_all([Coder(id=1, name="Ana Diaz", started_on=TODAY), Coder(id=2, name="Ben Ode", started_on=TODAY)])
    session.flush()
    session.add_all([Review(id=1, coder_id=1, **Q2), Review(id=2, coder_id=1, **Q3), Review(id=3, coder_id=2, **Q3)])
    session.add(Review(id=4, coder_id=1, **Q3, voided=True))
    session.flush()
    for review, position, goal, due, outcome, more in (
        (1, 1, "no date", None, " ", {}),
        (1, 0, "due later", date(2026, 12, 1), "", {}),
        (2, 1, "due today", TODAY, "", {"measure": "m", "support": "s"}),
        (2, 0, "reached", date(2026, 9, 1), "yes", {}),
        (1, 2, "dropped", None, "not needed", {}),
        (2, 2, "taken out", None, "", {"voided": True}),
        (4, 0, "of a review that was taken out", None, "", {}),
        (3, 0, "of Ben", TODAY, "", {}),
    ):
        session.add(
            Agreement(review_id=review, position=position, goal=goal, due_on=due, outcome=outcome, **more)  # type: ignore[arg-type]
        )


def test_open_goals_stand_by_their_date_and_past_ones_behind_the_newest_first(department: Desk) -> None:
    department.write("Reviews", _reviewed)
    found = department.read(goals, 1)
    assert [(row.goal, row.review, row.open) for row in found] == [
        ("due today", "Q3 2026", True),
        ("due later", "Q2 2026", True),
        ("no date", "Q2 2026", True),
        ("reached", "Q3 2026", False),
        ("dropped", "Q2 2026", False),
    ]
    assert (found[0].measure, found[0].support, found[0].due_on) == ("m", "s", TODAY)
    assert [row.state(TODAY) for row in found] == ["open", "open", "open, no date", "closed", "closed"]
    assert [row.state(date(2026, 9, 16)) for row in found[:2]] == ["open, its date has passed", "open"]


def test_all_of_one_coder_stands_together(department: Desk) -> None:
    department.write("Reviews", _reviewed)
    department.write("Add education", EDUCATION.add, EducationDraft(coder_id=1, topic="POA", due_on=TODAY))
    department.write("Add a note", lambda session: session.add(Note(coder_id=1, day=TODAY, text="thanks")))
    row = department.read(conversations, 1, TODAY)
    assert (row.coder_id, row.coder, row.open_goals) == (1, "Ana Diaz", 3)
    assert ([note.draft.text for note in row.notes], [each.draft.topic for each in row.education]) == (
        ["thanks"], ["POA"],
    )  # fmt: skip
    alone = department.read(conversations, 2, TODAY)
    assert ([goal.goal for goal in alone.goals], alone.notes, alone.education) == (["of Ben"], (), ())
    with pytest.raises(Refused, match="this coder is no longer there"):
        department.read(conversations, 3, TODAY)
