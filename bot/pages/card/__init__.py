"""The card of one report, filled in on the phone behind a signed link."""
