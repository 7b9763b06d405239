"""Runs the migrations on the connection handed in by `storage.schema`."""

from alembic import context

from storage.public_tables import suggestions

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=suggestions.metadata,  # with the tables of both modules
    render_as_batch=True,
    transaction_per_migration=False,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
