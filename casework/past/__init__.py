"""往年: sheets that the office kept before this system, read in as history that nobody edits."""
