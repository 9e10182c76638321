"""Urging a unit in the console: one tap, calls with their results, the switch of 自动催办."""
