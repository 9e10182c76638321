"""What the staff and the units see: the console and its pages."""
