"""The life of a report: gathering, corrections, closing, many at once."""
