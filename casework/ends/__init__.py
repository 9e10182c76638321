"""Tasks of the desk, and the end of a matter told to whoever reported it."""
