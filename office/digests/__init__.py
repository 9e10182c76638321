"""Digests and figures as the office and the leaders see them."""
