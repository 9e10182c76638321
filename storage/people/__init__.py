"""Observers and staff as rows."""
