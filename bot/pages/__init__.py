"""Pages behind signed links: open to whoever holds the link, for one thing and for a while."""
