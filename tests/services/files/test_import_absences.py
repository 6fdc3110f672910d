"""Absences from a file: the form's rules against other rows hold for them too."""

from codedesk.desk import Desk
from tests.services.files.test_importing import problems_of, take_in

TEAM = {"coders.csv": "coder,started_on\nAna Diaz,2026-01-01\nBo Lind,2026-01-01\n"}
HEAD = "coder,from,to,category\n"
AWAY = f"{HEAD}Ana Diaz,2026-07-06,2026-07-10,PTO\n"


def test_days_away_twice_are_refused_in_the_words_of_the_form(department: Desk) -> None:
    text = f"{AWAY}Ana Diaz,2026-07-10,2026-07-14,\nBo Lind,2026-07-10,2026-07-14,\n"
    assert problems_of(department, {**TEAM, "absences.csv": text}) == [
        ("absences.csv", 3, "from", "Ana Diaz is away from 6 Jul 2026 to 10 Jul 2026 already"),
    ]


def test_days_away_twice_with_what_is_stored_are_refused_and_the_same_line_again_is_not(department: Desk) -> None:
    take_in(department, {**TEAM, "absences.csv": AWAY})
    assert problems_of(department, {"absences.csv": AWAY}) == []
    assert problems_of(department, {"absences.csv": f"{HEAD}Ana Diaz,2026-07-01,2026-07-06,\n"}) == [
        ("absences.csv", 2, "from", "Ana Diaz is away from 6 Jul 2026 to 10 Jul 2026 already"),
    ]


def test_a_category_of_work_is_no_reason_to_be_away(department: Desk) -> None:
    text = f"{HEAD}Ana Diaz,2026-07-06,2026-07-10,meeting\n"
    assert problems_of(department, {**TEAM, "absences.csv": text}) == [
        ("absences.csv", 2, "category", "choose a category of absence"),
    ]
