"""What pytest does for one fault: only the chosen tests, the likeliest first; and how long each test took.

A plugin of the mutation job, not of the suite.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, settings


class Chosen:
    """Runs these tests in this order, and looks for no smaller example once one failed."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names that pytest gives to tests."""
        self.order = {name: place for place, name in enumerate(names)}
        self.found = 0

    def pytest_collection(self) -> None:
        """Come after conftest and before the tests."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("faults", deadline=None, derandomize=True, phases=phases, database=None)
        settings.load_profile("faults")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what was not chosen."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda each: self.order[each.nodeid]
        )
        self.found = len(items)


class Times:
    """Adds up how long each test took, with what it needed, and writes that down at the end."""

    def __init__(self, path: Path) -> None:
        """Take the file."""
        self.path = path
        self.seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear of setup, call and teardown, in whichever process they were."""
        self.seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write it down once, where the tests were started."""
        if not hasattr(session.config, "workerinput"):
            self.path.write_text(json.dumps(self.seconds), encoding="utf-8")
