"""The 观察哨 column in the console: pick, write, ask, look over, approve, hand out, tell."""
