"""往年: sheets of earlier years and their lines."""
