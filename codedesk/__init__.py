"""CodeDesk: pace and accuracy together, for the manager of a medical coding team."""

import os

__version__ = "0.1.0"

# No matrix here is large: on a busy computer the threads of numpy's algebra wait for each other longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
