"""The sealed record of what the office's people did."""
