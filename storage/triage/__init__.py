"""What the desk keeps of reports: where each stands, and what was found, asked and decided."""
