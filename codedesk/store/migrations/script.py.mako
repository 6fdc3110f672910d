"""${message}."""

from codedesk.store.migrations.revising import run_statements

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    run_statements(__file__)
