"""Amounts of money of a department: whole cents, never negative, of a size that 32 bits do not hold."""

from typing import Annotated

from sqlalchemy import BigInteger
from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.models.fields import Number

HIGHEST_DOLLARS = 10_000_000_000
"""More than any department bills; a year's gross revenue fits."""
_AMOUNT = Number(
    Bounds(0, HIGHEST_DOLLARS * 100), "money", f"an amount is from 0 to {HIGHEST_DOLLARS:,}", checked="low"
)
Dollars = Annotated[int | None, _AMOUNT, Field(sa_type=BigInteger)]
