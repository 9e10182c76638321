"""The picture for the observers' group, drawn by the worker."""
