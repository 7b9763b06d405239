"""Databases: connections, transactions, schema, tables, statements, leases."""
