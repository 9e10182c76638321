"""Reading numbers, quantities and phrases in Chinese."""
