"""The card on the phone: its link, what is saved from it, its photos."""
