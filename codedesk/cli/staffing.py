"""staffing: the director's page of a period as PDF, and its table as CSV or a workbook."""

import argparse
from datetime import date

from codedesk import paths
from codedesk.cli.opened import opened, period_of, say_plain
from codedesk.cli.output import say
from codedesk.exchange.staffing_table import FORMS
from codedesk.reports import files
from codedesk.reports.staffing import build_staffing
from codedesk.services.flow.staffing_page import staffing_page


def staffing(arguments: argparse.Namespace) -> int:
    """Write the page and its table: the one form that the name of the file asks for, or all of them into a folder."""
    with opened(arguments.file) as desk:
        row = desk.read(staffing_page, period_of(desk, arguments.period), date.today())
        say_plain(desk)
    forms = {".pdf": build_staffing, **FORMS}
    suffix = arguments.out.suffix.lower()
    if suffix in forms:
        wanted = {arguments.out: forms[suffix]}
    else:
        stem = paths.file_name(row.name)
        wanted = {arguments.out / f"{stem}{each}": make for each, make in forms.items()}
    made = {path: make(row) for path, make in wanted.items()}
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, content)
        say(str(path))
    return 0
