"""The locks: pinned, hashed, without an address, the same in both, and whole, so that pip has nothing to reckon.

They are held against what the packages ask for here and now, on each system and each Python that CodeDesk runs on.
"""

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

LOCKS = [dev.LOCK, dev.WHOLE_LOCK, dev.BUNDLE_LOCK, dev.SUPPLY_LOCK, dev.POSTGRES_LOCK]
SYSTEMS = {
    "Linux": ("posix", "linux", "x86_64"),
    "Windows": ("nt", "win32", "AMD64"),
    "Darwin": ("posix", "darwin", "arm64"),
}
PLACES = [
    {
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "implementation_version": f"{python}.4",
        "python_full_version": f"{python}.4",
        "python_version": python,
        "os_name": os_name,
        "sys_platform": platform,
        "platform_machine": machine,
        "platform_system": system,
        "platform_release": "",
        "platform_version": "",
        "extra": "",
    }
    for system, (os_name, platform, machine) in SYSTEMS.items()
    for python in ("3.11", "3.12", "3.13")
]


def entries(text: str) -> list[str]:
    return [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]


def pins(lock: Path) -> dict[str, Requirement]:
    found = [Requirement(entry.partition("--hash")[0]) for entry in entries(lock.read_text(encoding="utf-8"))]
    return {canonicalize_name(each.name): each for each in found}


def holds(requirement: Requirement, place: dict[str, str], extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**place, "extra": extra})


def asked_for(groups: tuple[str, ...]) -> list[Requirement]:
    """What pyproject.toml asks for: the program's own, the builder's, and that of some groups."""
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for group in groups:
        lines += [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return [Requirement(line) for line in lines]


def lacks(roots: list[Requirement], pinned: dict[str, Requirement], place: dict[str, str]) -> Iterator[str]:
    """What is asked for, directly or by a package that is asked for, and that the lock does not give."""
    waiting, seen = [("CodeDesk", each) for each in roots if holds(each, place)], set[tuple[str, str]]()
    while waiting:
        asker, wish = waiting.pop()
        name = canonicalize_name(wish.name)
        pin = pinned.get(name)
        if pin is None or not holds(pin, place):
            yield f"{asker} asks for {wish}, which is not there"
            continue
        version = next(iter(pin.specifier)).version
        if not wish.specifier.contains(version, prereleases=True):
            yield f"{asker} asks for {wish}, and {version} is there"
        if wish.extras - pin.extras:
            yield f"{asker} asks for {wish}, and the lock has {pin}, without the extra: pip looks for it elsewhere"
        new = {(name, extra) for extra in {"", *wish.extras}} - seen
        seen |= new
        waiting += [(name, each) for each in needs_of(name) if any(holds(each, place, extra) for _, extra in new)]


def needs_of(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:  # of another system: the lock's marker has kept it away from here
        return []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_line_of_a_lock_is_pinned_and_hashed_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert len(entries(text)) > (3 if lock == dev.POSTGRES_LOCK else 5)
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries(text))


def test_what_the_program_needs_is_a_part_of_the_whole_pin_for_pin_and_hash_for_hash() -> None:
    run, whole = (set(entries(lock.read_text(encoding="utf-8"))) for lock in (dev.LOCK, dev.WHOLE_LOCK))
    assert run < whole
    tools = {name for name in pins(dev.WHOLE_LOCK) if name not in pins(dev.LOCK)}
    assert {"pytest", "mypy", "ruff", "coverage", "hypothesis"} <= tools


def test_bundle_and_supply_go_by_what_is_installed_for_the_tests() -> None:
    whole = pins(dev.WHOLE_LOCK)
    beside = {**pins(dev.BUNDLE_LOCK), **pins(dev.SUPPLY_LOCK), **pins(dev.POSTGRES_LOCK)}
    assert all(str(pin.specifier) == str(whole.get(name, pin).specifier) for name, pin in beside.items())


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place['platform_system']}-{place['python_version']}")
@pytest.mark.parametrize(
    ("lock", "groups"), [(dev.LOCK, ()), (dev.WHOLE_LOCK, ("build", "dev"))], ids=["to-run", "whole"]
)
def test_no_package_asks_for_one_that_the_lock_lacks(
    lock: Path, groups: tuple[str, ...], place: dict[str, str]
) -> None:
    assert list(lacks(asked_for(groups), pins(lock), place)) == []


@pytest.mark.parametrize("lock", [dev.LOCK, dev.WHOLE_LOCK], ids=["to-run", "whole"])
def test_only_packages_of_other_systems_are_not_installed_here(lock: Path) -> None:
    """Their needs are not known here, so that none may hide behind them."""
    unknown = set()
    for name, pin in pins(lock).items():
        try:
            requires(name)
        except PackageNotFoundError:
            unknown.add((name, str(pin.marker)))
    assert all("sys_platform" in marker for _, marker in unknown), unknown


def test_a_lock_without_its_extras_is_found_out() -> None:
    """As it was written once: pip 22 and 23 then looked for a coverage of their own, and refused it."""
    pinned = pins(dev.WHOLE_LOCK)
    pinned["coverage"] = Requirement(f"coverage{pinned['coverage'].specifier}")
    (found,) = lacks(asked_for(("dev",)), pinned, PLACES[0])
    assert "asks for coverage[toml]" in found
    assert "without the extra" in found


def test_a_package_that_the_lock_lacks_is_found_out() -> None:
    pinned = pins(dev.LOCK)
    del pinned["tzdata"], pinned["markupsafe"]
    found = list(lacks(asked_for(()), pinned, PLACES[3]))  # Windows, which needs tzdata
    assert any("tzdata" in each for each in found)
    assert any(each.startswith("mako asks for MarkupSafe") for each in found)
