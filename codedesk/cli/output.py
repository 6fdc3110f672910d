"""What commands say: results to stdout, everything else to stderr, tables in columns."""

import sys
from collections.abc import Sequence


def say(words: str) -> None:
    """Write a line of a result."""
    sys.stdout.write(f"{words}\n")


def warn(words: str) -> None:
    """Write a line to stderr, under the program's name."""
    sys.stdout.flush()
    sys.stderr.write(f"codedesk: {words}\n")


def say_table(rows: Sequence[Sequence[str]], left: int = 1) -> None:
    """Write rows as columns: the first `left` columns to the left, numbers to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())
