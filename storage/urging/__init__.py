"""What was done to make units answer: messages, calls, who has a letter in hand."""
