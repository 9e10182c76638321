"""Pages about what is owed and done."""
