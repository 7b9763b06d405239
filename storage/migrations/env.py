"""Runs the migrations on the connection handed in by `storage.engine.schema`."""

from alembic import context

from storage.engine import account_tables, public_tables, tables

for table in (public_tables.suggestions, account_tables.case_accounts):
    assert table.metadata is tables.META  # their tables are among them
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.for_postgresql(),
    render_as_batch=True,
    transaction_per_migration=False,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
