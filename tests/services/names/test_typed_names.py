"""Names typed in Setup: what reads like another is refused, whatever its letters are made of; what is kept is clean."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models.coders import CoderDraft
from codedesk.models.finding_lists import FindingCategoryDraft as Kind
from codedesk.models.finding_lists import RootCauseDraft, SeverityDraft
from codedesk.models.work_days import OtherTimeCategoryDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.audits import finding_lists
from codedesk.services.department import other_time
from codedesk.services.people.coders import add_coder, change_coder, coders
from codedesk.services.standards import work_types

START = date(2026, 1, 5)
ADD: dict[str, Callable[[Desk, str], int]] = {
    "coder": lambda desk, name: desk.write("Add", add_coder, CoderDraft(name=name, started_on=START)),
    "work type": lambda desk, name: desk.write("Add", work_types.WORK_TYPES.add, WorkTypeDraft(name=name)),
    "time category": lambda desk, name: desk.write("Add", other_time.CATEGORIES.add, OtherTimeCategoryDraft(name=name)),
    "finding category": lambda desk, name: desk.write("Add", finding_lists.FINDING_CATEGORIES.add, Kind(name=name)),
    "root cause": lambda desk, name: desk.write("Add", finding_lists.ROOT_CAUSES.add, RootCauseDraft(name=name)),
    "severity": lambda desk, name: desk.write("Add", finding_lists.SEVERITIES.add, SeverityDraft(name=name)),
}  # fmt: skip
KINDS = finding_lists.finding_categories
LOOKS_THE_SAME = {
    "a soft hyphen": "José\u00ad Núñez",
    "a zero-width space": "José\u200b Núñez",
    "accents of their own": unicodedata.normalize("NFD", "José Núñez"),
    "a direction mark": "José Núñez\u200f",
    "a variation selector": "José\ufe0f Núñez",
    "a Hangul filler": "José Núñez\u3164",
    "a tag": "José Núñez\U000e0041",
    "a no-break space": "José\u00a0Núñez",
    "blanks": "  José   Núñez ",
    "letter case": "JOSÉ NÚÑEZ",
    "full width": "Ｊosé Núñez",
    "a Cyrillic letter": "Joѕé Núñez",
}


@pytest.mark.parametrize("noun", ADD)
@pytest.mark.parametrize("kind", LOOKS_THE_SAME)
def test_what_looks_the_same_is_not_added_twice(department: Desk, noun: str, kind: str) -> None:
    ADD[noun](department, "José Núñez")
    with pytest.raises(Refused):
        ADD[noun](department, LOOKS_THE_SAME[kind])


@pytest.mark.parametrize("noun", ADD)
def test_what_is_kept_has_nothing_unseen_in_it(department: Desk, noun: str) -> None:
    number = ADD[noun](department, " José\u00ad\u00a0Núñez\u200b ")
    listed = {
        "coder": lambda: {row.id: row.draft.name for row in department.read(coders, START)},
        "work type": lambda: {row.id: row.draft.name for row in department.read(work_types.work_types)},
        "time category": lambda: {row.id: row.draft.name for row in department.read(other_time.categories)},
        "finding category": lambda: {row.id: row.draft.name for row in department.read(KINDS)},
        "root cause": lambda: {row.id: row.draft.name for row in department.read(finding_lists.root_causes)},
        "severity": lambda: {row.id: row.draft.name for row in department.read(finding_lists.severities)},
    }  # fmt: skip
    assert listed[noun]()[number] == "José Núñez"


def test_the_refusal_shows_what_cannot_be_seen(department: Desk) -> None:
    ADD["coder"](department, "José Núñez")
    ADD["work type"](department, "Clinic")
    with pytest.raises(Refused, match=r"there is a José Núñez already .*“José‹soft hyphen› Núñez”.* a note") as told:
        ADD["coder"](department, "José\u00ad Núñez")
    assert told.value.field == "name_note"
    with pytest.raises(Refused, match=r"“Clinic” is in the list already .*“Clinic‹zero-width space›”"):
        ADD["work type"](department, "Clinic\u200b")
    with pytest.raises(Refused, match=r"“Clinic” is in the list already$"):
        ADD["work type"](department, "clinic")


def test_letters_of_two_alphabets_in_one_word_are_refused_and_named(department: Desk) -> None:
    with pytest.raises(Refused, match=r"two alphabets in one word \(Cyrillic а\)") as told:
        ADD["coder"](department, "Anа Diaz")
    assert told.value.field == "name"
    assert ADD["coder"](department, "Анна Диас")


def test_a_note_of_the_same_look_tells_nobody_apart(department: Desk) -> None:
    ana = CoderDraft(name="Ana Okoro", started_on=START, left_on=date(2026, 3, 31))
    department.write("Add", add_coder, ana)
    back = department.write(
        "Add", add_coder, CoderDraft(name="Ana Okoro", started_on=date(2026, 5, 4), name_note="back")
    )
    for note in ("Back", "back\u200b", " ｂack"):
        with pytest.raises(Refused, match=r"Ana Okoro \(back\) already.*another note"):
            department.write(
                "Add", add_coder, CoderDraft(name="Ana Okoro", started_on=date(2026, 5, 4), name_note=note)
            )
    with pytest.raises(Refused):
        department.write("Add", add_coder, CoderDraft(name="Ana Okoro (back)", started_on=date(2026, 5, 4)))
    kept = next(row.draft for row in department.read(coders, START) if row.id == back)
    department.write("Change", change_coder, back, kept.but(credentials="CCS"), ())
