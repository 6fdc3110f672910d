"""What can be done with a row of each table of the standards page, by its menu."""

from typing import Any

from codedesk.ui.widgets.row_menu import Actions
from codedesk.ui.widgets.table import Table

_OF_A_SHEET = ("give", "received", "save_sheet", "print_sheet", "void_receipt")


def offer_rows(
    work_types: Table[Any], lines: Table[Any], figures: Table[Any], receipts: Table[Any], actions: Actions
) -> None:
    """Offer the page's actions at the rows that they are about."""
    work_types.row_menu.name_open("Go to its standards")
    work_types.row_menu.offer(actions, "standards.new", "standards.calibration")
    lines.row_menu.name_open("Correct the standard")
    lines.row_menu.offer(actions, "standards.new", "standards.void")
    figures.row_menu.offer(actions, "standards.add_figure", "standards.void_figure")
    receipts.row_menu.offer(actions, *(f"standards.{name}" for name in _OF_A_SHEET))
