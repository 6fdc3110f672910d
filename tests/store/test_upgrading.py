"""Upgrades: a backup first, one transaction, and the old file where the upgrade fails."""

import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from codedesk.desk import Desk
from codedesk.errors import CannotSave
from codedesk.models import Coder
from codedesk.store import backups, schema, upgrading
from codedesk.store.connection import connect
from tests.departments import new_department

NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "9998"
down_revision = "{head}"
def upgrade():
    op.add_column("coder", sa.Column("pronouns", sa.String(), nullable=False, server_default=""))
    {more}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed department of the newest revision."""
    new_department(tmp_path / "team.codedesk", "manager").close()
    return tmp_path / "team.codedesk"


def _migrations(tmp_path: Path, more: str = "") -> Path:
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    (folder / "versions" / "9998_next.py").write_text(NEXT.format(head=schema.HEAD, more=more))
    return folder


def test_an_older_file_is_backed_up_and_upgraded_in_one_go(path: Path, tmp_path: Path) -> None:
    connection = connect(path)
    upgrading.upgrade(connection, tmp_path / "kept", _migrations(tmp_path))
    columns = [row[1] for row in connection.raw.execute("PRAGMA table_info(coder)")]
    assert "pronouns" in columns
    assert connection.raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9998",)
    assert connection.raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    connection.close()
    assert [backup.why for backup in backups.listed(tmp_path / "kept", "team")] == [f"upgrade-{schema.HEAD}"]


@pytest.mark.parametrize("more", ["raise ZeroDivisionError", 'op.execute("DELETE FROM department")'])
def test_an_upgrade_that_fails_or_breaks_a_promise_leaves_the_file_as_it_was(
    path: Path, tmp_path: Path, more: str
) -> None:
    before = path.read_bytes()
    connection = connect(path)
    with pytest.raises(CannotSave, match="could not be upgraded and stays as it was"):
        upgrading.upgrade(connection, tmp_path / "kept", _migrations(tmp_path, more))
    assert connection.raw.execute("SELECT version_num FROM alembic_version").fetchone() == (schema.HEAD,)
    connection.close()
    assert path.read_bytes()[100:] == before[100:]
    Desk.open(path).close()


def test_an_older_file_that_cannot_be_backed_up_is_opened_to_be_read(tmp_path: Path) -> None:
    path = Path(shutil.copy(Path(__file__).parent / "released" / "0001.codedesk", tmp_path / "team.codedesk"))
    path.chmod(0o600)
    before = path.read_bytes()
    (tmp_path / "team backups").write_text("a file stands where the folder of backups would be")
    desk = Desk.open(path)
    assert desk.read(lambda session: [coder.name for coder in session.exec(select(Coder))]) == ["Ana Diaz"]
    assert desk.read_only
    assert ["The backup into" in remark and "for reading only" in remark for remark in desk.remarks] == [True]
    desk.close()
    assert path.read_bytes() == before
    assert {left.name for left in tmp_path.iterdir()} == {"team.codedesk", "team backups"}
