"""`python -m codedesk`: the same as the command `codedesk`."""

import sys

from codedesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
