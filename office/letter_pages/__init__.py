"""The pages of letters: the list, one letter, and everything done to it after 送签."""
