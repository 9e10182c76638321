"""The pages of tasks and of what observers are asked about a unit's answer."""
