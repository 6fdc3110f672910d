"""Figures from what is kept are those of a cold reading, to the last bit: after any change, and inside a step."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.errors import CannotSave, Refused
from codedesk.exchange.csv_reading import read_text
from codedesk.metrics.figures import TeamFigures
from codedesk.models import Event, MonthSum, Rework, WorkDay, WorkLine
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.periods import Period, quarter
from codedesk.services.audits.audits import open_audit, save_audit, void_audit
from codedesk.services.cache import until_a_change
from codedesk.services.days.changes import set_cells
from codedesk.services.figures import lists as lists_of_figures
from codedesk.services.figures import log
from codedesk.services.figures.blocks import MOST_MAKINGS
from codedesk.services.figures.figures import plain_figures, team_figures
from codedesk.services.figures.lists import read_lists
from codedesk.services.figures.log import LogColumns
from codedesk.services.figures.subject_rows import SubjectRow
from codedesk.services.figures.trends import trends
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportDraft
from codedesk.services.files.sheets import BY_FILE
from codedesk.services.people.coders import void_coder
from codedesk.services.standards.standards import STANDARDS
from tests.services.days.test_kept_days import cells, lists, others
from tests.services.team import FRIDAY, MONDAY, Team
from tests.thorough import times

TODAY = date(2026, 8, 31)
PERIODS = (
    Period(MONDAY, FRIDAY),  # over the end of a month, and of a quarter
    quarter(2026, 3),
    Period(date(2025, 1, 1), TODAY),
)
Action = Callable[[Team], object]
ANA = "Ana Diaz"
work = st.sampled_from(("Inpatient", "Emergency", "Ancillary"))
days = st.integers(-40, 50).map(lambda more: MONDAY + timedelta(more))


def cold(session: Session, service: Callable[..., Any], *args: Any) -> Any:
    """Ask as a program would that has just been started."""
    kept = session.info.pop("kept", None)
    try:
        return service(session, *args)
    finally:
        session.info["kept"] = kept


def figures(session: Session) -> tuple[TeamFigures, ...]:
    with_signals = tuple(team_figures(session, period, None, TODAY) for period in PERIODS)
    return (*with_signals, plain_figures(session, PERIODS[1], None, TODAY))


def subjects(session: Session) -> tuple[SubjectRow, ...]:
    """What Trends shows of everybody and of every work type, which has limits of its own."""
    shown = (trends(session, period.start, period.end, TODAY) for period in PERIODS[1:])
    return tuple(subject for each in shown for subject in each.subjects)


def agree(session: Session) -> None:
    warm = figures(session)
    assert warm == cold(session, figures)
    assert warm == figures(session), "asked once more"
    assert subjects(session) == cold(session, subjects)


def audited(coder: str, what: str | None, day: date, right: int, wrong: int, findings: bool) -> Action:
    def act(team: Team) -> None:
        category = team.desk.read(
            lambda session: session.execute(sa.text("SELECT min(id) FROM finding_category")).scalar()
        )
        found = (
            (FindingDraft(category_id=category, record="1", outcome="withdrawn" if right % 2 else ""),)
            if findings and wrong
            else ()
        )
        kind = None if what is None else team.types[what]
        records = (
            tuple(RecordDraft(reference=str(n), matched=right, revised=wrong, work_type_id=kind) for n in range(3))
            if findings
            else ()
        )
        depth = "records" if findings else "counts"
        name = f"{coder} {day} {team.desk.revision}"
        counts = {} if findings else {"records": 9, "matched": right, "revised": wrong, "added": 1, "deleted": 0}
        draft = AuditDraft(
            name=name,
            coder_id=team.coders[coder],
            day=day,
            work_type_id=kind,
            depth=depth,
            record_lines=records,
            findings=found,
            **counts,
        )
        team.desk.write("Audit", save_audit, draft)

    return act


def of_the_last_audit(change: Callable[[Session, int], object]) -> Action:
    def act(team: Team) -> None:
        newest = lambda session: session.execute(sa.text("SELECT max(id) FROM audit WHERE NOT voided")).scalar()  # noqa: E731
        if (found := team.desk.read(newest)) is not None:
            team.desk.write("Change an audit", change, found)

    return act


def moved(session: Session, audit: int) -> None:
    """Give an audit another day, and take its first record out."""
    draft = open_audit(session, audit)
    lines = {
        **values_of(draft),
        "day": draft.day + timedelta(31),
        "record_lines": draft.record_lines[1:],
        "findings": (),
    }
    save_audit(session, AuditDraft(**lines))


def values_of(draft: AuditDraft) -> dict[str, Any]:
    return dict(draft)


def imported(first: date, charts: int, update: bool) -> Action:
    dates = [first + timedelta(n) for n in range(40)]
    log = "".join(f"{day},{ANA},Inpatient,{charts + n},4\n" for n, day in enumerate(dates))
    time = "".join(f"{day},{ANA},paid,8\n{day},{ANA},Meeting,0.5\n" for day in dates)
    texts = {"log.csv": f"date,coder,work_type,charts,hours\n{log}", "time.csv": f"date,coder,category,hours\n{time}"}

    def act(team: Team) -> None:
        sheets = tuple(read_text(BY_FILE[name], text, name) for name, text in texts.items())
        team.desk.write("Import", importing.apply, ImportDraft(sheets, update=update))

    return act


def added(row: Callable[[], Any]) -> Action:
    return lambda team: team.desk.write("Add", lambda session: session.add(row()))


def seen_and_taken_back(coder: str, day: date, charts: int) -> Action:
    """Ask inside a step that changed something, and refuse the step."""

    def act(team: Team) -> None:
        def step(session: Session) -> None:
            agree(session)
            set_cells(session, [team.draft(coder, "charts", charts, "Inpatient", day)])
            agree(session)
            raise Refused("not this one")

        team.desk.write("Look", step)

    return act


def past_history(number: int) -> Action:
    """Change rows with hands that history does not see."""

    def act(team: Team) -> None:
        team.desk.use(lambda connection: connection.raw.execute(f"UPDATE work_line SET charts = {number}") and None)

    return act


def moved_day(number: int, more: int) -> Action:
    """Give a day another date: nothing does so today, but a row can."""

    def step(session: Session) -> None:
        day = session.get(WorkDay, number)
        if day is not None and not day.voided:
            day.day += timedelta(365 + more)

    return lambda team: team.desk.write("Move", step)


def put_back(team: Team) -> None:
    asked = sa.text("SELECT id FROM change ORDER BY id DESC LIMIT 3")
    ids = team.desk.read(lambda session: session.execute(asked).all())
    team.desk.put_back(ids[-1][0])


audits = st.one_of(
    st.builds(audited, st.sampled_from((ANA, "Bo Chen")), st.one_of(st.none(), work), days, st.integers(1, 9),
              st.integers(0, 2), st.booleans()),
    st.just(of_the_last_audit(moved)),
    st.just(of_the_last_audit(lambda session, audit: void_audit(session, audit, "wrong one"))),
)  # fmt: skip
few = st.integers(1, 9)
more = st.one_of(
    st.builds(imported, days, st.integers(0, 30), st.booleans()),
    st.builds(lambda day: added(lambda: Event(from_day=day, kind="go_live", text="New template", rebase=True)), days),
    st.builds(lambda day, n: added(lambda: Rework(coder_id=1, work_type_id=1, day=day, charts=n)), days, few),
    st.builds(lambda day, n: added(lambda: MonthSum(coder_id=1, month=day.replace(day=1), hours=9.0 * n)), days, few),
    st.builds(seen_and_taken_back, st.just(ANA), days, st.integers(0, 40)),
    st.builds(past_history, st.integers(0, 30)),
    st.builds(moved_day, st.integers(1, 40), st.integers(0, 9)),
    st.just(lambda team: team.desk.write("Void", void_coder, 2, "left long ago")),
    st.just(lambda team: team.desk.write("Void", STANDARDS.void, 1, "typed twice")),
    st.just(put_back),
    st.just(lambda team: team.desk.undo()),
    st.just(lambda team: team.desk.redo()),
)  # fmt: skip


@settings(max_examples=times(4), deadline=None)
@given(st.lists(st.one_of(cells, cells, lists, others, audits, more), min_size=4, max_size=12))
def test_after_any_change_figures_are_those_of_a_cold_reading(actions: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        team = Team(Path(folder))
        imported(MONDAY - timedelta(500), 9, update=True)(team)  # a year behind, which is put together once
        for charts in range(3):
            imported(MONDAY - timedelta(60 * charts), 10 + charts, update=True)(team)
        for action in actions:
            with suppress(Refused, CannotSave):  # a refused step leaves nothing behind either
                action(team)
            team.desk.read(agree)
        warm = team.desk.read(figures)
        team.desk.close()
        again = Desk.open(Path(folder) / "team.codedesk", "manager")
        assert again.read(figures) == warm, "opened once more"
        again.close()


def test_a_question_from_one_thread_never_sees_half_of_a_step_from_another(tmp_path: Path) -> None:
    team = Team(tmp_path)
    wrong: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(6):
                team.desk.read(agree)
        except BaseException as error:
            wrong.append(error)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    for number in range(12):
        team.set(ANA, "charts", number, "Inpatient", MONDAY + timedelta(number))
        if number % 3 == 2:
            team.desk.undo()
    for thread in asking:
        thread.join()
    team.desk.close()
    assert not wrong


def test_an_answer_holds_until_anything_changes(tmp_path: Path) -> None:
    team = Team(tmp_path)
    ask = lambda: team.desk.read(team_figures, PERIODS[1], None, TODAY)  # noqa: E731
    first = ask()
    assert ask().coders[0] is first.coders[0]
    assert team.desk.read(team_figures, PERIODS[1], (1,), TODAY).coders[0] is first.coders[0]
    team.set(ANA, "charts", 3, "Inpatient", MONDAY)
    assert ask().coders[0] is not first.coders[0]
    for day in range(MOST_MAKINGS + 3):  # no more are held than pages have use for
        team.desk.read(team_figures, Period(MONDAY, FRIDAY), None, TODAY + timedelta(day))
    held = team.desk.read(lambda session: until_a_change(session, "makings", dict))
    assert len(held) == MOST_MAKINGS
    team.desk.close()


def test_what_audits_show_of_each_other_follows_each_of_them(tmp_path: Path) -> None:
    team = Team(tmp_path)
    for number in range(6):
        audited((ANA, "Bo Chen")[number % 2], "Inpatient", MONDAY + timedelta(number), 4 + number, 1, findings=True)(
            team
        )
    team.desk.read(figures)
    void = of_the_last_audit(lambda session, audit: void_audit(session, audit, "wrong one"))
    for action in (of_the_last_audit(moved), void, lambda team: team.desk.undo(), lambda team: team.desk.undo()):
        action(team)
        team.desk.read(agree)
    with statements() as asked:
        audited(ANA, "Inpatient", MONDAY, 9, 1, findings=True)(team)
        team.desk.read(figures)
    assert not [values for _, values in asked if "0001-01-01" in values and "9999-12-31" in values], (
        "all were read again"
    )
    team.desk.close()


def test_an_audit_of_another_work_type_brings_the_events_of_that_work_to_the_chart(tmp_path: Path) -> None:
    team = Team(tmp_path)
    imported(date(2026, 2, 2), 10, update=True)(team)
    imported(MONDAY, 10, update=True)(team)
    day, kind = date(2026, 2, 10), team.types["Emergency"]
    added(lambda: Event(from_day=day, to_day=day, kind="downtime", text="ED down", work_type_id=kind))(team)
    ask = lambda: team.desk.read(team_figures, PERIODS[1], (1,), TODAY).coders[0].trend.events_behind  # noqa: E731
    assert ask() == ()
    audited(ANA, "Emergency", date(2026, 7, 6), 9, 1, findings=False)(team)
    assert [mark.text for mark in ask()] == ["ED down"]
    team.desk.read(agree)
    team.desk.close()


def test_a_day_that_gets_another_date_leaves_its_month(tmp_path: Path) -> None:
    team = Team(tmp_path)
    imported(MONDAY, 10, update=True)(team)
    team.desk.read(agree)
    moved_day(1, 0)(team)
    team.desk.read(agree)
    assert [block.paired.pace.charts for block in team.desk.read(figures)[0].coders] == [11 + 12 + 13 + 14, 0]
    team.desk.close()


def test_what_is_kept_names_every_table_that_it_is_read_from(tmp_path: Path) -> None:
    team = Team(tmp_path)
    imported(MONDAY, 10, update=True)(team)

    def look(session: Session) -> None:
        connection, period = session.connection(), PERIODS[1]
        with statements() as asked:
            found = read_lists(connection)
        assert _tables(asked) == {str(table.__tablename__) for table in lists_of_figures.TABLES}
        with statements() as asked:
            LogColumns().tallies(connection, period, found)
        assert _tables(asked) == {str(table.__tablename__) for table in log.TABLES}

    team.desk.read(look)
    team.desk.close()


def _tables(asked: list[tuple[str, Any]]) -> set[str]:
    return set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(words for words, _ in asked)))


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Collect what is asked of the file."""
    asked: list[tuple[str, Any]] = []
    listener = lambda *call: asked.append((call[2], call[3]))  # noqa: E731
    sa.event.listen(sa.Engine, "before_cursor_execute", listener)
    try:
        yield asked
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", listener)


@pytest.mark.file
def test_after_a_cell_no_more_is_read_again_than_its_day(tmp_path: Path) -> None:
    team = Team(tmp_path)
    imported(MONDAY - timedelta(120), 10, update=True)(team)
    imported(MONDAY, 10, update=True)(team)
    team.desk.read(figures)
    team.set(ANA, "charts", 3, "Inpatient", MONDAY)
    with statements() as asked:
        team.desk.read(figures)
    reading = [values for words, values in asked if "work_line.charts" in words]
    spans = [
        values for words, values in asked if "FROM work_day" in words and "BETWEEN" in words and "JOIN" not in words
    ]
    ((first, last, number),) = set(spans)
    assert (first, last) == ("2026-06-01", "2026-06-30")
    assert team.desk.read(lambda session: session.get_one(WorkDay, number).day) == MONDAY
    assert reading == [(number,)]
    with statements() as asked:
        team.desk.read(figures)
    assert not [words for words, _ in asked if "work_line" in words]
    team.desk.close()


def test_rows_in_many_places_are_of_the_same_days_however_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = Team(tmp_path)
    for number in range(12):
        team.set(ANA, "charts", number + 1, "Inpatient", MONDAY + timedelta(number))
    places = ((1, 1), (3, 5), (8, 8), (11, 40))

    def days(session: Session) -> set[tuple[int, int]]:
        return log._days_of(session.connection(), "work_line", places)

    found = []
    for most in (len(places), 1):
        monkeypatch.setattr(log, "_MOST_PLACES", most)
        found.append(team.desk.read(days))
    asked = select(WorkLine.work_day_id).where(col(WorkLine.id).in_((1, 3, 4, 5, 8, 11, 12)))
    numbers = team.desk.read(lambda session: set(session.exec(asked)))
    team.desk.close()
    assert found[0] == found[1] and {day for day, _ in found[0]} == numbers and len(numbers) == 7
