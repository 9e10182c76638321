"""The matter itself: drafts, reports, binding, corrections, posting to the outbox."""
