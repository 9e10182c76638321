"""Cards as data, and answers read from people's words."""
