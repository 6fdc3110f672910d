"""Lists of records in JSON, a record in each line too, as a page of cells: the keys are the head."""

import json
from collections.abc import Mapping

from codedesk.exchange.foreign.book import Book, BookPage, Cell

MOST_LETTERS = 5_000_000
"""A text is read in one go, in which the window gets no turn: of so many letters in less than a tenth of a second."""


def is_json(text: str) -> bool:
    """Tell whether a text begins as JSON with records does."""
    begins = text.lstrip()[:40]
    return begins[:1] in ("{", "[") and "{" in begins and '"' in begins


def json_book(name: str, page: str, text: str) -> Book:
    """Return the records of a text; values that are records themselves, or lists, are left out."""
    if len(text) > MOST_LETTERS:
        return Book(name, reason="it is too large a list in JSON; save what it is about as CSV (UTF-8)")
    records = _records(text)
    if not records:
        return Book(name, reason="it is JSON without a list of records; save what it is about as CSV (UTF-8)")
    heads = list(dict.fromkeys(key for record in records for key in record))
    rows: list[list[Cell]] = [list(heads), *([_cell(record.get(key)) for key in heads] for record in records)]
    return Book(name, (BookPage(page, rows),), said=("it is JSON: each record is a row",))


def _records(text: str) -> list[Mapping[str, object]] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        try:
            told = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return None
    if isinstance(told, dict):
        told = next((value for value in told.values() if isinstance(value, list)), [told])
    return told if isinstance(told, list) and all(isinstance(each, dict) for each in told) else None


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, bool):
        return value
    return str(value) or None if isinstance(value, (int, float, str)) else None
