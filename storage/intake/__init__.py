"""What a delivery writes, within its one transaction."""
