"""What the audits of a whole year come to by their own methods, as the bytes of a copy.

It holds as that of a year of the log does (years.py): it names the copies of its months and the policy.
"""

from collections.abc import Iterator, Sequence

import numpy as np

import codedesk
from codedesk.metrics.audits import AuditSums, Parts
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints
from codedesk.services.figures.audit_frames import Policies
from codedesk.services.figures.packed import meant, packed, unpacked, widened

COPY = "audit years"
_FORM = repr((codedesk.__version__, AuditSums._fields))


def made_from(months: Sequence[bytes], categories: Policies) -> bytes:
    """Return a print of all that a year is made from; months: the prints of the copies of its months."""
    return printed(*months, repr(sorted(categories.items())).encode())


def to_bytes(january: int, source: bytes, months: Sequence[int], parts: Parts) -> bytes:
    """Return the parts of a year as bytes. january: the number of its first month; months: how many audits each has."""
    columns: list[Floats | Ints] = [np.array(months), parts.unscored, parts.audit, parts.work_type]
    columns += [parts.as_reported.astype(np.int64), *parts.sums.T]
    return packed(_meant_for(january, source), columns)


def is_of(january: int, source: bytes, data: bytes) -> bool:
    """Tell whether bytes are the copy of a year that was made from this source."""
    return meant(_meant_for(january, source), data)


def from_bytes(january: int, source: bytes, data: bytes) -> Iterator[Parts]:
    """Yield the parts of each month of a year; nothing where the bytes are not just what was made from this source."""
    columns = unpacked(_meant_for(january, source), data)
    if columns is not None:
        months, unscored, audit, work_type, as_reported = (each.astype(np.int64) for each in columns[:5])
        sums = np.stack([widened(each) for each in columns[5:]], axis=1)
        yield from Parts(audit, work_type, as_reported > 0, sums, unscored).split(months.tolist())


def _meant_for(january: int, source: bytes) -> str:
    return f"audits of the year from month {january} on, {_FORM}, of {source.hex()}"
