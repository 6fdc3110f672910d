"""The shape of the house, as DESIGN promises it: sizes, homes of libraries, banned calls, no traces of one machine."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "codedesk").rglob("*.py"))
PYTHON = [*MODULES, ROOT / "dev.py", *sorted((ROOT / "tests").rglob("*.py"))]
LARGEST_FILE = 400
LONGEST_FUNCTION = 50

# Which floors may import a library; every other one may not, at the top of a module or inside a function.
HOMES = {
    "PySide6": {"ui", "app.py"},
    "pyqtgraph": {"ui"},
    "sqlmodel": {"models", "services", "store", "desk.py"},
    "sqlalchemy": {"models", "services", "store", "desk.py"},
    "alembic": {"store"},
    "sqlite3": {"store"},
    "reportlab": {"reports"},
    "pandas": {"metrics", "services", "exchange"},
    "xlsxwriter": {"exchange"},
    "python_calamine": {"exchange"},
}
# Loaded at first use, so that the window opens without them. Two have a floor of their own that imports them at its
# top and is itself loaded at first use.
LATE = {"pandas", "alembic", "pypdfium2", "xlsxwriter", "python_calamine", "holidays", "reportlab", "pyqtgraph"}
WHOLE_FLOORS = {"reportlab": "codedesk/reports/", "pyqtgraph": "codedesk/ui/widgets/"}
# Loaded by Alembic alone, when a file is made or upgraded.
MIGRATIONS = ROOT / "codedesk" / "store" / "migrations"
# Widgets that change what is typed: 7,5 becomes 75, 250 becomes 25, the wheel changes them unseen.
BANNED_WIDGETS = {"QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit"}
ONLY_SQLITE = re.compile(r"\b(PRAGMA|sqlite_\w+|INSERT OR|AUTOINCREMENT|IFNULL|julianday|GLOB)\b")
ONLY_SQLITE_FUNCTIONS = {"strftime", "julianday", "group_concat", "ifnull", "iif", "date", "datetime", "total"}
# Put together here, so that this file does not hold them itself.
TRACES = [
    "".join(parts)
    for parts in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("npmjs", ".org"),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/opt/", "wheels"),
    )
]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def floor(path: Path) -> str:
    return path.relative_to(ROOT / "codedesk").parts[0]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Import):
            yield from (name.name for name in each.names)
        elif isinstance(each, ast.ImportFrom) and each.module:
            yield each.module


def at_import(module: ast.Module) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: all but the inside of functions."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            waiting.extend(ast.iter_child_nodes(node))


@pytest.fixture(params=MODULES, ids=short)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.mark.parametrize("path", PYTHON, ids=short)
def test_no_file_needs_more_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LARGEST_FILE


@pytest.mark.parametrize("path", PYTHON, ids=short)
def test_no_function_needs_scrolling(path: Path) -> None:
    functions = (each for each in ast.walk(tree(path)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [each.name for each in functions if (each.end_lineno or 0) - each.lineno + 1 > LONGEST_FUNCTION]
    assert not long


def test_every_module_says_what_lives_in_it(module: Path) -> None:
    if module.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(tree(module))


def test_libraries_stay_in_their_homes(module: Path) -> None:
    strays = [
        name for name in imports(tree(module)) if floor(module) not in HOMES.get(name.split(".")[0], {floor(module)})
    ]
    assert not strays


def test_heavy_libraries_are_loaded_at_first_use(module: Path) -> None:
    if MIGRATIONS in module.parents:
        return

    def guarded(node: ast.AST) -> bool:
        return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)

    code = tree(module)
    for_types = {id(each) for node in ast.walk(code) if guarded(node) for each in ast.walk(node)}
    nodes = [
        node for node in at_import(code) if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in for_types
    ]
    early = {name.split(".")[0] for node in nodes for name in imports(node)} & LATE
    assert not [name for name in early if not short(module).startswith(WHOLE_FLOORS.get(name, "nowhere"))]


def test_widgets_that_change_what_is_typed_are_not_used(module: Path) -> None:
    names = {each.id for each in ast.walk(tree(module)) if isinstance(each, ast.Name)}
    assert not names & BANNED_WIDGETS


def test_events_are_never_processed_in_the_middle_of_something(module: Path) -> None:
    calls = {each.attr for each in ast.walk(tree(module)) if isinstance(each, ast.Attribute)}
    assert "processEvents" not in calls


def page_of(name: str) -> str:
    """The page that a module below ui/pages is a part of: audits_records and today.grid belong to audits and today."""
    return name.removeprefix("codedesk.ui.pages.").split(".")[0].split("_")[0]


def test_pages_never_import_pages(module: Path) -> None:
    name = short(module).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    if name.startswith("codedesk.ui.pages."):
        others = {page_of(each) for each in imports(tree(module)) if each.startswith("codedesk.ui.pages.")}
        assert others <= {"page", page_of(name)}


def test_styles_have_one_home(module: Path) -> None:
    if short(module) != "codedesk/ui/theme.py":
        assert "setStyleSheet" not in module.read_text(encoding="utf-8")


def test_sql_outside_the_store_is_portable(module: Path) -> None:
    if floor(module) == "store":
        return
    code = tree(module)
    texts = [each.value for each in ast.walk(code) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    assert not [text for text in texts if ONLY_SQLITE.search(text)]
    assert not [name for name in imports(code) if name.startswith(("sqlite3", "sqlalchemy.dialects"))]
    functions = {ast.unparse(each) for each in ast.walk(code) if isinstance(each, ast.Attribute)}
    assert not functions & {f"func.{name}" for name in ONLY_SQLITE_FUNCTIONS}


def test_no_tracked_file_names_a_package_index_or_one_machine() -> None:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listing:
        pytest.skip("not a git checkout")
    texts = ((name, (ROOT / name).read_bytes()) for name in listing.split("\0") if name and (ROOT / name).is_file())
    found = [f"{name}: {trace}" for name, text in texts for trace in TRACES if trace.encode() in text]
    assert not found


def test_the_command_line_starts_without_a_heavy_library() -> None:
    question = "import sys, codedesk.cli, codedesk.desk; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & (LATE | {"PySide6"})
