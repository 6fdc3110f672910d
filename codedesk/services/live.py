"""The rows that count: those that are not voided. One condition, in the words that the indexes are made with.

Nothing else lives here.
"""

import sqlalchemy as sa
from sqlmodel import col

from codedesk.models import Row

_FALSE: sa.ColumnElement[bool] = sa.literal_column("false", sa.Boolean())


def live(table: type[Row]) -> sa.ColumnElement[bool]:
    """Say "not voided" as the unique indexes of models.base say it, so that a database can use them for a search."""
    return col(table.voided) == _FALSE
