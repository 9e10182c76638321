"""What is owed, per year and region."""
