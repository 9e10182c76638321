"""Whether a Word file looks as GB/T 9704-2012 wants a letter (信函格式) to look."""
