"""Everything remembered: tables, queries, migrations, files."""
