"""The numbered migrations and the tables say the same."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.database import Database
from storage.tables.all import metadata

# What no metadata can say of both databases: SQLite's full-text table with the tables that hold its
# index, and PostgreSQL's index of the same pairs.
_ONLY_SQLITE, _ONLY_POSTGRES = "report_pairs", "ix_report_words_pairs"


def test_migrating_an_empty_database_gives_exactly_the_tables(database: Database) -> None:
    def is_described(_item, name, kind, _reflected, _other) -> bool:
        if database.is_sqlite:
            return name != _ONLY_POSTGRES and not (
                kind == "table" and name.startswith(_ONLY_SQLITE)
            )
        return True

    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_described})
        assert compare_metadata(context, metadata) == []
