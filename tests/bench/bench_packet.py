"""How long packets take against bare drawing of the same shapes on the PDF library's canvas, in one run.

Run as `python -m tests.bench.bench_packet [packets] [many]`. The floor replays what the packet itself draws: every
string, line, rectangle, circle and path with the same fonts, colours and pages, from a plain list, and writes the file.
Layout, line breaking, wording, figures and the tree of parts are what is measured beyond it. One packet, then many,
each taken in turn; then the memory held over many more.
"""

import gc
import io
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from codedesk.reports import page
from codedesk.reports.packet import build
from codedesk.services.reviews.rows import PacketRow
from tests.reports import synthetic

ALLOWED_RATIO, ALLOWED_GROWTH_MB, SETTLED = 2.5, 8, 100
DRAWN = (
    "beginForm",
    "circle",
    "doForm",
    "drawPath",
    "drawString",
    "endForm",
    "line",
    "rect",
    "restoreState",
    "roundRect",
    "saveState",
    "setDash",
    "setFillColor",
    "setFont",
    "setLineWidth",
    "setStrokeColor",
    "showPage",
    "transform",
)
Calls = list[tuple[str, tuple[Any, ...], dict[str, Any]]]


class _Recording(Canvas):  # type: ignore[misc]
    """A canvas that keeps what is drawn on it, outermost calls only."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.calls: Calls = []
        self.inside = 0
        super().__init__(*args, **options)


def _kept(name: str) -> Callable[..., Any]:
    drawing = getattr(Canvas, name)

    def call(self: _Recording, *args: Any, **options: Any) -> Any:
        if not self.inside:
            self.calls.append((name, args, options))
        self.inside += 1
        try:
            return drawing(self, *args, **options)
        finally:
            self.inside -= 1

    return call


for _name in DRAWN:
    setattr(_Recording, _name, _kept(_name))


def recorded(row: PacketRow) -> Calls:
    """Return what one packet draws."""
    made: list[_Recording] = []
    plain = page._canvas

    def recording(*args: Any, **options: Any) -> _Recording:
        names = {"initialFontName": page.REGULAR, "initialFontSize": page.CAPTION.size}
        made.append(_Recording(*args, **(options | names)))
        return made[-1]

    page._canvas = recording  # type: ignore[assignment]
    try:
        build(row)
    finally:
        page._canvas = plain
    return made[-1].calls


def replay(calls: Calls) -> bytes:
    """Draw the calls on a bare canvas and return the file."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1, initialFontName=page.REGULAR)
    for name, args, options in calls:
        getattr(canvas, name)(*args, **options)
    canvas.save()
    return target.getvalue()


def rows(packets: int) -> list[PacketRow]:
    """Return packets of different lengths: usual ones, a learner, notes, many audits, nothing logged."""
    kinds = (
        synthetic.row(),
        synthetic.learner(),
        synthetic.talked(2),
        synthetic.row(audits=tuple(synthetic.audit(number) for number in range(1, 13))),
        synthetic.nothing(),
    )
    return [replace(kinds[number % len(kinds)], fingerprint=f"{number:016x}") for number in range(packets)]


def milliseconds(what: Callable[[], Any]) -> float:
    """Time one call."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def compare(chosen: list[PacketRow], rounds: int) -> tuple[float, float]:
    """Return the median milliseconds of the packets and of their bare drawing, taken in turn."""
    drawn = [recorded(row) for row in chosen]

    def packets() -> None:
        for row in chosen:
            build(row)

    def floor() -> None:
        for calls in drawn:
            replay(calls)

    packets(), floor()
    pairs = [(milliseconds(packets), milliseconds(floor)) for _ in range(rounds)]
    made, least = zip(*pairs, strict=True)
    return statistics.median(made), statistics.median(least)


def growth() -> float:
    """Return how many kilobytes stay behind for each packet after the first thirty."""
    tracemalloc.start()
    for row in rows(30):
        build(row)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    for row in rows(30):
        build(row)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / 30 / 1024


def resident() -> float:
    """Return the megabytes that this process holds of the machine's memory; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text(encoding="ascii").split()[1]) * 4096 / 1e6 if told.exists() else 0.0


def held(packets: int = 300) -> tuple[float, float]:
    """Return the megabytes held after a hundred packets and after so many."""
    first = 0.0
    for number, row in enumerate(rows(packets), 1):
        build(row)
        if number == SETTLED:
            gc.collect()
            first = resident()
    gc.collect()
    return first, resident()


def main(packets: int = 20, many: int = 300) -> int:
    """Print both ratios and the growth of memory; return 1 if one is over what is allowed."""
    failed = False
    for name, chosen, rounds in (("1 packet", rows(1), 15), (f"{packets} packets", rows(packets), 5)):
        made, least = compare(chosen, rounds)
        failed |= made > ALLOWED_RATIO * least
        said = f"packet {made:.1f} ms, bare drawing {least:.1f} ms, ratio {made / least:.2f}, allowed {ALLOWED_RATIO}"
        sys.stdout.write(f"{name:12} {said}\n")
    sys.stdout.write(f"memory       {growth():.1f} kB stay behind for each packet\n")
    first, last = held(many)
    failed |= last - first > ALLOWED_GROWTH_MB
    said = f"{first:.0f} MB after {SETTLED}, {last:.0f} MB after {many} packets, allowed + {ALLOWED_GROWTH_MB} MB"
    sys.stdout.write(f"resident     {said}\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
