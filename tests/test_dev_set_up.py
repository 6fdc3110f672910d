"""How .venv is made: once, of what is wanted, and anew when it was left unfinished, moved, or damaged."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev


class Works:
    """A .venv in which pip only notes what it was asked to do; a package leaves a folder, as a real one does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = dev.tool("python")
        self.site = folder / ("Lib" if sys.platform == "win32" else "lib/python3.11") / "site-packages"
        self.made = 0
        self.ran: list[tuple[str, ...]] = []
        self.fails = ""

    def make(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.site / "pip").mkdir(parents=True)
        self.python.parent.mkdir()
        self.python.touch()
        self.made += 1

    def pip(self, _: str, *words: object) -> None:
        self.ran.append(tuple(str(word) for word in words))
        for name in {"-r": ["pandas", "six.py"], "-e": ["_codedesk.pth"]}.get(str(words[-2:][0]), []):
            (self.site / name).touch()
        if self.fails in words:
            raise dev.Stop("no")

    @property
    def locks(self) -> list[str]:
        return [Path(words[-1]).name for words in self.ran if "-r" in words]


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    monkeypatch.setattr(dev, "VENV", tmp_path / "a folder with blanks" / ".venv")
    made = Works(dev.VENV)
    monkeypatch.setattr(dev, "make_environment", made.make)
    monkeypatch.setattr(dev, "pip", made.pip)
    monkeypatch.setattr(dev, "check_room", lambda size: None)
    monkeypatch.setattr(dev, "same_python", made.python.exists)
    return made


def test_the_demo_takes_what_runs_and_the_tests_add_the_tools(works: Works) -> None:
    dev.set_up(whole=False)
    dev.set_up(whole=True)
    assert works.locks == ["requirements.lock", "requirements-dev.lock"]
    assert works.made == 1


def test_the_demo_after_the_tests_installs_nothing(works: Works, capsys: pytest.CaptureFixture[str]) -> None:
    dev.set_up(whole=True)
    ran = list(works.ran)
    capsys.readouterr()
    dev.set_up(whole=False)
    dev.set_up(whole=True)
    assert works.ran == ran
    assert capsys.readouterr().out == ""


def test_pip_takes_the_lock_as_it_is_and_looks_over_what_it_did(works: Works) -> None:
    dev.set_up(whole=True)
    packages, project, check = works.ran
    assert {"--no-deps", "--require-hashes"} <= set(packages)
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(project)
    assert check == ("check",)


@pytest.mark.parametrize("whole", [False, True])
def test_a_changed_lock_is_installed_and_the_tools_stay_of_one_state_with_it(
    whole: bool, works: Works, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(whole)
    changed = tmp_path / "requirements.lock"
    changed.write_text("six==1.17.1", encoding="utf-8")
    monkeypatch.setattr(dev, "LOCK", changed)
    dev.set_up(whole=False)
    assert works.locks == (["requirements-dev.lock"] * 2 if whole else ["requirements.lock"] * 2)
    assert works.made == 1


def test_the_tools_lock_is_nothing_to_the_demo(works: Works, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.set_up(whole=False)
    monkeypatch.setattr(dev, "WHOLE_LOCK", tmp_path / "not there")
    dev.set_up(whole=False)
    assert len(works.locks) == 1


def test_a_builder_that_brings_another_setuptools_damages_nothing(works: Works) -> None:
    works.make()
    (works.site / "pkg_resources").mkdir()  # of the setuptools that comes with Python 3.11; newer ones have none
    dev.set_up(whole=True)
    (works.site / "pkg_resources").rmdir()
    dev.set_up(whole=True)
    assert works.made == 1


@pytest.mark.parametrize("step", ["-r", "-e", "check"])
def test_a_set_up_that_was_broken_off_is_begun_anew(
    step: str, works: Works, capsys: pytest.CaptureFixture[str]
) -> None:
    works.fails = step
    with pytest.raises(dev.Stop):
        dev.set_up(whole=False)
    works.fails = ""
    dev.set_up(whole=False)
    assert works.made == 2
    assert "the last time was not finished" in capsys.readouterr().out
    dev.set_up(whole=False)
    assert works.made == 2


def test_an_update_that_was_broken_off_is_not_taken_for_the_state_before(
    works: Works, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(whole=False)
    with monkeypatch.context() as patched:
        changed = tmp_path / "requirements.lock"
        changed.write_text("six==1.17.1", encoding="utf-8")
        patched.setattr(dev, "LOCK", changed)
        works.fails = "-e"
        with pytest.raises(dev.Stop):
            dev.set_up(whole=False)
    works.fails = ""
    dev.set_up(whole=False)
    assert works.made == 2


def test_an_environment_with_nothing_but_a_pip_is_used_as_it_is(works: Works) -> None:
    """Somebody made it with a pip of their choice."""
    works.make()
    dev.set_up(whole=False)
    assert works.made == 1


def damage_moved(works: Works) -> None:
    stamp = works.folder / dev.STAMP
    stamp.write_text(stamp.read_text(encoding="utf-8").replace(dev.ROOT.name, "elsewhere"), encoding="utf-8")


def damage_python(works: Works) -> None:
    stamp = works.folder / dev.STAMP
    stamp.write_text(stamp.read_text(encoding="utf-8").replace("cpython-3", "cpython-2"), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (damage_moved, "the folder was moved or copied"),
        (damage_python, "another Python"),
        (lambda works: works.python.unlink(), "another Python"),
        (lambda works: (works.site / "pandas").unlink(), "parts of .venv are missing"),
        (lambda works: (works.site / "pip").rmdir(), "parts of .venv are missing"),
        (lambda works: (works.folder / dev.STAMP).write_text("{", encoding="utf-8"), "not finished"),
        (lambda works: (works.folder / dev.STAMP).write_text("[]", encoding="utf-8"), "not finished"),
        (lambda works: (works.folder / dev.STAMP).unlink(), "not finished"),
    ],
    ids=["moved", "other-python", "no-python", "package-gone", "pip-gone", "half-stamp", "odd-stamp", "no-stamp"],
)
def test_a_damaged_environment_is_made_anew_and_the_reason_said(
    damage: object, said: str, works: Works, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.set_up(whole=False)
    assert callable(damage)
    damage(works)
    dev.set_up(whole=False)
    assert works.made == 2
    assert said in capsys.readouterr().out
    assert json.loads((works.folder / dev.STAMP).read_text(encoding="utf-8"))["folder"] == str(dev.ROOT)


def test_a_package_that_was_upgraded_by_hand_is_left_alone(works: Works) -> None:
    dev.set_up(whole=False)
    (works.site / "pandas-9.dist-info").mkdir()
    (works.site / "another").mkdir()
    dev.set_up(whole=False)
    assert works.made == 1


@pytest.mark.parametrize(
    ("pip_says", "remedy"),
    [
        ("ERROR: Could not find a version that satisfies the requirement six (from versions: none)", "connection"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Make room"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "run it again"),
        ("ERROR: something else", "Put that right"),
    ],
)
def test_what_pip_could_not_do_is_said_with_what_can_be_done(
    pip_says: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = SimpleNamespace(returncode=1, stdout="", stderr=pip_says)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(dev.Stop) as stopped:
        dev.pip("The packages could not be installed.", "install", "six")
    said = str(stopped.value)
    assert pip_says in said
    assert remedy in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("works", "remedy"), [(True, "Look after the connection"), (False, "no ssl module that works")]
)
def test_a_python_without_ssl_is_named_and_not_the_connection(
    works: bool, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_ssl", lambda: works)
    assert remedy in dev.remedy_for("ERROR: No matching distribution found for six (from versions: none)")
    assert "Make room" in dev.remedy_for("ERROR: [Errno 28] No space left on device")


def test_whether_there_is_ssl_is_found_by_loading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dev.has_ssl()
    monkeypatch.setitem(sys.modules, "ssl", None)
    assert not dev.has_ssl()


def test_what_venv_could_not_do_is_said_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(dev, "VENV", tmp_path / "file")
    with pytest.raises(dev.Stop, match=r"(?s)file.*could not be made. Delete that folder, put that right"):
        dev.make_environment()


def test_an_environment_that_is_linked_from_another_checkout_is_not_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "theirs" / "kept.txt"
    kept.parent.mkdir()
    kept.touch()
    (tmp_path / "mine").symlink_to(kept.parent)
    monkeypatch.setattr(dev, "VENV", tmp_path / "mine")
    with pytest.raises(dev.Stop, match=r"is a link to .*theirs.*Delete the link"):
        dev.make_environment()
    assert kept.exists()


def test_a_full_disk_is_told_before_anything_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "disk_usage", lambda _: SimpleNamespace(free=120_999_999))
    with pytest.raises(dev.Stop, match=r"needs up to 700 MB, and 120 MB are free"):
        dev.check_room(700)


def test_a_folder_that_may_only_be_read_is_told_before_anything_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.os, "access", lambda *_: False)
    with pytest.raises(dev.Stop, match="copy the whole folder to one of your own"):
        dev.check_room(700)


def test_a_python_that_does_not_start_is_not_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "VENV", tmp_path)
    assert not dev.same_python()


def test_the_pip_that_runs_the_tests_finds_everything_in_its_place() -> None:
    command = [sys.executable, *dev.PIP, "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
