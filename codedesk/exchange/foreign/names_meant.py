"""Whom the names of a sheet mean by its map."""

from codedesk import names
from codedesk.exchange.foreign.maps import LEFT_OUT, NEW, BookMap


class NamesMeant:
    """Whom the names of a sheet mean by the map; None for those that are left out."""

    def __init__(self, book_map: BookMap) -> None:
        """Take the names of a map."""
        self._names = book_map.names
        self._found: dict[tuple[str, str], str | None] = {}

    def __call__(self, noun: str, text: str) -> str | None:
        """Return the name to write; "" for an empty text."""
        if (noun, text) not in self._found:
            clean = names.clean(text)
            meant = self._names.get(noun, {}).get(clean, NEW)
            self._found[noun, text] = None if meant == LEFT_OUT else clean if meant == NEW else meant
        return self._found[noun, text]

    def knows(self, noun: str, text: str) -> bool:
        """Tell whether the map has a name under this noun."""
        return names.clean(text) in self._names.get(noun, {})
