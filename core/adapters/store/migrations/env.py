"""Run migrations on the connection `open_database` hands over; Alembic loads this file by path."""

from alembic import context

from core.adapters.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
