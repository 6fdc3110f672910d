"""The floor of coverage: how much of figures, rules, services and the store the tests nearest to them run.

A plugin of a whole run (`python3 dev.py test` without more words), not of a chosen one. Watching costs time: only the
tests of NEAREST are watched, and none that asks the same lines a thousand times or only lines that others ask.
"""

import importlib
import io
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

TESTS = Path(__file__).parent
DATA = TESTS.parent / ".pytest_cache" / "floor"
LEAST = 95.0
FLOORS = ("metrics", "models", "services", "store")
NEAREST = ("metrics/", "models/", "rules/", "services/", "store/", "test_desk.py", "test_astray.py")
TOO_OFTEN = (
    "metrics/test_audits_alone.py",
    "metrics/test_coverage.py",
    "metrics/test_mix.py",
    "metrics/test_pace_up_accuracy_down.py",
    "metrics/test_quiet.py",
    "metrics/test_scoring.py",
    "metrics/test_team_pace.py",
    "services/audits/test_final_scores.py",
    "services/audits/test_results.py",
    "services/days/test_kept_days.py",
    "services/days/test_one_path.py",
    "services/figures/test_accuracy",
    "services/figures/test_before_after.py",
    "services/figures/test_copied.py::test_after_any_change",
    "services/figures/test_explained",
    "services/figures/test_kept_warm",
    "services/figures/test_subject_limits.py",
    "services/figures/test_trends.py",
    "services/names/test_typed_names.py",
    "services/people/test_kept_",
    "services/standards/test_affected.py",
    "services/standards/test_never_reach_back.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin in every process before anything of the program is loaded; throw away what an earlier run left."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    DATA.parent.mkdir(exist_ok=True)
    if not worker:
        for left in DATA.parent.glob(f"{DATA.name}*"):
            left.unlink()
    early_config.pluginmanager.register(Floor(worker))


def is_near(test: pytest.Item | None) -> bool:
    """Tell whether a test is watched."""
    path = test.path.relative_to(TESTS).as_posix() if test is not None else ""
    name = f"{path}::{test.name}" if test is not None else ""
    return path.startswith(NEAREST) and not name.startswith(TOO_OFTEN)


class Floor:
    """Watches the nearest tests of one process; in the one that began all, says at the end what all of them ran."""

    def __init__(self, worker: str) -> None:
        """Watch how the modules are loaded, which is when most of their lines run."""
        self._worker, self._watching = worker, False
        packages = [f"codedesk.{floor}" for floor in FLOORS]
        self._coverage = Coverage(str(DATA), worker or "main", branch=True, source=packages, config_file=False)
        self._coverage.start()
        for package in packages:
            for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
                if "migrations" not in found.name:  # these are run, never loaded
                    importlib.import_module(found.name)
        self._coverage.stop()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
        """Watch the nearest tests as long as they follow each other: an end is one for the threads they share too."""
        if is_near(item) and not self._watching:
            self._coverage.start()
            self._watching = True
        done = yield
        if self._watching and not is_near(nextitem):
            self._coverage.stop()
            self._watching = False
        return done

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Keep what this process ran; the one that began all fails the run where too little of a floor ran."""
        self._coverage.save()
        if not self._worker:
            self._coverage.combine()
            self._coverage.save()
            if session.exitstatus == pytest.ExitCode.OK and min(self.shares().values()) < LEAST:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how much of each floor ran."""
        said = ", ".join(f"{floor} {share:.1f} %" for floor, share in self.shares().items())
        terminalreporter.write_line(f"Lines and branches run, at least {LEAST:g} % are wanted: {said}")

    def shares(self) -> dict[str, float]:
        """Return how much of the lines and branches of each floor ran, in per cent."""
        each = {floor: f"*/codedesk/{floor}/*" for floor in FLOORS}
        return {floor: self._coverage.report(include=files, file=io.StringIO()) for floor, files in each.items()}
