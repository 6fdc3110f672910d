"""Columns of words: stored as text, known as a member of their list."""

from typing import Any

from sqlalchemy import Dialect, String, TypeDecorator
from sqlmodel import Field

from codedesk.words import Word

__all__ = ["Word", "WordColumn", "word", "word_of"]


class WordColumn(TypeDecorator[Word]):
    """A text column that is read as a member of a list of words."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        """Take the list."""
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Store the plain text."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read a member."""
        return None if value is None else self.words(value)


def word(default: Word) -> Any:
    """Return a field of a list of words that says the default where nothing is said."""
    return Field(default=default, sa_type=WordColumn(type(default)))


def word_of(words: type[Word]) -> Any:
    """Return a field of a list of words that has to be given."""
    return Field(sa_type=WordColumn(words))
