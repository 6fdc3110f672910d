"""What every test may ask for: a screenless Qt, an empty department, the sample department."""

import gc
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first import of Qt, which pytest-qt does

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication

from codedesk.desk import Desk
from codedesk.exchange.sample import sample_fill
from codedesk.services.department.starters import starters
from codedesk.ui.garbage import Collector
from tests.departments import WHO, copy_with_backup, new_department
from tests.thorough import THOROUGH, times

pytest_plugins = ["tests.left_open", "tests.left_shown", "tests.lent", "tests.patience", "tests.programs"]

# A busy machine is no fault of the code; and a submission is judged by the same examples as the one before.
SAME = "CI" in os.environ and not THOROUGH
settings.register_profile("house", deadline=None, max_examples=max(100, times(50)), derandomize=SAME)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for garbage neither while half a million objects are loaded, which all stay, nor among them afterwards."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try last what puts the style sheet on: it stays on, and each window made after it takes half as long again."""
    items.sort(key=_puts_the_style_sheet_on)


def _puts_the_style_sheet_on(item: pytest.Item) -> bool:
    return "program" in getattr(item, "fixturenames", ()) or _is_styled(item.path)


@cache
def _is_styled(path: Path) -> bool:
    return re.search(r"theme\(\)\.apply|DayWindow|AuditWindow", path.read_text(encoding="utf-8")) is not None


@pytest.fixture(autouse=True)
def the_checks_are_made_late_in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the clock says: a day of the tests is not one that has not come yet."""
    monkeypatch.setattr("codedesk.services.days.checks.today", lambda: date(2026, 12, 31))


@pytest.fixture(autouse=True)
def nothing_piles_up() -> Iterator[None]:
    """Collect between tests, as an open window does; once there was one, Python leaves it to the window."""
    yield
    application = QCoreApplication.instance()
    collector = application.findChild(Collector) if application else None
    if collector is not None:
        before = _full_collections()
        collector.collect()
        if _full_collections() > before:
            gc.freeze()  # again: a test that closed a department has let go of all


def _full_collections() -> int:
    return int(gc.get_stats()[2]["collections"])


@pytest.fixture
def department(tmp_path: Path) -> Iterator[Desk]:
    """An open department with the starter lists and nothing else."""
    desk = new_department(tmp_path / "Department.codedesk", WHO, starters)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample department, built once for all tests of a process; copy it, never open it."""
    path = tmp_path_factory.mktemp("sample") / "Sample.codedesk"
    Desk.create(path, WHO, sample_fill()).close()
    return path


@pytest.fixture
def sample_path(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample department, closed."""
    return Path(shutil.copy(built_sample, tmp_path / "Sample.codedesk"))


@pytest.fixture(scope="module")
def shared_sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An open copy of the sample department for those tests of a module that change nothing in it."""
    desk = Desk.open(copy_with_backup(built_sample, tmp_path_factory.mktemp("shared")), WHO)
    yield desk
    assert desk.revision == 0, "a test changed the department that it shares with others"
    desk.close()
