"""What has to hold before a version is released, and is said where it does not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import release
import told
from licences import Review

from codedesk import __version__

READY = (
    f"# Changelog\n\n## Unreleased\n\n## {__version__} · 2026-12-01\n\n- Begun.\n\n## 0.0.9 · 2026-01-01\n\n- Tried.\n"
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What git answers, by the first words of the question; nothing to the rest."""
    answers = {"rev-parse --is-inside-work-tree": "true\n"}

    def git(*words: str) -> str:
        return next((answer for start, answer in answers.items() if " ".join(words).startswith(start)), "")

    monkeypatch.setattr(release, "git", git)
    return answers


@pytest.fixture
def changelog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(READY, encoding="utf-8")
    monkeypatch.setattr(told, "CHANGELOG", path)
    yield path


def kept(folder: Path, name: str, revision: str) -> None:
    with closing(sqlite3.connect(folder / f"{name}.codedesk")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
        connection.commit()


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Kept files of two revisions, as they ought to be."""
    monkeypatch.setattr(release, "STORED", tmp_path)
    monkeypatch.setattr(release.schema, "KNOWN", ("0001", "0002"))
    for name in ("0001", "0002"):
        kept(tmp_path, name, name)
    return tmp_path


@pytest.mark.usefixtures("asked", "changelog", "stored")
def test_a_state_that_is_ready_is_called_so_and_the_rest_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main() == 0
    said = capsys.readouterr().out
    assert said.count("in order") == len(release.CHECKS) and "NOT YET" not in said
    assert "By hand" in said and f"git tag v{__version__}" in said and "neither tried nor signed" in said


@pytest.mark.usefixtures("changelog", "stored")
def test_one_thing_that_does_not_hold_holds_the_release(
    asked: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked["status"] = " M codedesk/desk.py\n?? notes.txt\n"
    assert release.main() == 1
    said = capsys.readouterr().out
    assert "tree: NOT YET. not committed: codedesk/desk.py, notes.txt." in said and "cannot be released yet" in said


def test_a_tree_that_nobody_keeps_is_told(asked: dict[str, str]) -> None:
    assert release.tree() == ""
    asked.clear()
    assert release.tree() == "this is no checkout of git, so nobody can tell what has changed"


def test_a_machine_without_git_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert release.git("status") == "" and told.made_at().tzinfo is not None and "no checkout" in release.tree()


def test_two_versions_are_told_apart(asked: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert release.version() == ""
    monkeypatch.setattr(told, "project_version", lambda: "9.0.0")
    assert release.version() == f"pyproject.toml says 9.0.0; codedesk/__init__.py says {__version__}"


def test_a_version_is_released_once(asked: dict[str, str]) -> None:
    asked[f"tag --list v{__version__}"] = f"v{__version__}\n"
    assert release.version() == f"v{__version__} was released before: raise the version"
    asked["tag --points-at HEAD"] = f"v{__version__}\n"
    assert release.version() == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (READY.replace("Unreleased\n", "Unreleased\n\n- More.\n"), "“Unreleased” is not empty"),
        (READY.replace(" · 2026-12-01", ""), f"there is no “## {__version__} · "),
        (READY.replace("- Begun.\n", ""), f"there is no “## {__version__} · "),
        (READY.replace("Unreleased", "9.0.0 · 2027-01-01\n\n- Later."), f"9.0.0 stands above {__version__}"),
    ],
)
def test_a_changelog_that_is_not_ready_is_told(text: str, words: str, changelog: Path) -> None:
    assert release.changelog() == ""
    changelog.write_text(text, encoding="utf-8")
    assert release.changelog().startswith(words)


@pytest.mark.usefixtures("asked")
def test_a_file_of_every_revision_has_to_be_kept(stored: Path) -> None:
    assert release.stored() == ""
    (stored / "0002.codedesk").unlink()
    assert release.stored().startswith("kept are 0001; the program knows 0001, 0002")
    kept(stored, "0002", "0001")
    assert release.stored() == "not of its own revision: 0002"
    (stored / "0002.codedesk").write_bytes(b"SQLite format 3\0 and then nothing that holds")
    assert release.stored() == "not of its own revision: 0002"


@pytest.mark.usefixtures("stored")
def test_a_kept_file_never_changes(asked: dict[str, str]) -> None:
    asked["tag --list v*"] = "v0.0.9\nv0.0.8\n"
    asked["diff --name-only --diff-filter=MD v0.0.9"] = "tests/store/released/0001.codedesk\n"
    assert release.stored() == ("changed since v0.0.9, which no kept file may be: tests/store/released/0001.codedesk")


def test_a_licence_that_nobody_read_holds_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    assert release.licence() == ""
    known = {name: review for name, review in release.licences.reviewed().items() if name != "alembic"}
    monkeypatch.setattr(release.licences, "reviewed", lambda: known | {"numpy": Review("AGPL-3.0-only", "")})
    assert "alembic: nobody has read its licence" in release.licence() and "numpy: " in release.licence()
