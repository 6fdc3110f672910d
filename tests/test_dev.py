"""The two commands of the README: what they need, and what they say when it is missing."""

import subprocess
import sys

import pytest

import dev
from codedesk import system


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


def test_an_unknown_word_is_refused_with_exit_2() -> None:
    command = [sys.executable, "dev.py", "dance"]
    done = subprocess.run(command, cwd=dev.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "demo" in done.stderr
