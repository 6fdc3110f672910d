"""What the bundle starts: the same as the command `codedesk`."""

import multiprocessing
import sys

from codedesk.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
