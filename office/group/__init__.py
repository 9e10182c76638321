"""What the leader of a group of observers sees: that group, and nothing else."""
