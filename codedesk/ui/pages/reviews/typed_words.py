"""The words of a review as they are kept while they are typed: each field that differs from what is stored."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from codedesk.ui.widgets.fields import Form

Stored = Mapping[str, Mapping[str, Any]]


class TypedWords(QObject):
    """What is typed in the forms of one review. Signal: changed() with every letter.

    Places are those of `ReviewWords`; a place that was shown again stays as it was typed until it is stored.
    """

    changed = Signal()

    def __init__(self, owner: Any) -> None:
        """Belong to the words; `watch` follows their forms."""
        super().__init__(owner)
        self._words = owner
        self.again: set[str] = set()

    def watch(self, *forms: Form) -> None:
        """Follow forms."""
        for form in forms:
            form.changed.connect(self.changed)

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """What is typed and not stored, by place and field."""
        found: dict[str, dict[str, str]] = {}
        for place, values in self._words.stored.items():
            form = self._words.form_of(place)[0]
            wrong, texts = form.errors, form.texts
            typed = {name: texts[name] for name in values if name in texts
                     and (name in wrong or (form.value(name) or None) != (values[name] or None))}  # fmt: skip
            if typed:
                found[place] = typed
        return found

    @property
    def unsaved(self) -> bool:
        """Tell whether anything is typed that is not stored."""
        return bool(self.texts)

    def begin(self) -> None:
        """Forget what was shown again of another review."""
        self.again.clear()

    def show_texts(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Show what was typed over what is stored."""
        for place in self._words.stored.keys() & texts.keys():
            self._words.form_of(place)[0].show_texts(texts[place])
            self.again.add(place)

    def revert(self) -> None:
        """Show what is stored."""
        self.again.clear()
        for place, values in self._words.stored.items():
            self._words.form_of(place)[0].set_values(dict(values))
