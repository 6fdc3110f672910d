"""What the bundle starts: the same as the command `codedesk`."""

import multiprocessing
import os
import sys

from codedesk.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    # Windows gives a program without a console neither: what it says is lost there, and must not end it.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.exit(main())
