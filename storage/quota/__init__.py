"""What counts for whom: pieces, deeds, reviews, pauses."""
