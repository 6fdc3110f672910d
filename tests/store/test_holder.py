"""The note beside an open file: who holds it, as far as can be told; nobody else's is ever taken away."""

import getpass
import json
import os
from pathlib import Path

import pytest

from codedesk.store import holder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.codedesk"


def note(path: Path) -> Path:
    return path.with_name(".team.codedesk.holder")


def test_a_note_names_its_holder_and_goes_with_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert holder.named(path) == "another CodeDesk"
    monkeypatch.setattr(getpass, "getuser", lambda: "rita")
    monkeypatch.setattr("socket.gethostname", lambda: "desk-3")
    holder.sign(path)
    since = json.loads(note(path).read_text(encoding="utf-8"))["since"]
    assert holder.named(path) == f"another CodeDesk (rita on desk-3, since {since})"
    if os.name == "posix":
        assert note(path).stat().st_mode & 0o777 == 0o600
    holder.leave(path)
    assert not note(path).exists()


@pytest.mark.parametrize("words", ["", "{", "[]", "{}", '{"user": "rita"}'])
def test_a_note_that_cannot_be_read_names_nobody_and_stays(path: Path, words: str) -> None:
    note(path).write_text(words, encoding="utf-8")
    assert holder.named(path) == "another CodeDesk"
    holder.leave(path)
    assert note(path).exists()


def test_the_note_of_another_program_stays(path: Path) -> None:
    note(path).write_text(json.dumps({"pid": os.getpid() + 1}), encoding="utf-8")
    holder.leave(path)
    assert note(path).exists()


def test_where_no_note_can_be_left_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "not there" / "team.codedesk"
    holder.sign(path)
    holder.leave(path)
    assert not path.parent.exists()


def test_somebody_without_a_name_is_somebody(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr(getpass, "getuser", nobody)
    holder.sign(path)
    assert holder.named(path).startswith("another CodeDesk (somebody on ")
