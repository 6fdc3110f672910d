"""The mutation job itself: which faults it seeds, how it draws them, and that it tells a caught one from another."""

import ast
import multiprocessing
from pathlib import Path

import pytest

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.faults import faults_of, seeded
from tests.mutation.mutate import MODULES, ROOT, TESTS, Outcome, modules_of, sample, table
from tests.mutation.trying import CAUGHT, PASSED, attempt

MODULE = Path("codedesk/metrics/thresholds.py")
SAID = '''"""A module."""
from math import floor

LEAST: int | None = 7


def half(value: float, *, up: bool = False) -> float:
    """Return the half."""
    if value < 0 and not up:
        raise ValueError(f"{value + 1} is too little")
    kept = [each for each, _ in zip((value,), (up,), strict=True) if each >= LEAST]
    return min(kept) / 2.5
'''


def words_of(source: str) -> list[str]:
    return [fault.words.removeprefix("m.py ") for fault in faults_of(Path("m.py"), source)]


def test_every_place_that_can_say_something_else_is_a_fault_and_words_for_people_are_none() -> None:
    assert words_of(SAID) == [
        "the module: 7 → 8",
        "half: False → True",
        "half: if value < 0 and (not up) → if not (value < 0 and (not up))",
        "half: value < 0 and (not up) → value < 0 or not up",
        "half: value < 0 → value <= 0",
        "half: 0 → 1",
        "half: not up → not not up",
        "half: for each, _ in zip((value,), (up,), strict=True) if each >= LEAST → "
        "for each, _ in zip((value,), (up,), strict=True)",
        "half: each >= LEAST → each > LEAST",
        "half: return min(kept) / 2.5 → return None",
        "half: min(kept) / 2.5 → min(kept) * 2.5",
        "half: min → max",
        "half: 2.5 → 3.125",
    ]


def test_a_fault_changes_what_it_says_and_nothing_else() -> None:
    clean = ast.unparse(ast.parse(SAID))
    for fault in faults_of(Path("m.py"), SAID):
        tree = seeded(SAID, fault.number)
        compile(tree, "m.py", "exec")
        assert ast.unparse(tree) != clean
    assert ast.unparse(seeded(SAID, 4)) == clean.replace("value < 0", "value <= 0")
    boundary = faults_of(Path("m.py"), SAID)[4]
    assert (boundary.lines, boundary.function) == ((9,), "half")


def test_the_same_seed_draws_the_same_faults_and_another_one_others() -> None:
    assert list(sample([MODULE], 5, 1)) == list(sample([MODULE], 5, 1))
    assert list(sample([MODULE], 5, 1)) != list(sample([MODULE], 5, 2))
    assert len(list(sample([MODULE], 1_000, 1))) < 1_000


def test_what_the_job_looks_at_exists() -> None:
    for pattern in (*MODULES, *TESTS):
        assert list(ROOT.glob(pattern)), pattern
    assert modules_of(MODULES, ["thresholds"]) == [MODULE]


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ("test_the_team_and_a_work_type_have_one_bar_whoever_is_in_it", CAUGHT),
        ("test_a_team_of_one_is_taken_as_two", PASSED),
    ],
)
def test_a_fault_is_caught_by_a_test_that_looks_and_passes_one_that_does_not(test: str, said: int) -> None:
    source = (ROOT / MODULE).read_text(encoding="utf-8")
    fault = next(each for each in faults_of(MODULE, source) if each.before == "3.6")
    # started anew, as where a system cannot fork: this process has a window and threads
    asked = (ROOT, MODULE, fault.number, [f"tests/metrics/test_thresholds.py::{test}"])
    process = multiprocessing.get_context("spawn").Process(target=attempt, args=asked)
    process.start()
    process.join()
    assert process.exitcode == said


def test_the_table_counts_module_by_module_and_names_equivalents_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third, *_ = faults_of(Path("codedesk/metrics/m.py"), SAID)
    monkeypatch.setitem(EQUIVALENT, second.words, "because")
    outcomes = [Outcome(first, "caught", 3), Outcome(second, "survived", 3), Outcome(third, "unreached", 0)]
    assert table(outcomes).splitlines()[2:] == ["| metrics/m.py | 3 | 1 | 1 | 1 |", "| **all** | 3 | 1 | 1 | 1 |"]


def test_every_equivalent_has_its_reason_and_is_a_fault_that_can_be_seeded() -> None:
    assert all(EQUIVALENT.values())
    for module in {Path(words.partition(" ")[0]) for words in EQUIVALENT}:
        known = {fault.words for fault in faults_of(module, (ROOT / module).read_text(encoding="utf-8"))}
        assert {words for words in EQUIVALENT if words.startswith(f"{module.as_posix()} ")} <= known
