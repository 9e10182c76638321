"""Pages where clerks enter what came another way."""
