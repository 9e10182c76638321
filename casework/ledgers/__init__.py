"""台账: what the office hands up or files as tables."""
