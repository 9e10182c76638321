"""What observers owe and have done."""
