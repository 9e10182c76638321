"""Pages on what the office calls observers together for."""
