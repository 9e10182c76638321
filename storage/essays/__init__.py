"""Essays and their files."""
