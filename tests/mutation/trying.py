"""How one fault is tried: in a process that compiles one module with the fault in it, and then runs tests.

Also how it is learned which tests run which lines, and what is loaded before processes are forked.
"""

import importlib
import multiprocessing
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutation.chosen import Chosen, Times
from tests.mutation.faults import seeded

PASSED, CAUGHT, NOT_TRIED = 40, 41, 42  # what no process ends with by itself
_SAME = ("-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_HEAVY = (
    "numpy", "pandas", "sqlalchemy", "sqlmodel", "hypothesis", "PySide6.QtWidgets", "holidays",
)  # fmt: skip


class Faulty(MetaPathFinder):
    """Gives one module with a fault in it, and knows no other."""

    def __init__(self, root: Path, module: Path, number: int) -> None:
        """Take the module's path from the root, and the number of the fault."""
        self._name = ".".join(module.with_suffix("").parts)
        self._path, self._number = root / module, number

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find the module as Python would, but for how it is compiled."""
        if fullname != self._name:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        spec.loader = _Loader(fullname, str(self._path), self._number)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, number: int) -> None:
        super().__init__(name, path)
        self._number = number

    def get_code(self, _fullname: str) -> CodeType:
        tree = seeded(Path(self.path).read_text(encoding="utf-8"), self._number)
        return compile(tree, self.path, "exec", dont_inherit=True)


def make_ready() -> None:
    """Load what every test needs and no fault is in, so that it is there already in every forked process."""
    for name in _HEAVY:
        importlib.import_module(name)


def attempt(root: Path, module: Path, number: int, tests: Sequence[str]) -> None:
    """Run tests against a module with a fault in it, and end this process: CAUGHT, PASSED, or NOT_TRIED."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        os._exit(_attempt(root, module, number, tests))


def _attempt(root: Path, module: Path, number: int, tests: Sequence[str]) -> int:
    sys.path[:0] = [str(root), str(root / "packaging")]
    sys.meta_path.insert(0, Faulty(root, module, number))
    try:
        importlib.import_module(".".join(module.with_suffix("").parts))
    except Exception:
        return CAUGHT
    # the module's own tests alone first: most faults are caught there, and so many files need not be read
    own = [name for name in tests if f"/test_{module.stem}.py::" in name]
    ended = _run(root, own) if own else PASSED
    return (
        _run(root, [name for name in tests if name not in own]) if ended == PASSED and len(own) < len(tests) else ended
    )


def _run(root: Path, tests: Sequence[str]) -> int:
    chosen = Chosen(tests)
    files = dict.fromkeys(name.partition("::")[0] for name in tests)
    if not all((root / file).exists() for file in files):
        return NOT_TRIED
    ended = pytest.main([*_SAME, "-x", *files], plugins=[chosen])
    if ended == pytest.ExitCode.OK:
        return PASSED if chosen.found == len(tests) else NOT_TRIED
    # with a usage error the fault has not even let conftest load what all tests need
    caught = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED, pytest.ExitCode.USAGE_ERROR)
    return CAUGHT if ended in caught else NOT_TRIED


def learn(root: Path, tests: Sequence[str], folder: Path, jobs: int) -> int:
    """Run the tests once and leave in the folder which of them run which lines, and how long each takes."""
    process = multiprocessing.get_context("spawn").Process(target=_learn, args=(root, tests, folder, jobs))
    process.start()
    process.join()
    return process.exitcode or 0


def _learn(root: Path, tests: Sequence[str], folder: Path, jobs: int) -> None:
    os.chdir(root)
    os.environ["COVERAGE_FILE"] = str(folder / "coverage")
    (folder / "coverage").unlink(missing_ok=True)
    measured = ("--cov=codedesk", "--cov-context=test", "--cov-report=")
    split = ("-n", str(jobs), "--dist", "worksteal") if jobs > 1 else ()
    sys.exit(pytest.main([*_SAME, *split, *measured, *tests], plugins=[Times(folder / "seconds.json")]))
