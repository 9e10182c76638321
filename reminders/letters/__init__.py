"""What the worker does for letters: their files."""
