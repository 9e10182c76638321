"""What a clerk passes on to the observers' group."""
