"""The two commands of the README: what they need, and what they say when it is missing."""

import subprocess
import sys

import pytest

import dev


def test_an_old_python_is_refused_in_words() -> None:
    with pytest.raises(dev.Stop, match=r"needs Python 3\.11 or newer; this is 3\.10"):
        dev.check_python((3, 10))


def test_this_python_will_do() -> None:
    dev.check_python()


def test_a_missing_venv_module_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    package = f"python3.{sys.version_info[1]}-venv"
    with pytest.raises(dev.Stop, match=rf"Python's venv module(.|\n)*apt-get install {package}"):
        dev.check_system("check")


@pytest.mark.parametrize(
    ("release", "name"),
    [
        ({"ID": "debian", "VERSION_ID": "12"}, "libglib2.0-0"),
        ({"ID": "debian", "VERSION_ID": "13"}, "libglib2.0-0t64"),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, "libglib2.0-0"),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, "libglib2.0-0t64"),
        ({}, "libglib2.0-0"),
    ],
)
def test_the_package_is_named_as_the_system_names_it(release: dict[str, str], name: str) -> None:
    assert dev.debian_name("libglib2.0-0", release) == name


def test_all_missing_libraries_come_with_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "absent", lambda library: library in {"libEGL.so.1", "libxcb-cursor.so.0"})
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    monkeypatch.setattr(dev, "as_admin", lambda: "sudo ")
    libraries, command = dev.missing_parts(screen=True)
    assert libraries == ["libEGL.so.1", "libxcb-cursor.so.0"]
    assert command == "sudo apt-get install libegl1 libxcb-cursor0"
    assert dev.missing_parts()[1] == "sudo apt-get install libegl1"


def test_fedora_is_told_its_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "absent", lambda library: library == "libxcb-icccm.so.4")
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "dnf" else None)
    assert dev.missing_parts(screen=True)[1].endswith("dnf install xcb-util-wm")


def test_a_library_that_is_not_there_is_noticed() -> None:
    assert dev.absent("libthat-nobody-has.so.7")


def test_a_missing_library_stops_the_demo_and_not_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev, "absent", lambda library: library == "libGL.so.1")
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
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
