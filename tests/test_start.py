"""What a start does before the first page is there, and what it leaves for later."""

import os
import subprocess
import sys
from pathlib import Path

from tests.patience import SECONDS

LATE = (
    "pandas", "alembic", "pypdfium2", "pypdf", "xlsxwriter", "python_calamine", "holidays", "reportlab", "pyqtgraph",
    "sqlalchemy.dialects.postgresql",
)  # fmt: skip
_PROBE = f"""
import gc
import linecache
import sys
from pathlib import Path
from codedesk import app, paths
from codedesk.app import MainWindow, theme
print(*[name for name in ("sqlmodel", "sqlalchemy", "codedesk.ui.frame") if name in sys.modules])
joined = app.join
def join(qapp, window, *words, **named):
    assert not gc.isenabled(), "a tenth of the start is spent in collecting"
    joined(qapp, window, *words, **named)
    from codedesk.models import Coder, WorkLine
    assert gc.get_freeze_count(), "what was loaded is gone through while the first page is read"
    checked = [table for table in (Coder, WorkLine) if table.__pydantic_complete__]
    assert not checked, "what checks values is made although none is typed"
    read = [name for name in linecache.cache if "sqlmodel" in name]
    assert not read, "PySide reads the source of whatever is loaded (app.read_no_sources)"
    frame = window.shown
    print(frame.page_name, *[name for name in {LATE!r} if name in sys.modules])
    window.close()
app.join = join
sys.exit(app.run_window(Path(sys.argv[1])))
"""


def test_the_window_opens_without_what_is_only_needed_later(sample_path: Path, tmp_path: Path) -> None:
    home_places = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(sample_path)],
        capture_output=True, text=True, timeout=SECONDS, check=False, cwd=Path(__file__).parent.parent,
        env={**os.environ, **home_places, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["", "home"], done.stderr


_DAY = """
import sys
from datetime import date
from pathlib import Path
from codedesk.desk import Desk
from codedesk.services.days.weeks import day_and_week
from sqlmodel import SQLModel
desk = Desk.open(Path(sys.argv[1]))
grid, week = desk.read(day_and_week, date(2026, 9, 30))
desk.close()
made = SQLModel.metadata.tables.keys() & {"audit", "event", "hold", "review"}
print(grid.coders, *made, *[name for name in ("numpy", "pandas") if name in sys.modules])
"""


def test_a_day_of_work_is_read_without_numbers_and_tables_of_other_pages(sample_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DAY, str(sample_path)],
        capture_output=True, text=True, timeout=SECONDS, check=False, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert done.stdout == "8\n", done.stderr
