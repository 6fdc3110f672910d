"""Every day of forty years in any time zone, and numbers as six countries write them: exact, or refused, or asked."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from codedesk import formats
from codedesk.dates import parse_date
from codedesk.entry import parse_number
from codedesk.errors import Refused
from codedesk.models import WorkDay
from codedesk.readings import Ambiguous
from tests.services.team import Team
from tests.thorough import times

FIRST, LAST = date(1999, 1, 1), date(2040, 12, 31)
DAYS = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
TODAY = date(2026, 7, 3)
# Far ahead, far behind, without a midnight on some days, by half hours, with a day that never was (30 December 2011).
ZONES = ("Pacific/Kiritimati", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia")


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process can be set where there is tzset")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_every_day_is_the_day_as_typed_and_as_shown(zone: str) -> None:
    assert os.environ["TZ"] == zone and len(DAYS) == 15_341
    for day in DAYS:
        assert parse_date(day.isoformat(), TODAY) == day
        assert parse_date(formats.typed(day), TODAY) == day
        assert parse_date(formats.day(day), TODAY) == day


def test_days_are_stored_as_typed(zone: str, tmp_path: Path) -> None:
    team = Team(tmp_path)
    chosen = [day for day in DAYS if day.year > 2025 and day.day in (1, 28, 30, 31)][:40]
    for day in chosen:
        team.set("Ana Diaz", "charts", 3, "Inpatient", day)
    stored = team.desk.read(lambda session: session.exec(select(WorkDay.day).order_by(col(WorkDay.day))).all())
    texts = team.desk.read(
        lambda session: session.connection().exec_driver_sql("SELECT day FROM work_day").scalars().all()
    )
    team.desk.close()
    assert list(stored) == chosen
    assert list(texts) == [day.isoformat() for day in chosen]


def grouped(digits: str, by: str) -> str:
    """Digits in groups of three from the right."""
    head = len(digits) % 3
    groups = [digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))]
    return by.join(group for group in groups if group)


# How a whole and its decimals are written: United States, Germany, France, Switzerland, Sweden, and ISO without groups.
STYLES: tuple[Callable[[str, str], str], ...] = (
    lambda whole, part: grouped(whole, ",") + (f".{part}" if part else ""),
    lambda whole, part: grouped(whole, ".") + (f",{part}" if part else ""),
    lambda whole, part: grouped(whole, "\u202f") + (f",{part}" if part else ""),
    lambda whole, part: grouped(whole, "’") + (f".{part}" if part else ""),
    lambda whole, part: grouped(whole, "\u00a0") + (f",{part}" if part else ""),
    lambda whole, part: whole + (f".{part}" if part else ""),
)


@settings(max_examples=times(150), deadline=None)
@given(st.sampled_from(STYLES), st.integers(0, 999_999_999), st.text("0123456789", max_size=6))
def test_a_number_of_six_countries_is_exact_or_asked_never_another(
    style: Callable[[str, str], str], whole: int, part: str
) -> None:
    meant = float(f"{whole}.{part or 0}")
    try:
        assert parse_number(style(str(whole), part)) == meant
    except Ambiguous as asked:
        assert meant in [value for _, value in asked.choices]


@settings(max_examples=times(100), deadline=None)
@given(st.text("0123456789.,' \u00a0-+eE%", min_size=1, max_size=10))
def test_what_looks_like_a_number_is_one_reading_a_question_or_a_refusal(text: str) -> None:
    try:
        value = parse_number(text)
    except Ambiguous as asked:
        assert len({value for _, value in asked.choices}) == len(asked.choices) > 0
    except Refused as refused:
        assert refused.reason.startswith("“")
    else:
        digits = "".join(letter for letter in text if letter.isdigit())
        assert value is None or "".join(c for c in formats.typed(value) if c.isdigit()).strip("0") == digits.strip("0")
