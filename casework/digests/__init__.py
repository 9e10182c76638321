"""Digests (信息摘报): counted from kept facts, told once a period."""
