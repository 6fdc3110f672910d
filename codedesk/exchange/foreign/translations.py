"""What becomes of a spreadsheet by its map: lines of the open files, where each comes from, what was left out and why.

Only shapes. Pages and columns count from 0, rows from 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from codedesk.services.files.plans import ImportDraft


class CellSource(NamedTuple):
    """Where a line of an open file stands in the spreadsheet: its page, its row, the cell (None: the whole row).

    words is the cell as it stands.
    """

    page: int
    row: int
    column: int | None = None
    words: str = ""


PlainSource = tuple[int, int, int | None, str]
"""What a CellSource holds: of 100,000 lines kept so, for it costs less."""


class LineSources(Mapping[int, CellSource]):
    """Where each line of an open file stands, by its number from 1."""

    def __init__(self, sources: Sequence[PlainSource] = ()) -> None:
        """Take where the lines stand, in their order."""
        self._sources = sources

    def __getitem__(self, line: int) -> CellSource:
        """Return where a line stands."""
        if not 1 <= line <= len(self._sources):
            raise KeyError(line)
        return CellSource(*self._sources[line - 1])

    def __iter__(self) -> Iterator[int]:
        """Yield the numbers of the lines."""
        return iter(range(1, len(self._sources) + 1))

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._sources)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row, or a cell of it, that was not taken: why, and its words."""

    page: int
    row: int
    why: str
    words: str = ""
    column: int | None = None


@dataclass(frozen=True, slots=True)
class SheetSum:
    """A total that stands in the sheet, beside what was taken of the same cells: its row and column (one may be None).

    words name it: "Total, IP".
    """

    page: int
    words: str
    theirs: float
    ours: float
    row: int | None = None
    column: int | None = None

    @property
    def agrees(self) -> bool:
        """Whether both are the same but for what rounding leaves."""
        return abs(self.theirs - self.ours) <= 0.051


@dataclass(frozen=True, slots=True)
class Translation:
    """The draft of an import, made of the rows of a spreadsheet, and what is to be said of it.

    Lines of a sheet of the draft have numbers of their own, from 1; sources tell, by file and number, where each
    stands. cannot says what cannot be known of this file ("no hours: pace is not to be had").
    """

    draft: ImportDraft
    sources: Mapping[str, Mapping[int, CellSource]] = field(default_factory=dict)
    left_out: tuple[NotTaken, ...] = ()
    sums: tuple[SheetSum, ...] = ()
    cannot: tuple[str, ...] = ()
