"""Setup and settings.csv refuse the same choices of the department with the same sentence."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.csv_reading import read_text
from codedesk.exchange.exports import write_csv
from codedesk.models.departments import DepartmentDraft
from codedesk.services.department.departments import change_department
from codedesk.services.department.departments import department as department_row
from codedesk.services.files import exporting, importing
from codedesk.services.files.plans import ImportDraft
from codedesk.services.files.sheets import SETTINGS


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("quarter_start_month", 13, "“13” is over 12"),
        ("quarter_start_month", 0, "“0” is under 1"),
        ("fiscal_year_named_by", "middle", "“middle” is not one of: end, start"),
        ("usual_hours_per_day", 0.0, "“0” has to be more than 0"),
        ("usual_hours_per_day", 24.5, "“24.5” is over 24 h"),
        ("accuracy_standard", 100.5, "“100.5” is over 100 %"),
        ("date_order", "year_first", "“year_first” is not one of: month_first, day_first, ask"),
        ("keep_years", 101, "“101” is over 100"),
        ("paper", "a5", "“a5” is not one of: letter, a4"),
    ],
)
def test_a_choice_that_cannot_be_right(department: Desk, setting: str, value: object, words: str) -> None:
    with pytest.raises(Refused) as refused:
        department.write("Change", change_department, DepartmentDraft(**{setting: value}))
    assert (refused.value.field, refused.value.reason) == (setting, words)
    written = f"{value:g}" if isinstance(value, float) else str(value)
    read = read_text(SETTINGS, f"setting,value\n{setting},{written}\n", "settings.csv")
    (problem,) = department.read(importing.plan, ImportDraft((read,))).problems
    assert problem.reason.partition(" (did you mean")[0] == f"{setting}: {words}"


def test_what_is_asked_at_founding_goes_out_and_comes_in(department: Desk, tmp_path: Path) -> None:
    said: dict[str, Any] = {"records_begin": date(2026, 6, 29), "date_order": "day_first", "keep_years": 7}
    before = DepartmentDraft.of(department.read(department_row).draft)
    department.write("Change", change_department, before.but(**said))
    write_csv(department.read(exporting.everything), tmp_path)
    text = (tmp_path / "settings.csv").read_text(encoding="utf-8")
    assert "records_begin,2026-06-29\ndate_order,day_first\nkeep_years,7\n" in text
    department.write("Change", change_department, before)
    department.write("Import", importing.apply, ImportDraft((read_text(SETTINGS, text, "settings.csv"),), update=True))
    assert department.read(department_row).draft == before.but(**said)
