"""What a sample can show, in words and as a mark: one wording for screens, papers and the command line.

Whether it can is metrics/intervals.py's: the whole interval above, across or under the standard.
"""

from collections.abc import Mapping

from codedesk.charts.picture import MarkKind
from codedesk.metrics.figures import Evidence

# Of an accuracy and its standard.
SHOWN: Mapping[Evidence | None, str] = {
    "meets": "shown to meet the standard",
    "cannot_tell": "the sample cannot tell",
    "below": "shown to be below the standard",
    None: "no standard set",
}
# The same in a column under "What the sample shows", where it has to be short.
SHOWN_IN_COLUMN: Mapping[Evidence | None, str] = {
    "meets": "meets the standard",
    "cannot_tell": "cannot tell",
    "below": "below the standard",
    None: "no standard set",
}
# Of a target, behind "the sample shows".
SHOWN_OF_TARGET: Mapping[Evidence, str] = {
    "meets": "that it is met",
    "cannot_tell": "cannot tell",
    "below": "that it is not met",
}
# Behind the standard, or the target, that an accuracy is read against.
SHOWN_BY: Mapping[Evidence, str] = {
    "meets": "the whole interval is above it",
    "cannot_tell": "the sample cannot tell",
    "below": "the whole interval is below it",
}


def mark_of(evidence: Evidence | None) -> MarkKind:
    """Return the mark of what a sample shows."""
    marks: dict[Evidence | None, MarkKind] = {"meets": "improvement", "below": "concern"}
    return marks.get(evidence, "common")
