"""Photos and recordings as rows."""
