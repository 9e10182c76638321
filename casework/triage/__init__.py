"""The desk: what becomes of a report, from its first look to its written end."""
