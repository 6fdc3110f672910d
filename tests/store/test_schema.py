"""What a department file contains: the same by every way, named, portable; newer files are left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from codedesk import models
from codedesk.desk import Desk
from codedesk.errors import NewerDepartment
from codedesk.store import schema
from codedesk.store.connection import connect
from codedesk.store.upgrading import run_migrations


def _objects(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: " ".join(text.split()) for name, text in rows if name != "alembic_version"}


def test_the_upgrades_lead_to_the_same_tables_as_a_new_file(tmp_path: Path) -> None:
    Desk.create(tmp_path / "new.codedesk").close()
    (tmp_path / "old.codedesk").touch()
    connection = connect(tmp_path / "old.codedesk")
    with connection.writing() as session:
        run_migrations(session.connection(), schema.MIGRATIONS)
    assert connection.raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.HEAD,)]
    connection.close()
    assert _objects(tmp_path / "old.codedesk") == _objects(tmp_path / "new.codedesk")


@pytest.mark.parametrize("table", models.metadata().sorted_tables, ids=lambda table: table.name)
def test_every_constraint_has_a_name_and_every_table_can_live_on_postgresql(table: sa.Table) -> None:
    assert all(constraint.name for constraint in table.constraints)
    dialect = postgresql.dialect()
    assert str(CreateTable(table).compile(dialect=dialect))
    assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)


def test_a_newer_file_is_refused_in_words_and_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "team.codedesk"
    Desk.create(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = path.read_bytes()
    with pytest.raises(NewerDepartment, match="made by a newer CodeDesk"):
        Desk.open(path)
    assert path.read_bytes() == before
