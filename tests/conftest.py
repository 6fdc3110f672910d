"""What every test may ask for: a screenless Qt, an empty department, the sample department."""

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first import of Qt, which pytest-qt does

import pytest

BENCH = Path(__file__).parent / "bench"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the measurements, which run alone and only when asked for."""
    for item in items:
        if BENCH in item.path.parents:
            item.add_marker(pytest.mark.bench)
