"""What the bot says to each kind of message; no network, no clock, no globals."""
