"""Write a migration from storage/engine/tables.py: `python -m scripts.new_migration 0002 what`."""

import sys
import tempfile

from alembic import command
from sqlalchemy import create_engine

from storage.engine import schema


def main(number: str, message: str) -> None:
    """Write a migration with the difference between the newest schema and the tables."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/schema.db")
        with engine.connect() as connection:
            config = schema.alembic_config(connection)
            command.upgrade(config, "head")
            connection.commit()
            command.revision(config, message=message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1], " ".join(sys.argv[2:]))
