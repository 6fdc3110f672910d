"""One rule, one sentence: a cell, a pasted block and the lines of log.csv and time.csv take and refuse the same."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from codedesk import models
from codedesk.errors import Refused
from codedesk.exchange.csv_reading import read_text
from codedesk.models import OtherTimeCategory, Row, WorkType
from codedesk.models.coders import RampStepDraft
from codedesk.services.days.changes import set_cell
from codedesk.services.days.drafts import CellDraft, CellField, CellPlace
from codedesk.services.days.paste import PastedCell, apply_paste, parse_cell, plan_paste
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportDraft, ImportRefused
from codedesk.services.files.sheets import DAY_NOTES, LOG, RAMPS, TIME
from codedesk.services.people.coders import RAMP_STEPS, ramp
from tests.services.team import FRIDAY, Team
from tests.thorough import times

NEXT_MONDAY = date(2026, 7, 6)
LATER = date(2027, 2, 6)  # a Saturday, after Ana has left


@dataclass(frozen=True)
class Typed:
    """A text for one cell of Ana's day."""

    field: CellField
    text: str
    what: str = ""
    coder: str = "Ana Diaz"
    day: date = FRIDAY


Verdicts = list[str]  # for each text the sentence it is refused with, "" where it is taken


def paid(text: str, **more: str) -> Typed:
    return Typed("paid_hours", text, **more)  # type: ignore[arg-type]


def charts(text: str, what: str = "Inpatient") -> Typed:
    return Typed("charts", text, what)


def hours(text: str, what: str = "Inpatient") -> Typed:
    return Typed("hours", text, what)


def other(text: str, what: str) -> Typed:
    return Typed("other_hours", text, what)


# What stands in one day, and for each text the sentence that it is refused with ("" where it is taken).
TABLE: list[tuple[tuple[Typed, ...], Verdicts]] = [
    ((charts("0"),), [""]),
    ((charts("12"),), [""]),
    ((charts("12.0"),), [""]),
    ((charts("1000000"),), [""]),
    ((charts("1000001"),), ["“1000001” is over 1,000,000"]),
    ((charts("-1"),), ["“-1” is under 0"]),
    ((charts("2.5"),), ["“2.5” is not a whole number"]),
    ((charts("six"),), ["“six” is not a number"]),
    ((paid("0"),), [""]),
    ((paid("24"),), [""]),
    ((paid("24.01"),), ["“24.01” is over 24 h"]),
    ((paid("-0.5"),), ["“-0.5” is under 0"]),
    ((paid("NA"),), ["“NA” is not a number"]),
    ((hours("25"),), ["“25” is over 24 h"]),
    ((hours("0.3333333333333333"),), [""]),
    ((other("25", "PTO"),), ["“25” is over 24 h"]),
    ((charts("5"), Typed("weight", "1.25", "Inpatient")), ["", ""]),
    ((charts("5"), Typed("weight", "0", "Inpatient")), ["", "“0” has to be more than 0"]),
    ((charts("5"), Typed("weight", "-1", "Inpatient")), ["", "“-1” is under 0"]),
    ((charts("5"), Typed("weight", "100", "Inpatient")), ["", ""]),
    ((charts("5"), Typed("weight", "101", "Inpatient")), ["", "“101” is over 100"]),
    ((Typed("weight", "1.5", "Inpatient"),), [""]),
    ((hours("13"), hours("12", "Emergency")), ["", "that makes 25 h in the work lines, and a day has 24"]),
    ((hours("12"), hours("12", "Emergency")), ["", ""]),
    ((paid("8"), other("16", "PTO")), ["", ""]),
    ((paid("8"), other("16.5", "PTO")), ["", "that makes 24.5 h of paid hours and absence, and a day has 24"]),
    ((other("20", "sick"), paid("5")), ["", "that makes 25 h of paid hours and absence, and a day has 24"]),
    ((other("13", "meeting"), other("12", "education")), ["", "that makes 25 h of other time, and a day has 24"]),
    ((other("13", "meeting"), other("12", "PTO")), ["", "that makes 25 h of other time, and a day has 24"]),
    ((other("13", "PTO"), other("12", "sick")), ["", "that makes 25 h of paid hours and absence, and a day has 24"]),
    ((paid("8"), other("20", "meeting")), ["", ""]),  # surprising, not wrong
    ((paid("8"), hours("9")), ["", ""]),
    ((other("4", "mentoring"),), [""]),  # a category that is no longer in use
    ((charts("4", "Ancillary"),), [""]),  # a work type that is no longer in use
    ((paid("8", coder="Bo Chen"),), [""]),
    ((Typed("paid_hours", "8", day=LATER), Typed("charts", "4", "Inpatient", day=LATER)), ["", ""]),
    ((Typed("note", "=1+1 E&M <coder>", "Inpatient"),), [""]),
    ((Typed("day_note", "two\nlines, 'quoted' \"twice\""),), [""]),
]


# What is taken with a mark, and the question beside it.
SURPRISING: dict[tuple[Typed, ...], list[str]] = {
    (paid("24"),): ["24 h, where 8 h are scheduled"],
    (paid("8"), other("20", "meeting")): ["20 h of other time in 8 paid hours: which is right?"],
    (paid("8", coder="Bo Chen"),): ["8 h, where 4 h are scheduled"],
    (Typed("paid_hours", "8", day=LATER), Typed("charts", "4", "Inpatient", day=LATER)): [
        "After leaving on 31 Dec 2026: is the date right?",
        "Little work for 8 hours: are the hours right?",
    ],
}


def retire(session: Session) -> None:
    """Ana leaves at the end of the year; a category and a work type are no longer in use."""
    session.exec(select(models.Coder).where(models.Coder.name == "Ana Diaz")).one().left_on = date(2026, 12, 31)
    session.exec(select(OtherTimeCategory).where(OtherTimeCategory.name == "mentoring")).one().active = False
    session.exec(select(WorkType).where(WorkType.name == "Ancillary")).one().active = False


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Callable[[str], Team]]:
    made: list[Team] = []

    def make(name: str) -> Team:
        (tmp_path / name).mkdir()
        made.append(Team(tmp_path / name))
        made[-1].desk.write("Retire", retire)
        return made[-1]

    yield make
    for each in made:
        each.desk.close()


def place(team: Team, typed: Typed) -> CellPlace:
    return team.place(typed.coder, typed.field, typed.what, typed.day)


def by_cells(team: Team, texts: Sequence[Typed]) -> Verdicts:
    """Type one cell after the other."""
    verdicts = []
    for typed in texts:
        try:
            draft = CellDraft(place(team, typed), parse_cell(typed.field, typed.text))
            team.desk.write("Set a cell", set_cell, draft)
            verdicts.append("")
        except Refused as refused:
            verdicts.append(refused.reason)
    return verdicts


def by_paste(team: Team, texts: Sequence[Typed]) -> Verdicts:
    """Paste all of them as one block."""
    cells = tuple(PastedCell(typed.text, place(team, typed), typed.what) for typed in texts)
    plan = team.desk.read(plan_paste, cells)
    team.desk.write("Paste", apply_paste, plan)
    return [line.reason for line in plan.lines]


def csv_of(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([header, *lines])
    return written.getvalue()


def by_import(team: Team, texts: Sequence[Typed]) -> Verdicts:
    """Write the lines of log.csv, time.csv and day_notes.csv and take them in; nothing is stored if one is refused."""
    log: dict[tuple[str, ...], dict[str, Typed]] = {}
    time: list[Typed] = []
    notes: list[Typed] = []
    for typed in texts:
        if typed.field == "day_note":
            notes.append(typed)
        elif typed.field in ("paid_hours", "other_hours"):
            time.append(typed)
        else:
            log.setdefault((typed.day.isoformat(), typed.coder, typed.what), {})[typed.field] = typed
    fields = ("charts", "hours", "weight", "note")
    log_lines = [[*key, *(found[name].text if name in found else "" for name in fields)] for key, found in log.items()]
    time_lines = [[each.day.isoformat(), each.coder, each.what or "paid", each.text] for each in time]
    note_lines = [[each.day.isoformat(), each.coder, each.text] for each in notes]
    sheets = (
        read_text(LOG, csv_of(("date", "coder", "work_type", *fields), log_lines), "log.csv"),
        read_text(TIME, csv_of(("date", "coder", "category", "hours"), time_lines), "time.csv"),
        read_text(DAY_NOTES, csv_of(("date", "coder", "note"), note_lines), "day_notes.csv"),
    )
    draft = ImportDraft(sheets, update=True)
    try:
        team.desk.write("Import", importing.apply, draft)
    except ImportRefused as refused:
        where: dict[tuple[str, int | None, str], Typed] = {}
        number = 2
        for found in log.values():
            where |= {("log.csv", number, name): typed for name, typed in found.items()}
            number += 1 + sum(typed.text.count("\n") for typed in found.values())
        where |= {("time.csv", number, "hours"): typed for number, typed in enumerate(time, 2)}
        reasons = {where[each.file, each.line, each.column]: each.reason for each in refused.plan.problems}
        return [reasons.get(typed, "") for typed in texts]
    return [""] * len(texts)


WAYS = {"cells": by_cells, "paste": by_paste, "import": by_import}


def stored(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the days hold, whatever numbers its rows have."""

    def live(table: type[Row]) -> list[Row]:
        return list(session.exec(select(table).where(col(table.voided).is_(False))))

    days = {day.key: day for day in live(models.WorkDay)}  # type: ignore[attr-defined]
    place_of = {number: (day.coder_id, day.day) for number, day in days.items()}  # type: ignore[attr-defined]
    lines = [
        (*place_of[row.work_day_id], row.work_type_id, row.charts, row.hours, row.weight, row.note)  # type: ignore[attr-defined]
        for row in live(models.WorkLine)
    ]
    times = [
        (*place_of[row.work_day_id], row.category_id, row.hours)  # type: ignore[attr-defined]
        for row in live(models.OtherTime)
    ]
    of_days = [(*place_of[number], day.paid_hours, day.note) for number, day in days.items()]  # type: ignore[attr-defined]
    return {"days": sorted(of_days, key=str), "lines": sorted(lines, key=str), "times": sorted(times, key=str)}


@pytest.mark.parametrize(("texts", "verdicts"), TABLE)
def test_every_way_of_entering_takes_and_refuses_the_same(
    team: Callable[[str], Team], texts: tuple[Typed, ...], verdicts: Verdicts
) -> None:
    teams = {way: team(way) for way in WAYS}
    assert {way: enter(teams[way], texts) for way, enter in WAYS.items()} == dict.fromkeys(WAYS, verdicts)
    if not any(verdicts):
        kept = {way: each.desk.read(stored) for way, each in teams.items()}
        assert kept["cells"] == kept["paste"] == kept["import"]
        assert any(kept["cells"].values())
        marks = [[mark.reason for mark in each.block(texts[0].coder, texts[0].day).marks] for each in teams.values()]
        assert marks[0] == marks[1] == marks[2]
        assert marks[0] == SURPRISING.get(texts, [])


# Sums around 24 come often; every number is one that a file and a person write alike.
HOURS = st.sampled_from(["0", "0.5", "4", "7.75", "8", "12", "16", "23.5", "24", "24.5", "-1", "x"])
CHARTS = st.sampled_from(["0", "3", "12.0", "250", ""])
UNSOUND = st.sampled_from(["1000001", "-3", "1.5", "six"])
NOTES = st.sampled_from(["", "E&M", "=1+1", "'quoted'", "two\nlines", "tab\there", "Null", "😀", " both ends "])
PEOPLE = st.sampled_from(["Ana Diaz", "Bo Chen"])
DAYS = st.sampled_from([FRIDAY, NEXT_MONDAY])
TYPES = st.sampled_from(["Inpatient", "Same-day surgery", "Emergency"])
CATEGORIES = st.sampled_from(["", "meeting", "education", "PTO", "sick"])


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Typed, ...]:
    """The cells of a block of log lines and one of other time, each place once, no cell empty.

    Charts that are unsound stand alone: of a line of a file with an unsound cell nothing else is looked at.
    """
    found: list[Typed] = []
    keys = st.tuples(PEOPLE, DAYS, TYPES)
    for coder, day, what in draw(st.lists(keys, unique=True, max_size=5)):
        sound = {"charts": CHARTS, "hours": HOURS, "note": NOTES}
        line = {
            name: draw(texts) for name, texts in (sound if draw(st.integers(0, 4)) else {"charts": UNSOUND}).items()
        }
        found += [Typed(name, text, what, coder, day) for name, text in line.items() if text]  # type: ignore[arg-type]
    times = st.tuples(PEOPLE, DAYS, CATEGORIES)
    for coder, day, what in draw(st.lists(times, unique=True, max_size=6)):
        found.append(Typed("other_hours" if what else "paid_hours", draw(HOURS), what, coder, day))
    return tuple(found)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Team, Team]]:
    """Two departments alike: blocks are pasted into one, their lines imported into the other."""
    made = [Team(tmp_path_factory.mktemp(name)) for name in ("pasted", "imported")]
    yield made[0], made[1]
    for each in made:
        each.desk.close()


WEEKS = count()


@given(before=blocks(), texts=blocks())
@settings(max_examples=times(12), suppress_health_check=[HealthCheck.too_slow])
def test_a_pasted_block_and_an_import_of_its_lines_store_and_refuse_the_same(
    pair: tuple[Team, Team], before: tuple[Typed, ...], texts: tuple[Typed, ...]
) -> None:
    """Each example has a week of its own, whose days hold something already where the block leaves them alone."""
    pasted, imported = pair
    week = timedelta(weeks=next(WEEKS))
    lines = {(each.what, each.coder, each.day) for each in texts}
    first = [replace(each, day=each.day + week) for each in before if (each.what, each.coder, each.day) not in lines]
    block = [replace(each, day=each.day + week) for each in texts]
    for team in (pasted, imported):
        by_paste(team, first)
    verdicts = by_paste(pasted, block)
    assert by_import(imported, block) == verdicts
    if any(verdicts):
        by_import(imported, [typed for typed, reason in zip(block, verdicts, strict=True) if not reason])
    assert _of_week(imported, week) == _of_week(pasted, week)


def _of_week(team: Team, week: timedelta) -> dict[str, list[tuple[object, ...]]]:
    days = (FRIDAY + week, NEXT_MONDAY + week)
    return {name: [row for row in rows if row[1] in days] for name, rows in team.desk.read(stored).items()}


@pytest.mark.parametrize(
    ("pace", "accuracy", "reason"),
    [
        ("50", "", ""),
        ("200", "100", ""),
        ("0", "", "“0” has to be more than 0"),
        ("-5", "", "“-5” is under 0"),
        ("201", "", "“201” is over 200 %"),
        ("50", "100.5", "“100.5” is over 100 %"),
        ("50", "-1", "“-1” is under 0"),
    ],
)
def test_a_step_of_a_ramp_is_refused_alike_in_setup_and_in_its_file(
    team: Callable[[str], Team], pace: str, accuracy: str, reason: str
) -> None:
    by_form, by_file = team("form"), team("file")
    step = RampStepDraft(
        coder_id=by_form.coders["Bo Chen"],
        from_day=FRIDAY,
        pace_percent=float(pace),
        accuracy=float(accuracy) if accuracy else None,
    )
    lines = csv_of(("coder", "from", "pace_percent", "accuracy"), [("Bo Chen", FRIDAY.isoformat(), pace, accuracy)])
    draft = ImportDraft((read_text(RAMPS, lines, "ramps.csv"),))
    reasons = []
    try:
        by_form.desk.write("Add a step", RAMP_STEPS.add, step)
    except Refused as refused:
        reasons.append(refused.reason)
    plan = by_file.desk.read(importing.plan, draft)
    assert reasons == [each.reason for each in plan.problems] == ([reason] if reason else [])
    if not reason:
        by_file.desk.write("Import", importing.apply, draft)
        kept = [[row.draft for row in each.desk.read(ramp, step.coder_id)] for each in (by_form, by_file)]
        assert kept == [[step], [step]]
