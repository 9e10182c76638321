"""Pages about observers and the roster."""
