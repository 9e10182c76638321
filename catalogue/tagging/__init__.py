"""What a note is about, and because of which words."""
