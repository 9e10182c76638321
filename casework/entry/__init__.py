"""What clerks enter for observers: single lines, whole transcripts."""
