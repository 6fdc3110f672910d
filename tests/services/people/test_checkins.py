"""Check-ins: voluntary, any item may be empty, private, and no team figure below five answers of five coders."""

from collections.abc import Sequence
from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Coder
from codedesk.models.events import CheckInDraft
from codedesk.periods import Period
from codedesk.services.people import checkins

Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
DAY = date(2026, 8, 3)


@pytest.fixture
def desk(department: Desk) -> Desk:
    people = [Coder(name=f"Coder {letter}", started_on=date(2024, 1, 1)) for letter in "ABCDEF"]
    department.write("Add coders", lambda session: session.add_all(people))
    return department


def answer(desk: Desk, coder_ids: Sequence[int], *values: int | None) -> None:
    answers = dict(zip((name for name, _ in checkins.ITEMS), values, strict=False))
    for coder_id in coder_ids:
        desk.write("Add check-in", checkins.CHECK_INS.add, CheckInDraft(coder_id=coder_id, day=DAY, **answers))


def test_any_item_may_be_empty_and_a_check_in_is_private(desk: Desk) -> None:
    answer(desk, [1], None, 4)
    (row,) = desk.read(checkins.check_ins, 1)
    assert (row.draft.workload, row.draft.pace_for_accuracy, row.draft.help) == (None, 4, None)
    assert not row.draft.in_packet
    assert row.source_words == "Said in a talk"


def test_a_check_in_without_any_answer_is_not_entered(desk: Desk) -> None:
    with pytest.raises(Refused, match="skipped is not entered"):
        answer(desk, [1])
    assert desk.read(checkins.check_ins, 1) == ()


@pytest.mark.parametrize("wrong", [0, 6, -1])
def test_an_answer_is_one_to_five(desk: Desk, wrong: int) -> None:
    with pytest.raises(Refused, match="1, 2, 3, 4 or 5"):
        answer(desk, [1], wrong)


def test_a_check_in_is_changed_voided_and_both_are_undone(desk: Desk) -> None:
    answer(desk, [1], 3, 3, 3)
    (row,) = desk.read(checkins.check_ins, 1)
    later = CheckInDraft(
        coder_id=1, day=DAY, workload=4, pace_for_accuracy=None, help=3, note="Calmer since the go-live", source="slip"
    )
    desk.write("Change check-in", checkins.CHECK_INS.change, row.id, later)
    assert desk.read(checkins.check_ins, 1)[0].draft == later
    desk.write("Void check-in", checkins.CHECK_INS.void, row.id, "entered twice")
    assert desk.read(checkins.check_ins, 1) == ()
    desk.undo()
    desk.undo()
    assert desk.read(checkins.check_ins, 1) == (row,)


def test_the_team_is_told_from_five_answers_of_five_coders_on(desk: Desk) -> None:
    answer(desk, [1, 2, 3, 4, 4, 4], 2, 2, 2)
    few = desk.read(checkins.team_check_ins, Q3)
    assert few.answers is None
    assert few.words == "Check-ins: team figures are shown from 5 answers of 5 coders on."
    answer(desk, [5], 5, None, 5)
    told = desk.read(checkins.team_check_ins, Q3)
    # (6 × 2 + 5) ÷ 7 = 2.43; only four coders answered the second item.
    assert told.means == (pytest.approx(17 / 7), None, pytest.approx(17 / 7))
    assert told.words == (
        "Check-ins, 7 answers, mean: workload 2.4 of 5, pace for accuracy too few answers, help 2.4 of 5. "
        "Voluntary; no names."
    )


def test_answers_of_another_quarter_and_voided_ones_do_not_count(desk: Desk) -> None:
    answer(desk, [1, 2, 3, 4, 5], 3, 3, 3)
    assert desk.read(checkins.team_check_ins, Period(date(2026, 4, 1), date(2026, 6, 30))).answers is None
    (row,) = desk.read(checkins.check_ins, 5)
    desk.write("Void check-in", checkins.CHECK_INS.void, row.id, "not said")
    assert desk.read(checkins.team_check_ins, Q3).answers is None
