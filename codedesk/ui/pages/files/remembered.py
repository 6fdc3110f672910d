"""What is remembered of a department's spreadsheets: how a file of this form was read, and whom its names mean.

It lies beside the department, encrypted as that is (store/typed.py): names of people belong nowhere else.
"""

from collections.abc import Mapping

from codedesk.store.typed import TypedFile

MOST_MAPS = 40
_MAP, _NAMES = "map/", "names/"
NamesOf = Mapping[str, Mapping[str, str]]


class Remembered:
    """Reads and keeps what is remembered. Maps are known by the shape of their file, names by their noun and text."""

    def __init__(self, file: TypedFile) -> None:
        """Take where it is kept."""
        self._file = file

    def maps(self) -> dict[str, str]:
        """Return every map, as JSON, by the shape of its file."""
        return {name.removeprefix(_MAP): str(kept["map"]) for name, kept in self._file.remembered(_MAP).items()}

    def names(self) -> dict[str, dict[str, str]]:
        """Return what names in sheets mean: by noun, by the text in the sheet."""
        found = self._file.remembered(_NAMES)
        return {name.removeprefix(_NAMES): {str(t): str(m) for t, m in kept.items()} for name, kept in found.items()}

    def keep(self, shape: str, kept: str, names: NamesOf) -> None:
        """Remember how a file of this shape was read, and what its names mean; the oldest of many maps goes."""
        self._file.remember(f"{_MAP}{shape}", {"map": kept})
        before = self.names()
        for noun, meant in names.items():
            self._file.remember(f"{_NAMES}{noun}", {**before.get(noun, {}), **meant})
        for name in list(self._file.remembered(_MAP))[:-MOST_MAPS]:
            self._file.remember(name, {})

    def forget(self, shape: str, names: NamesOf) -> None:
        """Forget how files of this shape are read, and what these names mean."""
        self._file.remember(f"{_MAP}{shape}", {})
        for noun, kept in self.names().items():
            left = {text: meant for text, meant in kept.items() if text not in names.get(noun, {})}
            self._file.remember(f"{_NAMES}{noun}", left)
