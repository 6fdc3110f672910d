"""The audits of a whole year and what they come to by their own methods, as the bytes of a copy.

It holds as that of a year of the log does (years.py): it names the copies of its months and the policy.
"""

from collections.abc import Iterator, Sequence

import numpy as np

import codedesk
from codedesk.metrics.audits import AuditSums, Parts
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints
from codedesk.services.figures.audit_frames import Policies
from codedesk.services.figures.audit_months import KINDS, AuditMonth, HeldRows, from_columns, to_columns
from codedesk.services.figures.packed import meant, packed, unpacked, widened

COPY = "audit years"
_FORM = repr((codedesk.__version__, AuditSums._fields, KINDS[0]))


def made_from(months: Sequence[bytes], categories: Policies) -> bytes:
    """Return a print of all that a year is made from; months: the prints of the copies of its months."""
    return printed(*months, repr(sorted(categories.items())).encode())


def to_bytes(january: int, source: bytes, months: Sequence[AuditMonth], parts: Parts) -> bytes:
    """Return the audits of a year and their parts as bytes. january: the number of its first month."""
    counts = np.array([len(month.audits.ids) for month in months])
    columns: list[Floats | Ints] = [counts, parts.unscored, parts.audit, parts.work_type]
    columns += [parts.as_reported.astype(np.int64), *to_columns(KINDS[0], AuditMonth.audits_of(months)), *parts.sums.T]
    return packed(_meant_for(january, source), columns)


def is_of(january: int, source: bytes, data: bytes) -> bool:
    """Tell whether bytes are the copy of a year that was made from this source."""
    return meant(_meant_for(january, source), data)


def from_bytes(january: int, source: bytes, data: bytes) -> Iterator[tuple[HeldRows, Parts]]:
    """Yield audits and parts of each month; nothing where the bytes are not just what was made from this source."""
    columns = unpacked(_meant_for(january, source), data)
    if columns is not None:
        given = iter(columns)
        months, unscored, audit, work_type, as_reported = (next(given).astype(np.int64) for _ in range(5))
        audits, counts = from_columns(KINDS[0], given), months.tolist()
        sums = np.stack([widened(each) for each in given], axis=1)
        made = Parts(audit, work_type, as_reported > 0, sums, unscored)
        yield from zip(audits.split(counts), made.split(counts), strict=True)


def _meant_for(january: int, source: bytes) -> str:
    return f"audits of the year from month {january} on, {_FORM}, of {source.hex()}"
