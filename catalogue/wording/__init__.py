"""Every sentence we say, by whom it is said to."""
