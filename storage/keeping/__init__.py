"""What is kept for a time only, and how it is forgotten."""
