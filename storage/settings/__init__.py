"""What the office set in the console, in versions."""
