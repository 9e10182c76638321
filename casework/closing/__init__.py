"""From a unit's answer to the end: tasks of the desk, an observer's look, the outcome told."""
