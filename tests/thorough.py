"""How much is tried at random: a little in every run, twelve times that by `python3 dev.py test --thorough`.

A check run tries the same examples as the one before it, so more of them would hardly find more; a thorough run tries
others every time. `python3 dev.py fuzz` tries text and files that nobody meant two hundred times as often.
"""

import os

THOROUGH = "CODEDESK_THOROUGH" in os.environ
MORE = int(os.environ.get("CODEDESK_THOROUGH") or 12)


def times(few: int) -> int:
    """Return how many examples are tried where these few are enough for a check run."""
    return few * MORE if THOROUGH else few
