"""A share typed as a fraction: one rule for every per cent, whichever way it comes in."""

import ast
from datetime import date
from pathlib import Path

import pytest

import codedesk
from codedesk.entry import Ambiguous, DateReader, parse_percent, typed_percent
from codedesk.errors import Refused
from codedesk.exchange.cells import Wrong, parse, plain
from codedesk.exchange.spellings import Spelling, readings
from codedesk.models.fields import Fields
from codedesk.services.files.columns import SETTING_KINDS
from codedesk.services.files.shapes import CsvColumn
from codedesk.services.files.sheets import SHEETS
from codedesk.ui.widgets import editors
from codedesk.ui.widgets.fields import Field

ASKS, NO = "asks", "refused"
HIGH = {"pace_percent": 200.0}
FOR_ACCURACY = "pace_for_accuracy"  # an answer from 1 to 5
# What is written; what it means where at most 100 % can be, and where 200 % can be (the pace of a ramp).
CASES: dict[str, tuple[object, object]] = {
    "0": (0.0, 0.0), "0.0": (0.0, 0.0), "0 %": (0.0, 0.0),
    "0.01": (ASKS, ASKS), "0.5": (ASKS, ASKS), "0.95": (ASKS, ASKS), "0.954": (ASKS, ASKS), "1": (ASKS, ASKS),
    "1.0": (ASKS, ASKS), "1.05": (ASKS, ASKS), "1.5": (ASKS, ASKS), "1.50": (ASKS, ASKS),
    "1.51": (1.51, 1.51), "2": (2.0, 2.0), "9.5": (9.5, 9.5), "95": (95.0, 95.0), "95.4": (95.4, 95.4),
    "100": (100.0, 100.0), "101": (NO, 101.0), "200": (NO, 200.0), "201": (NO, NO),
    "0.954%": (0.954, 0.954), "0.954 %": (0.954, 0.954), "1 %": (1.0, 1.0), "95%": (95.0, 95.0),
    "95.4 %": (95.4, 95.4), "101%": (NO, 101.0), "%": (NO, NO), "95 %%": (NO, NO),
}  # fmt: skip
PERCENT_COLUMNS = [
    *((sheet.file, column) for sheet in SHEETS for column in sheet.columns if column.kind == "percent"),
    *(("settings.csv", column) for column in SETTING_KINDS.values() if column.kind == "percent"),
]


def typed(text: str, high: float) -> object:
    try:
        return parse_percent(text, high)
    except Ambiguous:
        return ASKS
    except Refused:
        return NO


def field_of(text: str, field: Field) -> object:
    try:
        return editors.parsed(text, field, DateReader(lambda: date(2026, 7, 3)))
    except Ambiguous:
        return ASKS
    except Refused:
        return NO


@pytest.mark.parametrize("text", CASES)
def test_typed_into_a_form(text: str) -> None:
    to_100, to_200 = CASES[text]
    assert typed(text, 100) == field_of(text, Field("accuracy", "Accuracy", "percent")) == to_100
    assert typed(text, 200) == field_of(text, Field("pace", "Pace", "percent", high=200)) == to_200


@pytest.mark.parametrize(("file", "column"), PERCENT_COLUMNS, ids=lambda each: getattr(each, "name", each))
def test_written_in_a_file(file: str, column: CsvColumn) -> None:
    for text, (to_100, to_200) in CASES.items():
        expected = to_200 if column.name in HIGH else to_100
        found = parse(column, text)
        if expected in (ASKS, NO) or (column.above and expected == 0):
            assert isinstance(found, Wrong), (file, text)
            assert f"“{text.removesuffix('%').rstrip() or text}" in found.reason
        else:
            assert found == expected, (file, text)


def test_the_question_names_both_readings_and_each_answer_is_taken_as_that() -> None:
    with pytest.raises(Ambiguous) as asked:
        parse_percent("0.954")
    assert asked.value.reason == "“0.954” can be read as 95.4 % or as 0.954 %: write 95.4 or 0.954 %"
    assert asked.value.texts == ("95.4", "0.954 %")
    assert [parse_percent(text) for text in asked.value.texts] == [95.4, 0.954]
    with pytest.raises(Ambiguous) as too_much:
        parse_percent("1.2")
    assert too_much.value.texts == ("1.2 %",)
    with pytest.raises(Ambiguous) as grouped:
        parse_percent("1,234")
    assert [parse_percent(text) for text in grouped.value.texts] == [1.234]


def test_a_file_says_the_same_words() -> None:
    wrong = parse(next(column for file, column in PERCENT_COLUMNS if file == "audits.csv"), "0.954")
    assert wrong == Wrong("“0.954” can be read as 95.4 % or as 0.954 %: write 95.4 or 0.954 %")


@pytest.mark.parametrize("value", [0.0, 0.954, 1.0, 1.5, 1.51, 12.5, 95.0, 100.0])
def test_what_is_kept_is_shown_and_written_so_that_it_is_read_back(value: float) -> None:
    assert parse_percent(typed_percent(value)) == value
    for _, column in PERCENT_COLUMNS:
        if not (column.above and value == 0):
            assert parse(column, plain(column, value)) == value


def test_no_way_in_is_left_out() -> None:
    """Every field whose unit is a per cent and every column that is called one comes under the rule."""
    assert {(file, column.name) for file, column in PERCENT_COLUMNS} == {
        ("settings.csv", "accuracy_standard"), ("standards.csv", "accuracy"), ("benchmarks.csv", "accuracy"),
        ("ramps.csv", "pace_percent"), ("ramps.csv", "accuracy"), ("methods.csv", "accuracy"),
        ("methods.csv", "learner_accuracy"), ("methods.csv", "learner_accuracy_at_end"),
        ("audits.csv", "reported_accuracy"),
    }  # fmt: skip
    for sheet in SHEETS:
        for column in sheet.columns:
            named = ("accuracy" in column.name and column.kind == "number") or "percent" in column.name
            assert not named or column.kind == "percent", (sheet.file, column.name)
    fields = [call for path in Path(codedesk.__file__).parent.rglob("ui/**/*.py") for call in _fields(path)]
    percents = [call for call in fields if "%" in _keyword(call, "unit") or "ccuracy" in _argument(call, 1)]
    by_hand = [call for call in percents if isinstance(call.func, ast.Name) and call.func.id == "Field"]
    assert len(percents) >= 10
    assert {_argument(call, 2) for call in by_hand} - {"flag"} == {"percent"}


def test_a_field_of_a_noun_that_is_called_a_per_cent_is_one() -> None:
    """What a form takes from the description of its noun comes under the rule by it."""
    nouns = {sheet.model.noun() for sheet in SHEETS if issubclass(sheet.model, Fields)}
    described = [field for noun in nouns for field in noun.described().values()]
    named = [field for field in described if "accuracy" in field.name or "percent" in field.name]
    numbers = {field.name: field.kind for field in named if field.number is not None and field.name != FOR_ACCURACY}
    assert len(numbers) >= 5
    assert set(numbers.values()) == {"percent"}


def _fields(path: Path) -> list[ast.Call]:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("Field", "field_of")]


def _keyword(call: ast.Call, name: str) -> str:
    found = [word.value for word in call.keywords if word.arg == name]
    return str(found[0].value) if found and isinstance(found[0], ast.Constant) else ""


def _argument(call: ast.Call, place: int) -> str:
    found = call.args[place] if place < len(call.args) else None
    return str(found.value) if isinstance(found, ast.Constant) else ""


@pytest.mark.parametrize(("text", "expected"), [("95,4", 95.4), ("0,954%", 0.954), ("95,4 %", 95.4)])
def test_a_spreadsheet_with_decimal_commas_means_the_same(text: str, expected: float) -> None:
    column = next(column for file, column in PERCENT_COLUMNS if file == "audits.csv")
    spelling = Spelling(sign=",")
    assert spelling.read(column, text) == expected
    assert readings(column, text) == {",": f"{plain(column, expected).removesuffix(' %')}{'%' * ('%' in text)}"}


def test_shares_with_decimal_commas_are_named_as_shares_and_not_as_no_numbers() -> None:
    column = next(column for file, column in PERCENT_COLUMNS if file == "audits.csv")
    wrong = Spelling(sign=",").read(column, "0,954")
    assert wrong == Wrong("“0.954” can be read as 95.4 % or as 0.954 %: write 95.4 or 0.954 %")
