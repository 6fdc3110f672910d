"""Names and whole files: no name leaves its folder, no file is ever half there."""

import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.errors import CodeDeskError
from codedesk.periods import FiscalYear, Period, quarter
from codedesk.reports import files

Q3 = quarter(2026, 3)


def test_a_packet_is_named_by_quarter_and_coder() -> None:
    assert files.file_name("Ana Diaz", Q3) == "2026-Q3 Ana Diaz.pdf"
    assert files.file_name("Dax O'Fennimore", Q3) == "2026-Q3 Dax O Fennimore.pdf"


def test_a_packet_of_a_fiscal_year_is_named_by_the_year_it_ends_in() -> None:
    opening = Period(date(2026, 10, 1), date(2026, 12, 31))
    assert files.file_name("Ana Diaz", opening, FiscalYear(10)) == "FY2027-Q1 Ana Diaz.pdf"
    assert files.team_name(opening, FiscalYear(10)) == "FY2027-Q1 Team.pdf"


def test_another_period_is_named_by_its_days() -> None:
    period = Period(Q3.start, Q3.start)
    assert files.file_name("Ana", period) == "2026-07-01 to 2026-07-01 Ana.pdf"


def test_two_coders_of_one_name_get_two_files() -> None:
    assert files.file_names(("Ana Diaz", "ana diaz", "Ana/Diaz"), Q3) == (
        "2026-Q3 Ana Diaz.pdf",
        "2026-Q3 ana diaz 2.pdf",
        "2026-Q3 Ana Diaz 3.pdf",
    )


@given(st.lists(st.text(max_size=120), max_size=6))
def test_any_names_stay_in_their_folder_and_apart(names: list[str]) -> None:
    made = files.file_names(tuple(names), Q3)
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert Path(name).name == name
        assert not set(name) & set('/\\:*?"<>|\0\n')


def test_a_file_is_replaced_whole_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    files.write(path, b"one")
    files.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in tmp_path.iterdir()] == ["a.pdf"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_full_disk_leaves_the_file_of_before_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    files.write(path, b"one")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(CodeDeskError, match=r"“a.pdf” was not written: No space left on device"):
        files.write(path, b"two")
    assert path.read_bytes() == b"one"
    assert [found.name for found in tmp_path.iterdir()] == ["a.pdf"]


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(CodeDeskError, match="Choose another folder"):
        files.write(tmp_path / "nowhere" / "a.pdf", b"one")


def test_a_private_sheet_is_named_so_whatever_the_length_of_the_name() -> None:
    assert files.private_name("Ana Diaz", Q3) == "2026-Q3 Ana Diaz private.pdf"
    assert files.private_name("A" * 80, Q3).endswith(" private.pdf")
