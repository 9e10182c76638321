"""Numbered migrations; `versions/` holds one file a step."""
