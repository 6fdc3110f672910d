"""The shape of the house: sizes, homes of libraries, banned calls, no traces of one machine. Every stray is named."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "codedesk").rglob("*.py"))
PYTHON = [
    *MODULES,
    ROOT / "dev.py",
    *sorted((ROOT / "packaging").rglob("*.py")),
    *sorted((ROOT / "tests").rglob("*.py")),
]
LARGEST_FILE = 400
LONGEST_FUNCTION = 50

# Which floors may import a library; every other one may not, at the top of a module or inside a function.
HOMES = {
    "PySide6": {"ui", "app"},
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
# Loaded at first use, so that the window opens without them. Three have a floor of their own that imports them at its
# top and is itself loaded at first use.
LATE = {
    "pandas", "alembic", "pypdfium2", "pypdf", "xlsxwriter", "python_calamine", "holidays", "reportlab", "pyqtgraph",
}  # fmt: skip
WHOLE_FLOORS = {"reportlab": "codedesk/reports/", "pypdf": "codedesk/reports/", "pyqtgraph": "codedesk/ui/widgets/"}
# Loaded by Alembic alone, when a file is made or upgraded.
MIGRATIONS = ROOT / "codedesk" / "store" / "migrations"
# Widgets that change what is typed: 7,5 becomes 75, 250 becomes 25, the wheel changes them unseen.
BANNED_WIDGETS = {"QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit"}
ONLY_SQLITE = re.compile(r"\b(PRAGMA|sqlite_\w+|INSERT OR|AUTOINCREMENT|IFNULL|julianday|GLOB)\b")
ONLY_SQLITE_FUNCTIONS = {"strftime", "julianday", "group_concat", "ifnull", "iif", "date", "datetime", "total"}
A_NAME, A_MODULE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b"), re.compile(r"[\w/]+\.py\b")
# Put together here, so that this file does not hold them itself.
TRACES = ["".join(parts) for parts in (("pypi", ".org"), ("python", "hosted.org"), ("npmjs", ".org"))]
TRACES += ["".join(parts) for parts in (("/wo", "rk/"), ("/ro", "ot/"), ("/opt/", "wheels"))]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def floor(path: Path) -> str:
    return path.relative_to(ROOT / "codedesk").parts[0]


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@pytest.fixture(autouse=True, scope="module")
def nothing_stays_that_others_would_go_through() -> Iterator[None]:
    yield
    for kept in (nodes, tree, text_of):
        kept.cache_clear()


def imports(found: Iterable[ast.AST]) -> Iterator[str]:
    for each in found:
        if isinstance(each, ast.Import):
            yield from (name.name for name in each.names)
        elif isinstance(each, ast.ImportFrom) and each.module:
            yield each.module


def at_import(module: ast.Module) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: not the inside of functions, not what is for types only."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        types_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if not types_only and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            waiting.extend(ast.iter_child_nodes(node))


def strays(paths: list[Path], found: Callable[[Path], object]) -> dict[str, object]:
    """Return what was found, by file; empty where all is well."""
    return {short(path): what for path in paths if (what := found(path))}


def test_no_file_needs_more_than_400_lines() -> None:
    def lines(path: Path) -> int:
        return len(text_of(path).splitlines())

    assert not strays(PYTHON, lambda path: lines(path) if lines(path) > LARGEST_FILE else 0)


def test_no_function_needs_scrolling() -> None:
    def long(path: Path) -> list[str]:
        functions = [each for each in nodes(path) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
        return [each.name for each in functions if (each.end_lineno or 0) - each.lineno + 1 > LONGEST_FUNCTION]

    assert not strays(PYTHON, long)


def test_every_module_says_what_lives_in_it() -> None:
    assert not strays(MODULES, lambda path: text_of(path).strip() and not ast.get_docstring(tree(path)))


def test_what_a_module_says_of_itself_names_what_is_there() -> None:
    said = {path: ast.get_docstring(tree(path)) or "" for path in MODULES}
    there = Counter(word for path in MODULES for word in A_NAME.findall(text_of(path)))
    there -= Counter(word for words in said.values() for word in A_NAME.findall(words))
    names, places = {*there, *(path.stem for path in MODULES)}, [f"/{short(path)}" for path in PYTHON]

    def gone(path: Path) -> list[str]:
        files = [name for name in A_MODULE.findall(said[path]) if not any(at.endswith(f"/{name}") for at in places)]
        return [*files, *(set(A_NAME.findall(said[path])) - names)]

    assert not strays(MODULES, gone)


def test_every_class_name_means_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(short(path))
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_libraries_stay_in_their_homes() -> None:
    def away(path: Path) -> list[str]:
        here = floor(path)
        return [name for name in imports(nodes(path)) if here not in HOMES.get(name.split(".")[0], {here})]

    assert not strays(MODULES, away)


def test_heavy_libraries_are_loaded_at_first_use() -> None:
    def early(path: Path) -> list[str]:
        names = {name.split(".")[0] for name in imports(at_import(tree(path)))} & LATE
        return [name for name in names if not short(path).startswith(WHOLE_FLOORS.get(name, "nowhere"))]

    assert not strays([path for path in MODULES if MIGRATIONS not in path.parents], early)


@pytest.mark.parametrize("module", ["codedesk.cli", "codedesk.desk", "codedesk.app"])
def test_nothing_heavy_is_loaded_at_the_start(module: str) -> None:
    question = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True)
    banned = LATE if module == "codedesk.app" else LATE | {"PySide6"}
    assert not set(done.stdout.split()) & banned


def test_widgets_that_change_what_is_typed_are_not_used() -> None:
    def used(path: Path) -> set[str]:
        return {each.id for each in nodes(path) if isinstance(each, ast.Name)} & BANNED_WIDGETS

    assert not strays(MODULES, used)


def test_events_are_never_processed_in_the_middle_of_something() -> None:
    def calls(path: Path) -> bool:
        return any(isinstance(each, ast.Attribute) and each.attr == "processEvents" for each in nodes(path))

    assert not strays(MODULES, calls)


def test_no_item_of_a_layout_is_asked_for() -> None:
    """Python would keep its address when Qt has taken it away (docs/decisions/0095)."""
    banned = {"itemAt", "itemAtPosition"}

    def calls(path: Path) -> set[str]:
        return {each.attr for each in nodes(path) if isinstance(each, ast.Attribute)} & banned

    assert not strays(PYTHON, calls)


def test_no_test_fails_because_the_machine_is_busy() -> None:
    """How long a test waits is said in one place, and what a test measures is work, not time (tests/patience.py)."""
    limit = re.compile(r"timeout=\d|\.(?:wait|join|result|qWait)\(\d{3,}\)|perf_counter|time\.time\(")
    tests = [path for path in PYTHON if short(path).startswith("tests/") and not short(path).startswith("tests/bench/")]
    own = {"tests/test_house.py"}
    assert not strays([path for path in tests if short(path) not in own], lambda path: limit.findall(text_of(path)))


def test_a_wait_of_a_test_has_an_end() -> None:
    """`bot.waitExposed(window)` by itself waits for nothing: only the end of its `with` does."""
    waits = re.compile(r"wait_?(active|exposed|signals?|callback)|assert_?not_?emitted", re.IGNORECASE)

    def idle(path: Path) -> list[int]:
        entered = [item.context_expr for each in nodes(path) if isinstance(each, ast.With) for item in each.items]
        called = [each for each in nodes(path) if isinstance(each, ast.Call) and each not in entered]
        return [call.lineno for call in called if waits.fullmatch(ast.unparse(call.func).rpartition(".")[2])]

    tests = [path for path in PYTHON if waits.search(text_of(path)) and short(path) != "tests/patience.py"]
    assert not strays(tests, idle)


def page_of(name: str) -> str:
    """The page that a module below ui/pages is a part of: today.grid belongs to today."""
    return name.removeprefix("codedesk.ui.pages.").split(".")[0]


def test_pages_never_import_pages() -> None:
    def others(path: Path) -> set[str]:
        own = page_of(short(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        pages = {page_of(name) for name in imports(nodes(path)) if name.startswith("codedesk.ui.pages.")}
        return pages - {"page", own}

    assert not strays([path for path in MODULES if "ui/pages/" in short(path)], others)


def test_no_package_of_a_page_imports_its_own_modules() -> None:
    """The modules import the package they are in, so that would go round in a circle."""
    packages = [path for path in MODULES if "ui/pages/" in short(path) and path.name == "__init__.py"]
    assert packages
    assert not strays(packages, lambda path: list(imports(nodes(path))))


def test_styles_have_one_home() -> None:
    elsewhere = [path for path in MODULES if short(path) != "codedesk/ui/theme.py"]
    assert not strays(elsewhere, lambda path: "setStyleSheet" in text_of(path))


def test_sql_outside_the_store_is_portable() -> None:
    def bound(path: Path) -> list[str]:
        texts = [each.value for each in nodes(path) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        attributes = [each for each in nodes(path) if isinstance(each, ast.Attribute)]
        functions = {each.attr for each in attributes if isinstance(each.value, ast.Name) and each.value.id == "func"}
        return [
            *(text for text in texts if ONLY_SQLITE.search(text)),
            *(name for name in imports(nodes(path)) if name.startswith(("sqlite3", "sqlalchemy.dialects"))),
            *(functions & ONLY_SQLITE_FUNCTIONS),
        ]

    assert not strays([path for path in MODULES if floor(path) != "store"], bound)


def test_no_tracked_file_names_a_package_index_or_one_machine() -> None:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listing:
        pytest.skip("not a git checkout")
    texts = {name: (ROOT / name).read_bytes() for name in listing.split("\0") if name and (ROOT / name).is_file()}
    assert not [f"{name}: {trace}" for name, text in texts.items() for trace in TRACES if trace.encode() in text]
