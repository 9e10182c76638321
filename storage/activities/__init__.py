"""What the office calls observers together for: inspections with their lists."""
