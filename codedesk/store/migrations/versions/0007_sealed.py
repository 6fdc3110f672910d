"""Rows can be compared with their history, and the end of the history is kept in the file's own fields.

No table changes. What an upgrade does at its end for every revision (upgrading.py), it does here for the first time:
all rows are sealed as they stand, because the masses of before have no seal that could be compared.
"""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Change no table."""
