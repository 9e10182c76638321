"""Files kept by their content: a folder or an S3-compatible store."""
