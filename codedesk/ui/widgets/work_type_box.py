"""The choice of a work type above a view: all at first. Which there are comes with what was read."""

from codedesk.ui.widgets.editors import ChoiceBox

_LEAST, _MOST = 160, 220


class WorkTypeBox(ChoiceBox):
    """Which work type is looked at; all at first."""

    def __init__(self) -> None:
        """Offer all work types."""
        super().__init__()
        self.setAccessibleName("Work type")
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST)
        self.addItem("All work types", None)

    @property
    def chosen(self) -> int | None:
        """The number of the work type, None for all."""
        found = self.currentData()
        return found if isinstance(found, int) else None

    def offer(self, work_types: tuple[tuple[str, int], ...]) -> None:
        """Offer these work types, keeping the choice."""
        kept = self.chosen
        self.blockSignals(True)
        self.clear()
        self.addItem("All work types", None)
        for name, key in work_types:
            self.addItem(name, key)
        self.setCurrentIndex(max(0, self.findData(kept)) if kept is not None else 0)
        self.blockSignals(False)
