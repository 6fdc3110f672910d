"""No list puts people in an order by pace or by accuracy alone, whichever head is clicked."""

from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.registry import PAGES
from codedesk.ui.widgets.table import Table

PEOPLE = {"coder", "who", "whose", "name of the coder", "one auditor", "the other"}
FIGURES = ("pace", "accuracy", "result", "earned hours", "earned ÷", "difference", "observed")


def people_in(table: Table[object]) -> bool:
    """Tell whether the rows are people: by a head, or by what is copied in its place."""
    columns = table._rows.columns
    heads = [title for column in columns for title in (column.title, *(pair[0] for pair in column.copied or ()))]
    return any(head.casefold() in PEOPLE for head in heads)


def test_nobody_is_put_in_an_order_by_pace_or_accuracy_alone(qtbot: QtBot, shared_sample: Desk) -> None:
    context = Context(shared_sample, Settings(), lambda: date(2026, 3, 31))
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.show()
    ranked, seen = set(), set()
    for entry in PAGES:
        frame.show_page(entry.name)
        page = frame.pages[entry.name]
        for view in [None, *(one for one in page.findChildren(QPushButton) if one.isCheckable() and one.isVisible())]:
            if view is not None:
                view.click()
            qtbot.waitUntil(lambda: not context.background.busy)
            for table in page.findChildren(Table):
                if people_in(table):
                    seen.add(table.accessibleName())
                    ranked |= {
                        (table.accessibleName(), column.title)
                        for place, column in enumerate(table._rows.columns)
                        if table._rows.sorts(place) and any(word in column.title.casefold() for word in FIGURES)
                    }
    context.close()
    assert ranked == set()
    assert {"Pace and accuracy by coder", "Audits", "The quarter against the policy", "Workload balance"} <= seen
