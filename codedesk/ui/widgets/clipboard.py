"""A text from a spreadsheet, cut into rows and cells. What they mean is the page's."""

import csv

Block = tuple[tuple[str, ...], ...]


def block_of(text: str) -> Block:
    """Cut a text from a spreadsheet into rows and cells.

    A quoted cell may hold tabs and line ends; where a bare quote would swallow cells, the text is split plainly.
    """
    lines = text.rstrip("\r\n").splitlines()
    if not lines:
        return ()
    plain = tuple(tuple(line.split("\t")) for line in lines)
    if '"' not in text:
        return plain
    try:
        cells = csv.reader(text.rstrip("\r\n").splitlines(keepends=True), dialect="excel-tab", strict=True)
        quoted = tuple(tuple(row) for row in cells)
    except csv.Error:
        return plain
    return quoted if len({len(row) for row in quoted}) == 1 else plain
