"""An audit form as it is kept while it is typed: fields right or wrong, lines, and cells that are refused or open.

Lines are kept as drafts, cells as they stand. Keeping itself is in ui/typed.py.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from codedesk.models.audit_words import AuditDepth
from codedesk.models.audits import ActionDraft, FindingDraft, RecordDraft
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.typed import drafts_of


class TypedAudit(QObject):
    """What is typed in one audit form. Signal: changed() with every letter."""

    changed = Signal()

    def __init__(self, form: AuditForm) -> None:
        """Belong to the form."""
        super().__init__(form)
        self._form = form
        self._stored, self._shown_again = form.kept, False
        form.changed.connect(self.changed)
        for grid in form.grids:
            grid.typed.connect(self.changed)

    @property
    def texts(self) -> dict[str, Any]:
        """What stands in fields, lines and cells."""
        form = self._form
        fields = {name: part.texts for name, part in self._parts().items()}
        lines = {
            "records": [line.model_dump(mode="json") for line in form.records.lines],
            "findings": [line.model_dump(mode="json") for line in form.findings.findings],
            "actions": [line.model_dump(mode="json") for line in form.actions_grid.lines],
        }
        more = {"depth": form.audit_depth, "own": sorted(form.head.own), "draw": form.draw_id}
        return {**fields, **lines, **more, "references": list(form.records.offered), "cells": self._cells()}

    @property
    def unsaved(self) -> bool:
        """Tell whether anything is typed that is not stored."""
        return self._form.dirty or bool(self._cells())

    def begin(self) -> None:
        """Take what stands in the form as stored."""
        self._stored, self._shown_again = self._form.kept, False

    def show_texts(self, texts: Mapping[str, Any]) -> None:
        """Show what was typed: lines, then the fields over them, then the cells, which say again what is wrong."""
        form = self._form
        depth = texts.get("depth")
        draft = self._stored.but(
            record_lines=drafts_of(RecordDraft, texts.get("records", ())),
            findings=drafts_of(FindingDraft, texts.get("findings", ())),
            actions=drafts_of(ActionDraft, texts.get("actions", ())),
            depth=AuditDepth(depth) if depth in AuditDepth.values() else self._stored.depth,
        )
        self._shown_again = True
        form.show_draft(draft)
        form.head.own = set(texts.get("own", ()))
        form.draw_id = texts.get("draw")
        form.records.offer_references(tuple(texts.get("references", ())))
        for name, part in self._parts().items():
            part.show_texts(texts.get(name, {}))
        for number, row, column, text in texts.get("cells", ()):
            grid = form.grids[number]
            place = grid.model.place_of(row)
            if place is not None:
                grid.enter(place, grid.model.column_of(column), text)
        form.edited()

    def revert(self) -> None:
        """Show what is stored."""
        for grid in self._form.grids:
            for row, column, _ in grid.refusals:
                grid.model.drop(row, column)
        self._form.show_draft(self._stored if self._shown_again else self._form.kept)

    def _parts(self) -> dict[str, Any]:
        return {"head": self._form.head, "slip": self._form.slip, "sums": self._form.sums}

    def _cells(self) -> list[tuple[int, Any, str, str]]:
        grids = enumerate(self._form.grids)
        return [(number, *at, text) for number, grid in grids for at, text in grid.unsaved.items()]
