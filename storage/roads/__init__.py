"""The roads out: outbox, windows, consents, capabilities, tokens."""
