"""What every stored row has: a number, and a mark that voids it instead of deleting it.

Here live the base class, the naming of constraints and small builders for them. No table, no query.
"""

from threading import RLock
from typing import Any, ClassVar, dataclass_transform, get_type_hints

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import configure_mappers
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass

# SQLModel says the types of its own attributes as text. Each class below it would read that text anew: read it once.
SQLModel.__annotations__.update({name: get_type_hints(SQLModel)[name] for name in SQLModel.__annotations__})
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


_MAKING = RLock()


@dataclass_transform(kw_only_default=True, field_specifiers=(Field,))
class OneByOne(SQLModelMetaclass):
    """Makes the class of a table, one at a time, and lets SQLAlchemy know it whole before the next.

    SQLAlchemy writes a new class down without its own lock, and a question asked on another thread meanwhile goes
    through that list: "dictionary changed size during iteration". What is known whole is not gone through again.
    """

    def __init__(self, *of_class: Any, **settings: Any) -> None:
        with _MAKING:
            super().__init__(*of_class, **settings)
            configure_mappers()


class Stored(SQLModel, metaclass=OneByOne):
    """What has a table."""


class Row(Stored):
    """A stored row. `voided` rows stay in the file and leave every figure; History can put them back.

    said: what people call such a row.
    """

    model_config = {"defer_build": True}  # what checks values is made for the first one, not at the start
    said: ClassVar[str] = "entry"

    id: int | None = Field(default=None, primary_key=True)
    voided: bool = Field(default=False, nullable=False)
    void_reason: str = Field(default="", nullable=False)

    @property
    def key(self) -> int:
        """The number of a row that is stored; ValueError for one that is not yet."""
        if self.id is None:
            msg = f"{type(self).__name__} is not stored yet"
            raise ValueError(msg)
        return self.id


def check(name: str, condition: str) -> CheckConstraint:
    """Name a rule of the table; the condition is portable SQL."""
    return CheckConstraint(condition, name=name)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """Allow only the given words in a text column."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=f"{column}_known")


def within(column: str, low: float, high: float) -> CheckConstraint:
    """Allow NULL or a number from low to high."""
    return CheckConstraint(f"{column} IS NULL OR ({column} >= {low} AND {column} <= {high})", name=f"{column}_range")


def unique_live(table: str, *columns: str) -> Index:
    """Allow a combination of values once among the rows that are not voided.

    Said to SQLite; PostgreSQL hears the same where tables are made there (tests/postgres), since its dialect would be
    loaded at each start to hear it here.
    """
    return Index(f"uq_{table}_{'_'.join(columns)}", *columns, unique=True, sqlite_where=text("voided = false"))
