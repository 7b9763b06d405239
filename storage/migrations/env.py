"""Runs the migrations on the connection handed in by `storage.engine.schema`."""

from alembic import context

from storage.engine import case_file_tables, public_tables, tables

assert public_tables.suggestions.metadata is tables.META  # its tables are among them
assert case_file_tables.case_files.metadata is tables.META
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.for_postgresql(),
    render_as_batch=True,
    transaction_per_migration=False,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
