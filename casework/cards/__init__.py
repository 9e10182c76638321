"""The card of a report: what is known, what is asked, what an answer changes."""
