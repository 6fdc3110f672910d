"""Runs Alembic on the connection that upgrading.py hands over, inside its transaction."""

from alembic import context

from codedesk import models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=models.metadata(),
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
