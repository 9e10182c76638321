"""What is known: projects, places, the tagger and every sentence we say."""
