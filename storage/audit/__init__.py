"""The chain of seals over the office's deeds."""
