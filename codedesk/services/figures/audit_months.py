"""The audits of one month as columns: in memory, and as the bytes of a copy of them. Queries live in audit_log.py."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from codedesk.metrics.audits import Parts
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints
from codedesk.services.cache import Spans
from codedesk.services.figures.audit_frames import AUDIT_NUMBERS, AUDIT_TEXTS, FINDING_TEXTS, OF_RECORDS, Policies
from codedesk.services.figures.columns import TextColumn
from codedesk.services.figures.months import Numbers
from codedesk.services.figures.packed import Narrow, packed, spelled, unpacked, unspelled

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


@dataclass
class AuditMonth:
    """The live audits of one month except drafts, with their live records and scored findings.

    scored: their parts (audits: places in the month; work types as stored), with the policy by which they were scored.
    copied: a print of the copy they were read from.
    """

    audits: HeldRows
    records: HeldRows
    findings: HeldRows
    scored: tuple[Policies, Parts] | None = field(default=None, init=False)
    copied: bytes | None = field(default=None, init=False)

    @classmethod
    def joined(cls, months: Sequence["AuditMonth"]) -> "AuditMonth":
        """Put months behind each other, without what audits are called; there must be at least one."""
        _, *others = zip(*(each.tables for each in months), strict=True)
        return cls(cls.audits_of(months, named=False), *map(HeldRows.joined, others, KINDS[1:]))

    @staticmethod
    def audits_of(months: Sequence["AuditMonth"], *, named: bool = True) -> HeldRows:
        """Put the audits of months behind each other; named: with what they are called."""
        return HeldRows.joined([each.audits for each in months], KINDS[0], () if named else NAMES)

    def scored_by(self, policies: Policies) -> bool:
        """Tell whether the parts are those that a policy makes of the audits."""
        return self.scored is not None and self.scored[0] == policies

    @property
    def tables(self) -> tuple[HeldRows, HeldRows, HeldRows]:
        """The rows in the order of KINDS."""
        return self.audits, self.records, self.findings

    def holds(self, changed: Mapping[str, Spans]) -> bool:
        """Tell whether one of the changed rows is in this month."""
        return any(
            kind.table in changed and rows.runs.any_in(changed[kind.table])
            for kind, rows in zip(KINDS, self.tables, strict=True)
        )

    def to_bytes(self, number: int) -> bytes:
        """Return the rows as bytes: those of the month of this number."""
        columns: list[Floats | Ints] = []
        for kind, rows in zip(KINDS, self.tables, strict=True):
            columns += [_stepped(name, rows.column(name)) for name in kind.numbers]
            for name in kind.texts:
                own = TextColumn.of(rows.texts[name].each())  # none of the months that were read together with it
                columns += [own.at, *spelled(own.texts)]
        return packed(_meant_for(number), columns)

    @classmethod
    def from_bytes(cls, number: int, data: bytes) -> "AuditMonth | None":
        """Return the month of this number that was written; None where the bytes are not just that."""
        columns = unpacked(_meant_for(number), data)
        if columns is None:
            return None
        given = iter(columns)
        made = cls(*(_given(kind, given) for kind in KINDS))
        made.copied = printed(data)
        return made


def _given(kind: Kind, given: Iterator[Narrow]) -> HeldRows:
    numbers = {name: _unstepped(name, next(given)) for name in kind.numbers}
    return HeldRows(numbers, SpelledTexts({name: (next(given), next(given), next(given)) for name in kind.texts}))


class SpelledTexts(Mapping[str, TextColumn]):
    """Columns of texts as they come from a copy, each read when it is asked for: most of what audits are called is not.

    spelled: of each column which text a row holds, how many letters each text has, and the letters.
    """

    def __init__(self, spelled: Mapping[str, tuple[Narrow, Narrow, Narrow]]) -> None:
        """Take the columns as they are."""
        self._spelled = spelled
        self._read: dict[str, TextColumn] = {}

    def __getitem__(self, name: str) -> TextColumn:
        """Return a column."""
        if name not in self._read:
            at, lengths, letters = self._spelled[name]
            self._read[name] = TextColumn(at.astype(np.int64), unspelled(lengths, letters))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._spelled)

    def __len__(self) -> int:
        """Count the columns."""
        return len(self._spelled)


def _stepped(name: str, column: Floats) -> Floats:
    return np.diff(column, prepend=0.0) if name in AS_STEPS else column


def _unstepped(name: str, column: Narrow) -> Narrow:
    return np.cumsum(column.astype(np.float64)) if name in AS_STEPS else column


def _meant_for(number: int) -> str:
    """Say what the bytes are, with every column: those of another version are of other columns."""
    return f"audits of month {number}: {_OF_COLUMNS}"


NOTHING = AuditMonth(*(HeldRows.joined((), kind) for kind in KINDS))
