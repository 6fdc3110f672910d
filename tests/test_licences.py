"""The licences: all read, none changed unseen, none that may not be handed on, and all of them in the file."""

from pathlib import Path

import licences
import pytest
import runtime
from licences import Review

MIT = Review("MIT", "MIT")


def test_every_locked_package_has_been_read_and_may_be_handed_on() -> None:
    assert licences.problems(licences.locked(), licences.reviewed(), set(runtime.runtime())) == []


@pytest.mark.parametrize(
    ("names", "known", "words"),
    [
        ({"new-one"}, {}, "new-one: nobody has read its licence"),
        (set(), {"old-one": MIT}, "old-one: read, and locked no longer"),
        (
            {"pluggy"},
            {"pluggy": Review("MIT", "Apache-2.0")},
            "pluggy: said “Apache-2.0” when it was read, and “MIT” now",
        ),
        ({"none-here"}, {"none-here": Review("AGPL-3.0-only", "")}, "none-here: AGPL-3.0-only is not among"),
    ],
)
def test_what_does_not_hold_is_said_of_the_package(names: set[str], known: dict[str, Review], words: str) -> None:
    (problem,) = licences.problems(names, known, needed=set())
    assert problem.startswith(words)


def test_what_is_installed_in_another_version_than_the_locked_one_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fresh environment of Python 3.11 brings an old setuptools, which names its licence in other words."""
    monkeypatch.setattr(licences, "pinned", lambda: {("pluggy", "0.1")})
    assert licences.said_by("pluggy") == ""
    assert licences.problems({"pluggy"}, {"pluggy": Review("MIT", "other words")}, needed=set()) == []


def test_the_locks_are_read_with_their_versions(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("Some-Thing[extra]==1.2.3 \\\n    --hash=sha256:00\nother==4 ; python_version < '3.12' \\\n")
    assert licences.pinned([lock]) == {("some-thing", "1.2.3"), ("other", "4")}
    assert licences.locked([lock]) == {"some-thing", "other"}


def test_a_tool_may_be_what_the_program_may_not() -> None:
    known = {"none-here": Review("MPL-2.0", "")}
    assert licences.problems({"none-here"}, known, needed=set()) == []
    assert len(licences.problems({"none-here"}, known, needed={"none-here"})) == 1


def test_about_shows_what_runs_as_it_is_locked_and_was_read() -> None:
    assert licences.PARTS.read_text(encoding="utf-8") == licences.parts(), "run packaging/licences.py"


def test_the_file_names_every_part_with_its_text(tmp_path: Path) -> None:
    licences.write(tmp_path / "LICENCES.txt")
    text = (tmp_path / "LICENCES.txt").read_text(encoding="utf-8")
    parts = text.split(licences.RULE)
    heads, texts = [part.strip() for part in parts[1::2]], [part.strip() for part in parts[2::2]]
    for name in ("Source Sans 3", "Python", *runtime.runtime()):
        assert [head for head in heads if head.startswith(name)], name
    assert not [head for head, words in zip(heads, texts, strict=True) if len(words) < 400 and "starter" not in head]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text and licences.UNKNOWN not in [head[-1] for head in heads]
