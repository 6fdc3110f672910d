"""Lines of the open files as they are gathered from a spreadsheet, each with the cell that it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, count

from codedesk.exchange.csv_lines import Texts
from codedesk.exchange.foreign.numerals import as_number, figure
from codedesk.exchange.foreign.strips import RowStrip
from codedesk.exchange.foreign.translations import LineSources, PlainSource
from codedesk.exchange.line_values import read_values
from codedesk.exchange.spellings import Asked
from codedesk.services.files.plans import ReadSheet
from codedesk.services.files.sheets import BY_FILE


@dataclass(slots=True)
class Gathered:
    """The lines of one open file: a list of texts per column, all of one length, and where each line comes from."""

    file: str
    columns: dict[str, list[str]] = field(default_factory=dict)
    sources: list[PlainSource] = field(default_factory=list)

    def take(self, columns: Mapping[str, Sequence[str]], strip: RowStrip, meaning: str, keep: Sequence[object]) -> None:
        """Take the rows of a strip that are to be kept; their cell is that of the column of a meaning."""
        if any(keep):
            self.add(columns, strip.sources(compress(strip.rows, keep), meaning), keep)

    def add(self, columns: Mapping[str, Sequence[str]], sources: Sequence[PlainSource], keep: Sequence[object]) -> None:
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
        keys: list[tuple[object, ...]] = list(zip(*(self.columns[name] for name in key), strict=True))
        if len(set(keys)) == len(keys):
            return 0
        numbers = {name: dict.fromkeys(self.columns[name]) for name in sums if name in self.columns}
        for name, found in numbers.items():
            found |= {text: as_number(text) for text in found}
            for at, text in enumerate(self.columns[name] if any(t and n is None for t, n in found.items()) else ()):
                if text and found[text] is None:
                    keys[at] = (at,)
        first: dict[tuple[object, ...], int] = {}
        again = {at: to for at, to in enumerate(map(first.setdefault, keys, count())) if at != to}
        for name, found in numbers.items():
            self._sum(self.columns[name], found, again)
        self._set_behind(again)
        self._keep([at not in again for at in range(len(keys))])
        return len(again)

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

    def _sum(self, column: list[str], numbers: Mapping[str, float | None], again: Mapping[int, int]) -> None:
        sums: dict[int, float] = {}
        for at, to in again.items():
            if (value := numbers[column[at]]) is not None:
                sums[to] = sums.get(to, numbers[column[to]] or 0.0) + value
        for to, value in sums.items():
            column[to] = figure(value)

    def _set_behind(self, again: Mapping[int, int]) -> None:
        notes = self.columns.get("note", ())
        if not any(notes):
            return
        for at, to in again.items():
            if notes[at] and notes[at] not in notes[to].split("; "):
                self.columns["note"][to] = "; ".join(filter(None, (notes[to], notes[at])))

    def _keep(self, keep: Sequence[bool]) -> None:
        self.columns = {name: list(compress(values, keep)) for name, values in self.columns.items()}
        self.sources = list(compress(self.sources, keep))

    def read(self) -> tuple[ReadSheet, LineSources]:
        """Return the lines as values, numbered from 1, and where each comes from."""
        names = [
            name for name, values in self.columns.items() if any(values) or not BY_FILE[self.file].column(name).optional
        ]
        texts = Texts(names, [self.columns[name] for name in names], list(range(1, len(self.sources) + 1)), head=0)
        sheet = read_values(BY_FILE[self.file], self.file, texts, Asked())
        return sheet, LineSources(self.sources)
