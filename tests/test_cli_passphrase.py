"""encrypt, passphrase and decrypt at the command line: what is typed, what is said, and that no word of it is seen."""

import getpass
import os
import sys
from pathlib import Path

import pytest

from codedesk.cli import passphrases
from codedesk.store import backups, engines
from tests.command_line import codedesk, done

FIRST, SECOND = "correct horse battery", "another long sentence"


@pytest.fixture(autouse=True)
def nothing_is_known(no_passphrases: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(passphrases.FILE, raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Team.codedesk"
    done("new", made)
    done("backup", made)
    return made


def typing(monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Sit at a terminal and type these; return what is asked for."""
    asked, waiting = list[str](), list(words)

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return waiting.pop(0)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", typed)
    return asked


def written(folder: Path, words: str) -> Path:
    path = folder / "secret.txt"
    path.write_text(f"{words}\nnot this\n", encoding="utf-8")
    return path


def test_a_department_is_encrypted_with_its_backups_and_what_is_lost_is_said_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = typing(monkeypatch, FIRST, FIRST)
    found = codedesk("encrypt", path)
    assert (found.returncode, asked) == (0, ["New passphrase (Enter alone proposes one): ", "Once more: "])
    assert "nobody can bring it back" in found.stderr and FIRST not in found.stdout + found.stderr
    assert "encrypted now" in found.stdout and "with it." in found.stdout and "from some disks" in found.stdout
    assert engines.is_encrypted(path)
    rows = backups.listed(backups.folder_of(path), path.stem)
    assert rows and all(engines.is_encrypted(each.path) and each.untouched for each in rows)


def test_one_is_proposed_where_none_comes_to_mind_and_typed_by_hand(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "proposed", lambda: "sabo menu tiro bano lude rema")
    asked = typing(monkeypatch, "", "sabo menu tiro bano lude rema", "sabo menu tiro bano lude rema")
    found = codedesk("encrypt", path)
    assert (found.returncode, asked[1:]) == (0, ["New passphrase: ", "Once more: "])
    assert "Proposed: sabo menu tiro bano lude rema\n" in found.stderr and "Write it down" in found.stderr
    assert engines.is_encrypted(path)


def test_backups_can_be_left_and_that_is_said(path: Path, tmp_path: Path) -> None:
    found = codedesk("encrypt", path, "--leave-backups", "--passphrase-from", written(tmp_path, FIRST))
    assert found.returncode == 0 and "can still be read by anybody" in found.stderr
    assert not any(engines.is_encrypted(each.path) for each in backups.listed(backups.folder_of(path), path.stem))


def test_a_command_asks_for_it_twice_more_and_stays_outside_then(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, FIRST, FIRST)
    done("encrypt", path)
    engines.forget()
    asked = typing(monkeypatch, "wrong this time", FIRST)
    assert "Sound" in done("check", path) and asked == ["Passphrase of “Team.codedesk”: "] * 2
    engines.forget()
    asked = typing(monkeypatch, "wrong", "wrong too", "and again")
    found = codedesk("check", path)
    assert (found.returncode, len(asked)) == (1, 3) and "none of the passphrases" in found.stderr


def test_a_right_one_is_told_from_a_damaged_beginning_and_asked_for_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("encrypt", path, "--passphrase-from", written(tmp_path, FIRST))
    whole = path.read_bytes()
    path.write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
    engines.forget()
    asked = typing(monkeypatch, FIRST)
    found = codedesk("check", path)
    assert (found.returncode, len(asked)) == (1, 1) and "codedesk restore BACKUP" in found.stderr
    backup = backups.listed(backups.folder_of(path), path.stem)[0].path
    assert "holds the backup" in done("restore", backup, "--into", path) and "Sound" in done("check", path)


def test_without_a_terminal_a_file_gives_it(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = written(tmp_path, FIRST)
    done("encrypt", path, "--passphrase-from", secret)
    engines.forget()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert passphrases.FILE in codedesk("figures", path, "--period", "2026-Q3").stderr
    monkeypatch.setitem(os.environ, passphrases.FILE, str(secret))
    done("figures", path, "--period", "2026-Q3")


def test_what_is_written_out_is_said_not_to_be_encrypted(path: Path, tmp_path: Path) -> None:
    assert "is not. Keep it" not in codedesk("export", path, "--out", tmp_path / "before").stderr
    done("encrypt", path, "--passphrase-from", written(tmp_path, FIRST))
    found = codedesk("export", path, "--out", tmp_path / "out")
    assert found.returncode == 0 and "is encrypted; what was written out of it is not" in found.stderr


def test_it_is_changed_and_taken_away(path: Path, tmp_path: Path) -> None:
    done("encrypt", path, "--passphrase-from", written(tmp_path, FIRST))
    assert "opens by the new passphrase" in done("passphrase", path, "--passphrase-from", written(tmp_path, SECOND))
    engines.forget(FIRST)
    assert "can be read by anybody" in done("decrypt", path)
    assert not engines.is_encrypted(path)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("passphrase", "is not encrypted. “codedesk encrypt” does it."),
        ("decrypt", "is not encrypted."),
        ("encrypt", "first line of the file of --passphrase-from"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    path: Path, command: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    before = path.read_bytes()
    found = codedesk(command, path)
    assert found.returncode == 1 and said in found.stderr and path.read_bytes() == before


@pytest.mark.parametrize(("typed", "said"), [((FIRST, SECOND), "not the same"), (("short",), "12 letters or more")])
def test_a_slip_of_the_hand_changes_nothing(
    path: Path, typed: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, *typed)
    found = codedesk("encrypt", path)
    assert found.returncode == 1 and said in found.stderr and not engines.is_encrypted(path)


def test_what_is_encrypted_is_not_encrypted_again(path: Path, tmp_path: Path) -> None:
    done("encrypt", path, "--passphrase-from", written(tmp_path, FIRST))
    assert "is encrypted already" in codedesk("encrypt", path).stderr
