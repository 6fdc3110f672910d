"""Text that nobody meant on the clipboard: cut without loss, planned without a crash, kept as the plan said or not."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from codedesk.formats import typed
from codedesk.services.days.drafts import CellField, CellPlace
from codedesk.services.days.paste import PastedCell, PastePlan, apply_paste, plan_paste
from codedesk.services.days.stored_days import StoredDays
from codedesk.ui.widgets.clipboard import block_of, text_of
from tests.services.team import FRIDAY, Team
from tests.thorough import times

RELAXED = {"deadline": None, "suppress_health_check": list(HealthCheck)}
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
CELL = st.text(st.sampled_from('ab1"\t\n\r ,;=\u00a0'), max_size=6) | ANY_TEXT
# What people have in such cells, and what they never should.
TYPED = st.sampled_from(
    (
        "8",
        "7.5",
        "7,5",
        "7:30",
        "24",
        "25",
        "0",
        "-1",
        "1e9",
        "1,234",
        "½",
        "=1+1",
        "x",
        "80%",
        "9" * 300,
        " ",
        "\u200b5",
    )
) | st.text(st.characters(codec="utf-8"), max_size=8)
OF_LINE: tuple[CellField, ...] = ("charts", "hours", "weight", "note")
OF_DAY: tuple[CellField, ...] = ("paid_hours", "day_note")


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    made = Team(tmp_path_factory.mktemp("paste"))
    yield made
    made.desk.close()


def places(team: Team) -> list[CellPlace]:
    """Every cell of two coders' two days: the day, two work types, an absence and another category."""
    days = (FRIDAY, FRIDAY - timedelta(1))
    found = [team.place(coder, field, "", day) for coder in team.coders for day in days for field in OF_DAY]
    for coder in team.coders:
        for day in days:
            found += [team.place(coder, field, what, day) for field in OF_LINE for what in ("Inpatient", "Emergency")]
            found += [team.place(coder, "other_hours", what, day) for what in ("PTO", "meeting")]
    return found


def held(team: Team, wanted: list[CellPlace]) -> dict[CellPlace, str]:
    """What each cell holds, as it is shown."""

    def read(session: Session) -> dict[CellPlace, str]:
        book = StoredDays(session, wanted)
        return {place: typed(book.value(place)) for place in wanted}

    return team.desk.read(read)


@settings(max_examples=times(60), **RELAXED)
@given(ANY_TEXT | st.text(st.sampled_from('a"\t\n\r'), max_size=30))
def test_any_text_is_cut_into_rows_of_cells(text: str) -> None:
    block = block_of(text)
    assert all(isinstance(cell, str) for row in block for cell in row)
    assert bool(block) is bool(text.strip("\r\n"))


@settings(max_examples=times(60), **RELAXED)
@given(st.data())
def test_what_is_copied_comes_back_cell_by_cell(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 4))
    row = st.tuples(*[CELL] * width).filter(any)
    rows = tuple(data.draw(st.lists(row, min_size=1, max_size=4)))
    assert block_of(text_of(rows)) == rows


@settings(max_examples=times(12), **RELAXED)
@given(st.data())
def test_any_block_is_kept_as_the_plan_says_and_taken_back_whole(team: Team, data: st.DataObject) -> None:
    everywhere = places(team)
    filled = data.draw(
        st.lists(st.tuples(st.sampled_from(everywhere), TYPED), max_size=12, unique_by=lambda one: one[0])
    )
    cells = [PastedCell(text, place, "a cell") for place, text in filled]
    before = held(team, everywhere)
    plan: PastePlan = team.desk.read(plan_paste, cells)
    assert len(plan.lines) == sum(bool(cell.text.strip()) for cell in cells)
    assert all(len(line.reason.splitlines()) == 1 for line in plan.lines if line.draft is None)
    team.desk.write("Paste", apply_paste, plan)
    after = held(team, everywhere)
    said = {line.draft.place: line.after for line in plan.lines if line.draft is not None}
    assert after == {**before, **said}
    assert team.desk.check().sound
    if plan.drafts:
        team.desk.undo()
    assert held(team, everywhere) == before
