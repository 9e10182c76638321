"""What the office passes on to the observers' own group: figures, words, sending."""
