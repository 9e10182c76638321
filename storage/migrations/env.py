"""Alembic's entry: runs the numbered steps on the connection that `storage.migrate` hands over."""

from alembic import context

from storage.tables.all import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
