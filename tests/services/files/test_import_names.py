"""Names in files: found whatever they are made of; two coders of one name by their dates; nobody made twice."""

import unicodedata
from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Coder
from codedesk.models.coders import CoderDraft
from codedesk.services.files import exporting, naming
from codedesk.services.files.plans import ImportPlan
from codedesk.services.name_directories import coder_named
from codedesk.services.people.coders import add_coder
from codedesk.services.people.coders import coders as people
from tests.services.files.test_importing import counts, lines, problems_of, take_in

NAME = "José Núñez"
APART = unicodedata.normalize("NFD", NAME)
LOG = "date,coder,work_type,charts\n"
TEAM = {
    "coders.csv": f"coder,started_on\n{APART}\n".replace(APART, f"{APART},2026-01-05"),
    "work_types.csv": "work_type\nInpatient\n",
}
CAME_BACK = (
    "coder,started_on,left_on,scheduled_hours_per_week,name_note\n"
    "Ana Okoro,2024-01-02,2025-03-31,40,first time\nAna Okoro,2026-01-05,,40,back\n"
)
OTHER_WAYS = {
    "composed": NAME,
    "decomposed": APART,
    "soft hyphen": "José\u00ad Núñez",
    "blanks": "José\u00a0 Núñez",
    "letter case": "josé núñez",
    "full width": "Ｊosé Núñez",
}


def coders(department: Desk) -> list[str]:
    table = next(each for each in department.read(exporting.everything).tables if each.sheet.file == "coders.csv")
    return [line[0] for line in table.lines]


def who(department: Desk) -> list[tuple[str, int | None]]:
    return [(line[1], line[3]) for line in department.read(lines)]


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_a_log_finds_a_coder_and_a_work_type_however_they_are_written(department: Desk, way: str) -> None:
    written = OTHER_WAYS[way]
    take_in(department, {**TEAM, "log.csv": f"{LOG}2026-07-01,{written},INPATIENT,6\n"})
    assert who(department) == [(APART, 6)]
    assert coders(department) == [APART]


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_create_missing_makes_nobody_twice(department: Desk, way: str) -> None:
    written = OTHER_WAYS[way]
    log = f"{LOG}2026-07-02,{NAME},Inpatient,6\n2026-07-01,{written},In\u200bpatient,7\n"
    plan = take_in(department, {"log.csv": log}, create_missing=True)
    assert [(made.noun, made.name) for made in plan.created] == [("coder", NAME), ("work_type", "Inpatient")]
    assert who(department) == [(NAME, 6), (NAME, 7)]
    assert department.read(people, date(2026, 7, 9))[0].draft.started_on == date(2026, 7, 1)
    again = take_in(department, {"log.csv": log}, create_missing=True)
    assert counts(again, "log.csv") == (0, 2, 0)


@pytest.mark.parametrize("file", ["coders.csv", "work_types.csv", "time_categories.csv", "finding_categories.csv",
                                  "root_causes.csv", "severities.csv"])  # fmt: skip
def test_the_same_name_twice_in_its_own_file_is_named_so_that_it_can_be_seen(department: Desk, file: str) -> None:
    head = {
        "coders.csv": ("coder,started_on", ",2026-01-05"), "work_types.csv": ("work_type", ""),
        "time_categories.csv": ("category,kind", ",excused"), "finding_categories.csv": ("category", ""),
        "root_causes.csv": ("root_cause", ""), "severities.csv": ("severity", ""),
    }  # fmt: skip
    first, more = head[file]
    found = problems_of(department, {file: f"{first}\n{NAME}{more}\nJosé\u00ad Núñez{more}\n"})
    assert [each[:2] for each in found] == [(file, 3)]
    assert "in line 2: “José‹soft hyphen› Núñez” is “José Núñez”" in found[0][3]


def test_a_name_in_its_own_file_is_the_stored_one_and_is_kept_as_it_is(department: Desk) -> None:
    take_in(department, TEAM)
    coders_file = "coder,started_on,credentials\nJOSÉ\u200b NÚÑEZ,2026-01-05,CCS\n"
    plan = take_in(department, {"coders.csv": coders_file, "work_types.csv": "work_type\ninpatient\n"}, update=True)
    assert (counts(plan, "coders.csv"), counts(plan, "work_types.csv")) == ((0, 0, 1), (0, 1, 0))
    assert coders(department) == [APART]


def test_a_name_in_another_alphabets_letters_is_shown_and_never_made(department: Desk) -> None:
    take_in(department, TEAM)
    log = f"{LOG}2026-07-01,Joѕé Núñez,Inpatient,6\n2026-07-02,Воb,Inpatient,6\n"
    found = problems_of(department, {"log.csv": log}, create_missing=True)
    assert [each[1] for each in found] == [2, 3]
    assert f"only {APART} (“Joѕé Núñez” looks the same, with other letters: Cyrillic ѕ)" in found[0][3]
    assert "letters of two alphabets in one word (Latin b)" in found[1][3]


def test_a_name_of_which_nothing_can_be_seen_is_no_name(department: Desk) -> None:
    found = problems_of(department, {"coders.csv": "coder,started_on\n\u200b\u2060,2026-01-05\n"})
    assert [each[1:3] for each in found] == [(2, "coder")]
    assert found[0][3] == "a coder needs a name"


def test_a_coder_who_came_back_is_a_second_line_with_a_note(department: Desk) -> None:
    days = ("2025-03-31,Ana Okoro", "2026-01-05,ana okoro", "2026-07-01,Ana Okoro (Back)")
    log = LOG + "".join(f"{day},Inpatient,{charts}\n" for charts, day in enumerate(days, 6))
    files = {"coders.csv": CAME_BACK, "work_types.csv": "work_type\nInpatient\n", "log.csv": log}
    plan = take_in(department, files)
    assert who(department) == [("Ana Okoro (first time)", 6), ("Ana Okoro (back)", 7), ("Ana Okoro (back)", 8)]
    assert said(plan) == [
        (2, "Ana Okoro is Ana Okoro (first time), by the dates"), (3, "ana okoro is Ana Okoro (back), by the dates"),
    ]  # fmt: skip
    assert counts(take_in(department, files), "coders.csv") == (0, 2, 0)


def test_a_coder_who_came_back_is_added_beside_the_one_who_is_there(department: Desk) -> None:
    take_in(department, {"coders.csv": "coder,started_on,left_on\nAna Okoro,2024-01-02,2025-03-31\n"})
    plan = take_in(department, {"coders.csv": "coder,started_on,name_note\nAna Okoro,2026-01-05,back\n"})
    assert counts(plan, "coders.csv") == (1, 0, 0)
    assert coders(department) == ["Ana Okoro", "Ana Okoro (back)"]


@pytest.mark.parametrize("day", ["2025-06-01", "2023-12-31"], ids=["between the two", "before both"])
def test_a_name_that_fits_two_by_no_date_names_both_with_their_days(department: Desk, day: str) -> None:
    files = {"coders.csv": CAME_BACK, "work_types.csv": "work_type\nInpatient\n"}
    found = problems_of(department, {**files, "log.csv": f"{LOG}{day},Ana Okoro,Inpatient,6\n"}, create_missing=True)
    assert [each[1:] for each in found] == [
        (
            2, "coder",
            "“Ana Okoro” can be Ana Okoro (first time) (2 Jan 2024 to 31 Mar 2025) or Ana Okoro (back) "
            "(from 5 Jan 2026): write “Ana Okoro (first time)” or “Ana Okoro (back)”",
        )
    ]  # fmt: skip


def test_of_two_who_were_there_at_once_the_plain_name_is_nobody(department: Desk) -> None:
    files = {
        "coders.csv": "coder,started_on,name_note\nAna Diaz,2026-01-01,\nAna Diaz,2026-02-02,night\n",
        "work_types.csv": "work_type\nInpatient\n",
    }
    both = problems_of(department, {**files, "log.csv": f"{LOG}2026-07-01,Ana Diaz,Inpatient,6\n"})
    assert "write “Ana Diaz ()” or “Ana Diaz (night)”" in both[0][3]
    take_in(
        department, {**files, "log.csv": f"{LOG}2026-07-01,Ana Diaz (),Inpatient,6\n2026-01-05,Ana Diaz,Inpatient,7\n"}
    )
    assert who(department) == [("Ana Diaz", 6), ("Ana Diaz", 7)]


def test_two_lines_of_one_name_without_a_note_say_how_two_are_told_apart(department: Desk) -> None:
    found = problems_of(department, {"coders.csv": "coder,started_on\nAna Diaz,2026-01-01\nAna Diaz,2026-02-02\n"})
    assert "tell them apart in name_note" in found[0][3]


def test_the_command_line_finds_a_coder_however_written_and_asks_between_two(department: Desk) -> None:
    take_in(department, {**TEAM})
    take_in(department, {"coders.csv": CAME_BACK})
    assert department.read(coder_named, "JOSÉ  NÚÑEZ") == department.read(coder_named, APART)
    with pytest.raises(Refused, match=r"2 Jan 2024 to 31 Mar 2025.*from 5 Jan 2026"):
        department.read(coder_named, "Ana Okoro")
    assert department.read(coder_named, "ana okoro (back)")
    with pytest.raises(Refused, match=f"did you mean “{APART}”"):
        department.read(coder_named, "Jose Nunez")


def test_a_file_that_has_two_such_names_already_goes_on_by_their_letters(department: Desk) -> None:
    department.write("Add", add_coder, CoderDraft(name=NAME, started_on=date(2026, 1, 5)))
    department.write("Add", lambda session: session.add(Coder(name="José\u00ad Núñez", started_on=date(2026, 1, 5))))
    take_in(
        department,
        {"work_types.csv": "work_type\nInpatient\n", "log.csv": f"{LOG}2026-07-01,José\u00ad Núñez,Inpatient,6\n"},
    )
    assert who(department) == [("José\u00ad Núñez", 6)]
    found = problems_of(department, {"log.csv": f"{LOG}2026-07-02,{APART},Inpatient,6\n"})
    assert "José‹soft hyphen› Núñez" in found[0][3]
    assert "rename one in Setup" in found[0][3]


def said(plan: ImportPlan) -> list[tuple[int | None, str]]:
    return [(remark.line, remark.text) for remark in plan.remarks]


def test_a_new_name_is_settled_once_however_many_lines_and_days_bear_it(
    department: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[object]()
    settle = naming._on

    def counted(*given: object) -> int | None:
        asked.append(given[2:])
        return settle(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(naming, "_on", counted)
    log = LOG + "".join(
        f"2026-07-{day:02},{coder},{kind},5\n"
        for day in (1, 2)
        for coder in ("Ben Tull", "Cy Dorn")
        for kind in [f"Kind {number}" for number in range(40)]
    )
    plan = take_in(department, {"log.csv": log}, create_missing=True)
    assert counts(plan, "log.csv") == (160, 0, 0)
    assert len(asked) == len(set(asked)) == 2 + 40
