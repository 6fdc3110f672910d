"""What the documents promise is what the program does: names, commands, formulas."""

import re
from pathlib import Path

import pytest

from codedesk.cli import COMMANDS
from codedesk.methods import FORMULAS, Method

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "packaging").glob("*.md")})


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def test_every_module_that_the_click_passes_exists() -> None:
    click = text_of("CONTRIBUTING.md").partition("## Follow one click")[2].partition("## A change")[0]
    named = set(re.findall(r"`([\w/]+\.py)`", click))
    assert len(named) > 12
    assert not [name for name in named if not list((ROOT / "codedesk").rglob(name))]


@pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if "decisions" in str(path)], ids=lambda path: path.stem
)
def test_decisions_are_short_and_what_keeps_them_exists(document: Path) -> None:
    words = document.read_text(encoding="utf-8")
    assert len(words.splitlines()) <= 30
    named = re.findall(r"`((?:tests|codedesk|store|services|metrics|exchange|ui|reports|charts)/[\w/.]*)`", words)
    assert not [name for name in named if not (ROOT / name).exists() and not (ROOT / "codedesk" / name).exists()]


def test_every_decision_has_a_number_of_its_own_and_says_it() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    numbers = [int(path.stem[:4]) for path in files]
    assert sorted(set(numbers)) == numbers
    assert [int(text_of(path).partition(".")[0].removeprefix("# ")) for path in files] == numbers


def test_every_command_is_told_and_no_other() -> None:
    told = re.findall(r"^    codedesk (\w+)", text_of("docs/using.md"), re.MULTILINE)
    assert set(told) == set(COMMANDS) - {"open"}


def test_every_scoring_method_is_told_with_its_formula() -> None:
    words = text_of("docs/figures.md")
    for method in Method:
        assert f"| {method.words} | {FORMULAS[method]} |" in words
