"""Counties and places, and the map they are drawn on."""
