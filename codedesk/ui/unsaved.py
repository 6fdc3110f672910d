"""What was changed in this window and is in no file yet: kept with the way to save it until it is saved or given up.

Nothing of it goes without a question: not when the window closes, not when another date is shown.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Step:
    words: str
    again: Callable[[], object]
    wanted: Callable[[], bool]


class Unsaved:
    """The changes that failed, by what they are about. True while there are some."""

    def __init__(self) -> None:
        """Begin with none."""
        self._steps: dict[Hashable, _Step] = {}

    def keep(self, about: Hashable, words: str, again: Callable[[], object], wanted: Callable[[], bool]) -> None:
        """Keep a change with its name; `wanted` tells whether it was not given up since."""
        self._steps[about] = _Step(words, again, wanted)

    def forget(self, about: Hashable) -> bool:
        """Let go of a change that was saved or given up; tell whether it was kept."""
        return self._steps.pop(about, None) is not None

    def save_again(self) -> None:
        """Try to save all of them."""
        for step in self._wanted():
            step.again()

    def __bool__(self) -> bool:
        """Tell whether anything is not saved."""
        return bool(self._wanted())

    @property
    def sentence(self) -> str:
        """Name them."""
        names = [f"“{step.words}”" for step in self._wanted()]
        more = [f"{len(names) - _NAMED + 1} more"] if len(names) > _NAMED else []
        named = [*names[: _NAMED - 1], *more] if more else names
        listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
        return f"{listed} {'is' if len(names) == 1 else 'are'} not saved yet."

    def _wanted(self) -> list[_Step]:
        self._steps = {about: step for about, step in self._steps.items() if step.wanted()}
        return list(self._steps.values())

    def __len__(self) -> int:
        """Count them."""
        return len(self._wanted())
