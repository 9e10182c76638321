"""Urging units: by a short message, by telephone, by the clock where the director wants it."""
