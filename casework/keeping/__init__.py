"""How long what is kept, by class, and the erasing of whoever left long ago."""
