"""The audits of one month as columns: in memory, and as the bytes of a copy of them. Queries live in audit_log.py."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from codedesk.metrics.audits import Parts
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints
from codedesk.services.cache import Spans
from codedesk.services.figures.audit_frames import AUDIT_NUMBERS, AUDIT_TEXTS, FINDING_TEXTS, OF_RECORDS, Policies
from codedesk.services.figures.columns import TextColumn
from codedesk.services.figures.months import Numbers
from codedesk.services.figures.packed import Narrow, meant, packed, spelled, unpacked, unspelled

NAMES = ("name", "method_version", "selection", "auditor")
_NONE = np.zeros(0)
AS_STEPS = ("id", "audit_id")  # numbers that mostly rise by little: their steps take less room in a copy


class Kind(NamedTuple):
    """What is held of the rows of a table: columns of numbers (days by their numbers; nan: nothing), and of texts."""

    table: str
    numbers: tuple[str, ...]
    texts: tuple[str, ...] = ()


KINDS = (
    Kind(
        "audit",
        ("id", "coder_id", "work_type_id", "day", "period_from", "period_to", *AUDIT_NUMBERS),
        AUDIT_TEXTS,
    ),
    Kind("audit_record", ("id", "audit_id", "work_type_id", *OF_RECORDS)),
    Kind("finding", ("id", "audit_id", "record_id", "category_id", "points"), FINDING_TEXTS),
)
_OF_COLUMNS = repr(KINDS)


@dataclass(frozen=True)
class HeldRows:
    """Rows of one table: a column for each name of its Kind. Numbers as narrow as they come from a copy."""

    numbers: Mapping[str, Narrow]
    texts: Mapping[str, TextColumn]

    @classmethod
    def joined(cls, pieces: Sequence["HeldRows"], kind: Kind, left_out: Collection[str] = ()) -> "HeldRows":
        """Put rows behind each other; texts that are left out are empty."""
        count = sum(len(each.numbers["id"]) for each in pieces)
        texts = [name for name in kind.texts if name not in left_out]
        return cls(
            {name: np.concatenate([_NONE, *(each.numbers[name] for each in pieces)]) for name in kind.numbers},
            {name: TextColumn(np.zeros(count, np.int64), ("",)) for name in left_out}
            | {name: TextColumn.joined([each.texts[name] for each in pieces]) for name in texts},
        )

    def of_rows(self, rows: Ints) -> "HeldRows":
        """Return some of the rows."""
        return HeldRows(
            {name: column[rows] for name, column in self.numbers.items()},
            {name: column.of_rows(rows) for name, column in self.texts.items()},
        )

    def split(self, counts: Iterable[int]) -> Iterator["HeldRows"]:
        """Cut rows into pieces of so many each."""
        for first, end in pairwise(np.cumsum([0, *counts]).tolist()):
            own = slice(first, end)
            numbers = {name: column[own] for name, column in self.numbers.items()}
            yield HeldRows(numbers, LaterTexts(self.texts, partial(self._texts, own)))

    def _texts(self, own: slice, name: str) -> TextColumn:
        column = self.texts[name]
        return TextColumn(column.at[own], column.texts)

    def column(self, name: str) -> Floats:
        """Return a column of numbers, nan for nothing."""
        return self.numbers[name].astype(np.float64, copy=False)

    def whole(self, name: str) -> Ints:
        """Return a column of whole numbers, of which every row has one."""
        return self.numbers[name].astype(np.int64)

    @cached_property
    def ids(self) -> Ints:
        """The number of each row."""
        return self.whole("id")

    @cached_property
    def runs(self) -> Numbers:
        """The numbers of the rows, as runs without a gap."""
        return Numbers.of(self.ids)


Tables = tuple[HeldRows, HeldRows, HeldRows]
"""The rows of a month in the order of KINDS."""


@dataclass
class AuditMonth:
    """The live audits of one month except drafts, with their live records and scored findings.

    rows: returns them, unpacked when somebody looks. told: the audits, where the copy of a year said them already.
    scored: their parts (audits: places in the month; work types as stored), with the policy by which they were scored.
    copied: a print of the copy they were read from.
    """

    rows: Callable[[], Tables]
    copied: bytes | None = None
    scored: tuple[Policies, Parts] | None = field(default=None, init=False)
    told: HeldRows | None = field(default=None, init=False)

    @classmethod
    def of(cls, *tables: HeldRows) -> "AuditMonth":
        """Take rows that are there, in the order of KINDS."""
        audits, records, findings = tables
        return cls(lambda: (audits, records, findings))

    @property
    def audits(self) -> HeldRows:
        """The audits."""
        return self.rows()[0] if self.told is None else self.told

    @property
    def records(self) -> HeldRows:
        """Their records."""
        return self.rows()[1]

    @property
    def findings(self) -> HeldRows:
        """Their findings."""
        return self.rows()[2]

    @classmethod
    def joined(cls, months: Sequence["AuditMonth"]) -> "AuditMonth":
        """Put months behind each other, without what audits are called; there must be at least one."""
        _, *others = zip(*(each.rows() for each in months), strict=True)
        return cls.of(cls.audits_of(months, named=False), *map(HeldRows.joined, others, KINDS[1:]))

    @staticmethod
    def audits_of(months: Sequence["AuditMonth"], *, named: bool = True) -> HeldRows:
        """Put the audits of months behind each other; named: with what they are called."""
        return HeldRows.joined([each.audits for each in months], KINDS[0], () if named else NAMES)

    def scored_by(self, policies: Policies) -> bool:
        """Tell whether the parts are those that a policy makes of the audits."""
        return self.scored is not None and self.scored[0] == policies

    def holds(self, changed: Mapping[str, Spans]) -> bool:
        """Tell whether one of the changed rows is in this month."""
        return any(
            kind.table in changed and rows.runs.any_in(changed[kind.table])
            for kind, rows in zip(KINDS, self.rows(), strict=True)
        )

    def to_bytes(self, number: int) -> bytes:
        """Return the rows as bytes: those of the month of this number."""
        return packed(
            _meant_for(number),
            [column for each in zip(KINDS, self.rows(), strict=True) for column in to_columns(*each)],
        )

    @classmethod
    def from_bytes(cls, number: int, data: bytes) -> "AuditMonth | None":
        """Return the month of this number that was written; None where the bytes are not just that."""
        words = _meant_for(number)
        return cls(cache(partial(_unpacked, words, data)), printed(data)) if meant(words, data) else None


def _unpacked(words: str, data: bytes) -> Tables:
    given = iter(unpacked(words, data) or ())
    audits, records, findings = (from_columns(kind, given) for kind in KINDS)
    return audits, records, findings


def to_columns(kind: Kind, rows: HeldRows) -> Iterator[Floats | Ints]:
    """Yield the columns of rows as they are packed."""
    for name in kind.numbers:
        yield _stepped(name, rows.column(name))
    for name in kind.texts:
        own = TextColumn.of(rows.texts[name].each())  # none of the months that were read together with it
        yield from (own.at, *spelled(own.texts))


def from_columns(kind: Kind, given: Iterator[Narrow]) -> HeldRows:
    """Return the rows whose columns are given next."""
    numbers = {name: _unstepped(name, next(given)) for name in kind.numbers}
    spelled_out = {name: (next(given), next(given), next(given)) for name in kind.texts}
    return HeldRows(numbers, LaterTexts(kind.texts, lambda name: _text(*spelled_out[name])))


def _text(at: Narrow, lengths: Narrow, letters: Narrow) -> TextColumn:
    """Return a column: which text a row holds, how many letters each text has, and the letters."""
    return TextColumn(at.astype(np.int64), unspelled(lengths, letters))


class LaterTexts(Mapping[str, TextColumn]):
    """Columns of texts, each read when it is asked for: most of what audits are called is not."""

    def __init__(self, names: Iterable[str], read: Callable[[str], TextColumn]) -> None:
        """Take the names of the columns, and what reads one."""
        self._names, self._read = tuple(names), cache(read)

    def __getitem__(self, name: str) -> TextColumn:
        """Return a column."""
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the columns."""
        return len(self._names)


def _stepped(name: str, column: Floats) -> Floats:
    return np.diff(column, prepend=0.0) if name in AS_STEPS else column


def _unstepped(name: str, column: Narrow) -> Narrow:
    return np.cumsum(column.astype(np.float64)) if name in AS_STEPS else column


def _meant_for(number: int) -> str:
    """Say what the bytes are, with every column: those of another version are of other columns."""
    return f"audits of month {number}: {_OF_COLUMNS}"


NOTHING = AuditMonth.of(*(HeldRows.joined((), kind) for kind in KINDS))
