"""Whom nothing reaches, why, and what a clerk says to them on the telephone."""
