"""The run over PostgreSQL says what it lacks, in a sentence, and leaves nothing behind."""

import os
import tempfile
from pathlib import Path

import pytest

pytest.importorskip("pwd", reason="PostgreSQL is tried where users are those of Unix")
from tests.postgres import throwaway


def test_without_postgresqls_programs_it_says_so_and_stops(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(throwaway, "USUAL", [])
    monkeypatch.setenv("PATH", "")
    assert throwaway.main([]) == 1
    assert capsys.readouterr().err == (
        "PostgreSQL's initdb is not on the path; nothing was tested. On Debian: apt-get install postgresql\n"
    )


def test_what_a_program_says_is_passed_on(tmp_path: Path) -> None:
    broken = tmp_path / "initdb"
    broken.write_text("#!/bin/sh\necho 'no room for a cluster' >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(throwaway.Missing, match="initdb failed: no room for a cluster"):
        throwaway.call(None, broken)


def test_as_root_an_ordinary_user_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert throwaway.stand_in() is None
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(throwaway.pwd, "getpwall", list)
    with pytest.raises(throwaway.Missing, match="does not run as root"):
        throwaway.stand_in()


def test_the_place_is_taken_away_when_the_server_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(throwaway, "program", lambda name: Path("/bin/false"))
    with pytest.raises(throwaway.Missing), throwaway.server():
        pass
    assert list(tmp_path.iterdir()) == []
