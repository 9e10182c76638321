"""What is kept of the 观察哨 column: pieces, their reports and photos, and the consents."""
