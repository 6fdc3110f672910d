"""What the audits of a whole year show of how alike the codes of a chart are, as the bytes of a copy.

It holds as that of a year of the log does (years.py): it names the copies of its months and the policy.
"""

from collections.abc import Iterator, Sequence

import numpy as np

import codedesk
from codedesk.metrics.design_effect import AuditTallies, LikenessTally
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints
from codedesk.services.figures.audit_frames import Policies
from codedesk.services.figures.packed import meant, packed, unpacked, widened

COPY = "audit years"
_FORM = repr((codedesk.__version__, LikenessTally._fields))


def made_from(months: Sequence[bytes], categories: Policies) -> bytes:
    """Return a print of all that a year is made from; months: the prints of the copies of its months."""
    return printed(*months, repr(sorted(categories.items())).encode())


def to_bytes(january: int, source: bytes, months: Sequence[AuditTallies]) -> bytes:
    """Return what the months of a year show as bytes. january: the number of its first month."""
    whole, lengths = AuditTallies.joined(months), np.array([len(each.number) for each in months])
    columns: list[Floats | Ints] = [lengths, whole.number, whole.method, whole.coder, *whole.shown.T]
    return packed(_meant_for(january, source), columns)


def is_of(january: int, source: bytes, data: bytes) -> bool:
    """Tell whether bytes are the copy of a year that was made from this source."""
    return meant(_meant_for(january, source), data)


def from_bytes(january: int, source: bytes, data: bytes) -> Iterator[AuditTallies]:
    """Yield what each month of a year shows; nothing where the bytes are not just what was made from this source."""
    columns = unpacked(_meant_for(january, source), data)
    if columns is not None:
        lengths, number, method, coder = (each.astype(np.int64) for each in columns[:4])
        whole = AuditTallies(number, method, coder, np.stack([widened(each) for each in columns[4:]], axis=1))
        for piece in np.split(np.arange(len(number)), np.cumsum(lengths)[:-1]):
            yield whole.of_rows(piece)


def _meant_for(january: int, source: bytes) -> str:
    return f"audits of the year from month {january} on, {_FORM}, of {source.hex()}"
