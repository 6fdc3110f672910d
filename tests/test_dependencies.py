"""What the program depends on is what it imports: nothing that only comes along, nothing that nobody uses."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# PySide6 is made of it and brings the very same version.
BROUGHT_ALONG = {"shiboken6"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def imported() -> tuple[tuple[str, str, str], ...]:
    return tuple(_imported())


def _imported() -> Iterator[tuple[str, str, str]]:
    """Every import of another's package: module of the program, package, name taken; those for types alone left out."""
    for path in sorted((ROOT / "codedesk").rglob("*.py")):
        module = path.relative_to(ROOT / "codedesk").as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typed = {
            id(node)
            for block in ast.walk(tree)
            if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
            for node in ast.walk(block)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found = [(alias.name, "") for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found = [(node.module, alias.name) for alias in node.names]
            else:
                continue
            for name, taken in found:
                package = name.partition(".")[0]
                if package not in sys.stdlib_module_names and package != "codedesk" and id(node) not in typed:
                    yield module, package, taken


def test_what_is_imported_is_asked_for_and_what_is_asked_for_is_imported() -> None:
    distributions = packages_distributions()
    used = {canonical(name) for _, package, _ in imported() for name in distributions[package]}
    asked = {canonical(re.split(r"[^\w.-]", line)[0]) for line in PROJECT["dependencies"]}
    assert used - BROUGHT_ALONG == asked


def test_pandas_is_at_home_in_one_module() -> None:
    assert {module for module, package, _ in imported() if package == "pandas"} == {"metrics/lessons.py"}


def test_of_typing_extensions_only_what_python_itself_has_from_3_12_on() -> None:
    taken = {name for _, package, name in imported() if package == "typing_extensions"}
    assert taken == {"override"}
    reason = "Python 3.12 has it: take override from typing, and typing-extensions out of pyproject.toml"
    assert PROJECT["requires-python"] == ">=3.11", reason
