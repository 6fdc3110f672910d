"""Lines of the open files as they are gathered from a spreadsheet, each with the cell that it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from codedesk.exchange.csv_lines import Texts
from codedesk.exchange.foreign.strips import RowStrip, as_number, figure
from codedesk.exchange.foreign.translations import CellSource
from codedesk.exchange.line_values import read_values
from codedesk.exchange.spellings import Asked
from codedesk.services.files.plans import ReadSheet
from codedesk.services.files.sheets import BY_FILE


@dataclass(slots=True)
class Gathered:
    """The lines of one open file: a list of texts per column, all of one length, and where each line comes from."""

    file: str
    columns: dict[str, list[str]] = field(default_factory=dict)
    sources: list[CellSource] = field(default_factory=list)

    def take(self, columns: Mapping[str, Sequence[str]], strip: RowStrip, meaning: str, keep: Sequence[object]) -> None:
        """Take the rows of a strip that are to be kept; their cell is that of the column of a meaning."""
        if any(keep):
            self.add(columns, [strip.source(at, meaning) for at in compress(range(len(keep)), keep)], keep)

    def add(self, columns: Mapping[str, Sequence[str]], sources: Sequence[CellSource], keep: Sequence[object]) -> None:
        """Take lines in, those that are to be kept, each with its source; a column that is not given is empty."""
        before = len(self.sources)
        self.sources += sources
        number = len(self.sources) - before
        for name in {**self.columns, **columns}:
            mine = self.columns.setdefault(name, [""] * before)
            mine += compress(columns[name], keep) if name in columns else [""] * number

    def added_up(self, key: Sequence[str], sums: Sequence[str]) -> int:
        """Put lines with the same key together: their figures are added, their texts set one behind the other.

        Returns how many lines went into others. A figure that is no number stays a line of its own, to be refused.
        """
        keys = list(zip(*(self.columns[name] for name in key), strict=True))
        if len(set(keys)) == len(keys):
            return 0
        first: dict[tuple[str, ...], int] = {}
        gone = [False] * len(keys)
        figures = {name: list(map(as_number, self.columns[name])) for name in sums if name in self.columns}
        for at, each in enumerate(keys):
            readable = all(figures[name][at] is not None or not self.columns[name][at] for name in figures)
            if not readable:
                continue
            to = first.setdefault(each, at)
            if to != at:
                gone[at] = True
                self._add(to, at, figures)
        for name, values in figures.items():
            for at in {*first.values()}:
                if values[at] is not None:
                    self.columns[name][at] = figure(values[at])
        self._keep([not each for each in gone])
        return sum(gone)

    def taken_once(self, key: Sequence[str], figures: str, most: float) -> int:
        """Keep one line of each key of which all lines have the same figure and come to more than most together.

        Returns how many were left out.
        """
        keys = list(zip(*(self.columns[name] for name in key), strict=True))
        told: dict[tuple[str, ...], list[str]] = {}
        for each, text in zip(keys, self.columns[figures], strict=True):
            told.setdefault(each, []).append(text)
        repeated = {
            each: len(set(texts)) == 1 and len(texts) * (as_number(texts[0]) or 0.0) > most
            for each, texts in told.items()
        }
        seen = set[tuple[str, ...]]()
        keep = []
        for each in keys:
            keep.append(not repeated[each] or each not in seen)
            seen.add(each)
        self._keep(keep)
        return keep.count(False)

    def doubles(self, key: Sequence[str]) -> int:
        """Return how many lines say in these columns just what an earlier one says."""
        rows = list(zip(*(self.columns[name] for name in key), strict=True))
        return len(rows) - len(set(rows))

    def _add(self, to: int, at: int, figures: Mapping[str, list[float | None]]) -> None:
        for values in figures.values():
            if values[at] is not None:
                values[to] = (values[to] or 0.0) + (values[at] or 0.0)
        notes = self.columns.get("note")
        if notes and notes[at] and notes[at] not in notes[to].split("; "):
            notes[to] = "; ".join(filter(None, (notes[to], notes[at])))

    def _keep(self, keep: Sequence[bool]) -> None:
        self.columns = {name: list(compress(values, keep)) for name, values in self.columns.items()}
        self.sources = list(compress(self.sources, keep))

    def read(self) -> tuple[ReadSheet, dict[int, CellSource]]:
        """Return the lines as values, numbered from 1, and where each comes from."""
        names = [
            name for name, values in self.columns.items() if any(values) or not BY_FILE[self.file].column(name).optional
        ]
        texts = Texts(names, [self.columns[name] for name in names], list(range(1, len(self.sources) + 1)), head=0)
        sheet = read_values(BY_FILE[self.file], self.file, texts, Asked())
        return sheet, dict(enumerate(self.sources, 1))
