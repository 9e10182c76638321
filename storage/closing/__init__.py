"""Tasks of the desk, and what observers say of a unit's answer."""
