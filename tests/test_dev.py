"""The two commands of the README: what they need, and what they say when it is missing."""

import os
import signal
import subprocess
import sys

import pytest

import dev
from codedesk import system
from tests.patience import SECONDS, child

WITHOUT_SETTING_UP = """
import sys, dev
dev.tool = lambda name: sys.executable
dev.check_system = dev.set_up = lambda *_: None
def demo(rest):
    "Run what the test gave."
    return dev.run("python", "-c", sys.argv[1])
dev.COMMANDS["demo"] = demo
sys.exit(dev.main(["demo"]))
"""
TAKES_ITS_TIME = """
import sys
try:
    print("begun", flush=True)
    sys.stdin.read()
except KeyboardInterrupt:
    print("asked to end", flush=True)
    print("ended by itself after", sys.stdin.readline(), flush=True)
"""


def test_an_old_python_is_refused_in_words() -> None:
    with pytest.raises(dev.Stop, match=r"needs Python 3\.11 or newer; this is 3\.10"):
        dev.check_python((3, 10))


def test_this_python_will_do() -> None:
    dev.check_python()


def test_a_missing_venv_module_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    package = f"python3.{sys.version_info[1]}-venv"
    with pytest.raises(dev.Stop, match=rf"Python's venv module(.|\n)*apt-get install {package}"):
        dev.check_system("check")


def test_a_missing_library_stops_the_demo_and_not_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(system, "absent", lambda library: library == "libGL.so.1")
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    with pytest.raises(dev.Stop, match=r"libGL\.so\.1(.|\n)*apt-get install libgl1"):
        dev.check_system("demo")
    dev.check_system("check")


def test_modules_are_compiled_even_where_the_environment_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    environment = dev.environment(QT_QPA_PLATFORM="offscreen")
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    assert "PYTHONPATH" not in environment
    assert environment["QT_QPA_PLATFORM"] == "offscreen"


def test_a_thorough_run_tells_the_tests_and_keeps_the_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[tuple[str, ...], dict[str, str]]] = []
    monkeypatch.setattr(dev, "run", lambda *words, **more: ran.append((words[3:], more)) or 0)
    dev.test([])
    dev.test(["--thorough"])
    dev.test(["--thorough", "tests/store"])
    assert [words for words, _ in ran] == [ran[0][0], ran[0][0], ("tests/store",)]
    assert ["CODEDESK_THOROUGH" in more for _, more in ran] == [False, True, True]


def test_fuzzing_says_how_often_and_takes_no_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(dev, "run", lambda *_, **more: ran.append(more["CODEDESK_THOROUGH"]) or 0)
    dev.fuzz([])
    dev.fuzz(["30"])
    assert ran == ["200", "30"]
    for words in (["much"], ["1", "2"]):
        with pytest.raises(dev.Stop, match="one number"):
            dev.fuzz(words)
    assert all((dev.ROOT / place).exists() for place in dev.FUZZED)


def test_a_check_with_all_tests_behind_it_leaves_the_house_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(dev, "run", lambda *words: ran.append(" ".join(map(str, words))) or 0)
    assert dev.check(["-x"]) == 0
    assert ran[-1] == "python -m pytest tests/test_house.py -x"
    whole, ran[:] = ran[:-1], []
    assert dev.check(["--without-house"]) == 0
    assert ran == whole


def test_an_unknown_word_is_refused_with_exit_2() -> None:
    command = [sys.executable, "dev.py", "dance"]
    done = subprocess.run(command, cwd=dev.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "demo" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_ctrl_c_lets_what_runs_end_by_itself_and_leaves_with_a_sentence() -> None:
    command = [sys.executable, "-c", WITHOUT_SETTING_UP, TAKES_ITS_TIME]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with child(*command, cwd=dev.ROOT, text=True, start_new_session=True, **pipes) as running:
        assert running.stdout.readline() == "begun\n"
        os.killpg(running.pid, signal.SIGINT)
        assert running.stdout.readline() == "asked to end\n"
        said, told = running.communicate("a while\n", timeout=SECONDS)
    assert said.startswith("ended by itself after a while")
    assert told == "\nStopped. What was not finished is done anew the next time.\n"
    assert running.returncode == 130


@pytest.mark.parametrize("command", ["test", "faults"])
def test_a_missing_compiler_stops_the_tests_and_no_other_command(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev, "compiles", lambda: False)
    monkeypatch.setattr(system, "absent", lambda _: False)
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    with pytest.raises(
        dev.Stop, match=r"a C compiler, the headers of the C library(.|\n)*apt-get install gcc libc6-dev"
    ):
        dev.check_system(command)
    dev.check_system("demo")
    monkeypatch.setattr(dev.sys, "platform", "darwin")
    dev.check_system(command)


def test_what_a_check_run_installs_holds_the_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "compiles", lambda: False)
    assert {row.debian for row in dev.missing_parts()} >= {"gcc", "libc6-dev"}


def test_a_compiler_without_headers_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _: "false")
    assert not dev.compiles()
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    monkeypatch.setenv("PATH", "")
    assert not dev.compiles()
