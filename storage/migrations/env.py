"""Runs the migrations on the connection handed in by `storage.engine.schema`."""

from alembic import context

from storage.engine import (
    account_tables,
    case_file_tables,
    category_tables,
    notice_tables,
    public_tables,
    removal_tables,
    tables,
    tick_tables,
)

for table in (
    account_tables.case_accounts,
    case_file_tables.case_files,
    category_tables.line_counts,
    notice_tables.pending_news,
    public_tables.suggestions,
    removal_tables.removals,
    tick_tables.ticks,
):
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
