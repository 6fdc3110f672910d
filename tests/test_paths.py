"""Places: the live file never where something copies it while it is written; names of files always safe."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk import paths
from codedesk.errors import CannotSave
from tests.command_line import codedesk, done


@pytest.mark.parametrize(
    ("folder", "word"),
    [
        ("/home/ana/OneDrive/work", "OneDrive"),
        ("/Users/ana/OneDrive - Clinic/coding", "OneDrive"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("/Users/ana/Dropbox (Clinic)/x", "Dropbox"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana@clinic/My Drive", "Google Drive"),
        ("/home/ana/Nextcloud", "Nextcloud"),
        ("/home/ana/Box", "Box"),
    ],
)
def test_a_synchronised_folder_is_recognised_by_name(folder: str, word: str) -> None:
    assert word in (paths.unsafe_place(Path(folder) / "department.codedesk") or "")


@pytest.mark.parametrize(
    "folder", ["/home/ana/Boxes", "/home/ana/My drives", "/home/ana/syncs", "/home/ana/.local/share/CodeDesk"]
)
def test_an_ordinary_folder_is_not_suspected(folder: str) -> None:
    assert paths.unsafe_place(Path(folder) / "department.codedesk") is None


def test_a_network_folder_is_refused() -> None:
    assert "network" in (paths.unsafe_place(Path("//server/share/department.codedesk")) or "")


def test_a_mounted_network_drive_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_mount_kind", lambda _path: "cifs")
    assert "network drive" in (paths.unsafe_place(Path("/mnt/clinic/department.codedesk")) or "")


def test_the_drive_of_the_whole_system_is_no_network_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    table = "none / 9p rw 0 0\nserver:/x /home/ana/share nfs rw 0 0\n"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "exists", lambda _path: True)
    monkeypatch.setattr(Path, "read_text", lambda _path, **_words: table)
    assert paths.unsafe_place(Path("/home/ana/a.codedesk")) is None
    assert "network drive" in (paths.unsafe_place(Path("/home/ana/share/a.codedesk")) or "")


def test_a_new_department_is_refused_where_a_service_copies_and_an_old_one_is_told_where_to_go() -> None:
    synchronised = Path("/home/ana/Dropbox/a.codedesk")
    with pytest.raises(CannotSave, match=r"synchronised by Dropbox\..*Choose another folder; backups may go there\."):
        paths.refuse_unsafe(synchronised)
    assert f"move it to {paths.data_folder()}, and open it there" in paths.caution(synchronised)
    paths.refuse_unsafe(Path("/home/ana/a.codedesk"))
    assert not paths.caution(Path("/home/ana/a.codedesk"))


def test_the_command_line_makes_one_there_only_if_told_to(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    there, here = tmp_path / "Dropbox" / "a.codedesk", tmp_path / "b.codedesk"
    refused = codedesk("new", there)
    assert refused.returncode == 1 and "synchronised by Dropbox" in refused.stderr and "--even-here" in refused.stderr
    done("new", here)
    assert codedesk("restore", here, "--into", there).returncode == 1 and not there.exists()
    done("restore", here, "--into", there, "--even-here")
    done("restore", here, "--into", there)  # what lies there already may be restored
    there.unlink()
    done("new", there, "--even-here")
    assert "Sound" in done("check", there)


def test_what_comes_with_the_program_is_found() -> None:
    assert paths.resource("theme.json").is_file() and paths.resource("icons/today.svg").is_file()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Ana Diaz", "Ana Diaz.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("O'Neil, Cora", "O Neil Cora.pdf"),
        ("李 雷", "李 雷.pdf"),
        ("con", "con_.pdf"),
        ("…", "unnamed.pdf"),
    ],
)
def test_a_name_becomes_a_safe_file_name(name: str, file: str) -> None:
    assert paths.file_name(name, ".pdf") == file


@given(st.text())
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    made = paths.file_name(name, ".pdf")
    assert Path(made).name == made and made not in (".", "..") and not made.startswith(".") and len(made) <= 85


@pytest.mark.parametrize("name", ["CON.pdf", "nul", "Aux.report.pdf", "COM1.pdf", "lpt9 .pdf", "com².pdf"])
def test_a_name_that_another_system_keeps_for_a_device_is_known(name: str) -> None:
    assert paths.is_reserved(name)


@pytest.mark.parametrize("name", ["Con Air.pdf", "Connor.pdf", "com10.pdf", "2026-Q3 CON.pdf"])
def test_a_name_that_only_looks_like_one_may_be_used(name: str) -> None:
    assert not paths.is_reserved(name)
