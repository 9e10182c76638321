"""Finding reports: words, filters, the inbox, saved views."""
