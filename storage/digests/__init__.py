"""Digests as kept, and what goes into the next one."""
