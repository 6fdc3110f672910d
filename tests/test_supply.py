"""The list of what the program is made of, and what is said of known faults: clean only where all was asked about."""

import json
import subprocess
from pathlib import Path

import licences
import pytest
import runtime
import supply
from cyclonedx.output.json import JsonV1Dot6

from codedesk import __version__

LOCK = supply.LOCK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def listed() -> dict[str, dict[str, object]]:
    """The parts of the list, by their reference, and under "" what else it says."""
    text = JsonV1Dot6(supply.document(runtime.runtime(), LOCK)).output_as_string()
    whole = json.loads(text)
    return {"": whole, **{each["bom-ref"]: each for each in whole["components"]}}


def test_the_list_names_all_that_runs_with_its_version_licence_and_hashes(
    listed: dict[str, dict[str, object]],
) -> None:
    installed = {name: each.version for name, each in runtime.runtime().items()}
    assert {"pyside6-essentials", "pydantic-core", "numpy"} <= installed.keys()
    packages = {name: each for name, each in listed.items() if str(each.get("purl", "")).startswith("pkg:pypi/")}
    assert packages.keys() == {f"{name}@{version}" for name, version in installed.items()}
    for name, version in installed.items():
        part = packages[f"{name}@{version}"]
        assert part["purl"] == f"pkg:pypi/{name}@{version}"
        assert {str(one["content"]) for one in part["hashes"]} <= set(LOCK.replace("sha256:", " ").split())  # type: ignore[attr-defined]
        (licence,) = part["licenses"]  # type: ignore[misc]
        assert (licence.get("expression") or licence["license"]["id"]) == licences.reviewed()[name].licence
    assert "://" not in json.dumps({name: part for name, part in listed.items() if name})


def test_the_list_says_who_asks_for_whom(listed: dict[str, dict[str, object]]) -> None:
    asks = {each["ref"]: each.get("dependsOn", []) for each in listed[""]["dependencies"]}  # type: ignore[attr-defined]
    named = {ref.partition("@")[0]: {each.partition("@")[0] for each in after} for ref, after in asks.items()}
    assert {"pyside6-essentials", "sqlmodel", "font"} <= named["codedesk"]
    assert named["pyside6-essentials"] == {"shiboken6"} and named["mako"] == {"markupsafe"}
    assert "pydantic-core" not in named["codedesk"]
    assert listed[""]["metadata"]["component"]["version"] == __version__  # type: ignore[index]


def test_a_package_that_the_lock_does_not_name_is_not_listed_without_hashes() -> None:
    with pytest.raises(KeyError):
        supply.document(runtime.runtime(), LOCK.replace("numpy==", "other=="))


def answering(monkeypatch: pytest.MonkeyPatch, code: int, said: str, told: str) -> None:
    monkeypatch.setattr(supply.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], code, said, told))


@pytest.mark.parametrize(
    ("code", "said", "told", "clean", "words"),
    [
        (0, "", "No known vulnerabilities found", True, "No fault is known of what some.lock names."),
        (1, "numpy 1.0 PYSEC-1", "Found 1 known vulnerability in 1 package", False, "Raise what is named above"),
        (1, "", "ERROR: numpy: Dependency not found and could not be audited", False, "so nothing is known: ERROR"),
        (1, "", "ConnectionError: no line", False, "so nothing is known: ConnectionError: no line"),
        (2, "", "", False, "so nothing is known: no answer"),
    ],
)
def test_only_an_answer_for_all_counts_as_clean(
    monkeypatch: pytest.MonkeyPatch, code: int, said: str, told: str, clean: bool, words: str
) -> None:
    answering(monkeypatch, code, said, told)
    found = supply.ask(Path("some.lock"))
    assert found[0] is clean and words in found[1]


def test_a_known_fault_or_no_answer_leaves_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supply, "write", lambda _: supply.ROOT / "dist" / "list.json")
    answering(monkeypatch, 1, "", "no line")
    assert supply.main([]) == 1
    assert supply.main(["--list"]) == 0
    answering(monkeypatch, 0, "", "")
    assert supply.main([]) == 0
    assert "requirements-dev.lock" in capsys.readouterr().out
