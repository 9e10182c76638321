"""Copies of everything remembered: taken while it runs, brought back into an empty house."""
