"""The office at work: entries, transcripts, handbook, exports."""
