"""How the department file is written: as the product does, or, to see that the harness sees, without what keeps it."""

import sqlite3

from codedesk.store import connection
from codedesk.store.whereabouts import Whereabouts

PRODUCT = "product"


def _synchronous_off() -> None:
    connection.SETTINGS = tuple(
        (name, "OFF" if name == "synchronous" else value) for name, value in connection.SETTINGS
    )


def _journal_off() -> None:
    prepare = connection._prepare

    def without(raw: sqlite3.Connection, *, read_only: bool) -> None:
        prepare(raw, read_only=read_only)
        if raw.execute("PRAGMA journal_mode=OFF").fetchone() != ("off",):
            raise RuntimeError("there is a journal yet")

    connection._prepare = without
    Whereabouts.journal_is_there = lambda _: True  # the program itself notices, and saves nothing then


SETTINGS = {PRODUCT: lambda: None, "synchronous off": _synchronous_off, "journal off": _journal_off}
