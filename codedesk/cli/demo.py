"""demo: a sample department in a throw-away place, its packets on paper, its window on the screen."""

import argparse
import shutil
import tempfile
from pathlib import Path

from codedesk.cli import packets, window
from codedesk.cli.opened import person
from codedesk.cli.output import say
from codedesk.desk import Desk
from codedesk.exchange.sample import LAST_QUARTER_END, sample_fill
from codedesk.periods import label, quarter_of


def demo(arguments: argparse.Namespace) -> int:
    """Build the sample, write the packets of its last full quarter, then open the window if there is a screen."""
    place = Path(tempfile.mkdtemp(prefix="codedesk-demo-"))
    file = place / "Sample.codedesk"
    desk = Desk.create(file, person(), sample_fill())
    try:
        quarter = quarter_of(LAST_QUARTER_END)
        written = packets.write_all(desk, quarter, arguments.out)
    finally:
        desk.close()
    say(f"The packets of {label(quarter)} ({len(written)} coders) are in {arguments.out.absolute()}:")
    for path in written:
        say(f"  {path.name}")
    if arguments.no_window or not window.has_screen():
        why = "No window, as asked." if arguments.no_window else "There is no screen here, so no window was opened."
        say(f"{why} The sample department lies in {file} and may be thrown away.")
        return 0
    say("The window opens on the sample department; it is thrown away when the window closes.")
    try:
        return window.run(file)
    finally:
        shutil.rmtree(place, ignore_errors=True)
